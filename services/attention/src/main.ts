/** The attention process: asks the rules every so often, and puts what follows on the log. */
import { createRound, storedLog } from '@rapport/attention';
import { createLazyProducer, createLogClient, type EventProducer, type LogClient } from '@rapport/log';
import {
  createHttpService,
  createLogger,
  createRegistry,
  type Logger,
  loadConfig,
  onShutdown,
  type Registry,
  runMain,
  settings,
} from '@rapport/service';
import { createWarehouse, recentLedgerFindings, type Warehouse, warehouseProjection } from '@rapport/warehouse';
import { z } from 'zod';
import { createAttentionMetrics } from './attention-metrics.ts';
import { startAttentionLoop } from './loop.ts';

// A round reads every event there is: it may take a while where there are many.
const QUERY_TIMEOUT_MS = 300_000;
const PATIENCE_MS = 10_000;

function readConfig() {
  return loadConfig({
    RAPPORT_KAFKA_BROKERS: settings.kafkaBrokers,
    RAPPORT_CLICKHOUSE_URL: settings.clickhouseUrl,
    RAPPORT_CLICKHOUSE_DATABASE: settings.clickhouseDatabase,
    RAPPORT_TOPIC_PREFIX: settings.topicPrefix,
    RAPPORT_HOST: settings.host,
    RAPPORT_ATTENTION_PORT: settings.attentionPort,
    RAPPORT_ATTENTION_EVERY_SECONDS: z.coerce.number().min(1).max(86_400).default(30),
    RAPPORT_ATTENTION_SETTLE_SECONDS: settings.settleSeconds,
  });
}

type Parts = { config: ReturnType<typeof readConfig>; log: LogClient; warehouse: Warehouse; ending: AbortSignal };

function roundOf({ config, log, warehouse, ending }: Parts, send: EventProducer['send']) {
  return createRound({
    query: (sql, params) => warehouse.query(sql, params),
    send,
    stored: () =>
      storedLog({
        ...{ log, topicPrefix: config.RAPPORT_TOPIC_PREFIX, clock: Date.now },
        ...{ patienceMs: PATIENCE_MS, signal: ending },
      }),
    gaps: async () => (await recentLedgerFindings(warehouse, warehouseProjection)).gap,
    clock: Date.now,
    settleSeconds: config.RAPPORT_ATTENTION_SETTLE_SECONDS,
  });
}

async function listen({ config, log, warehouse }: Parts, logger: Logger, registry: Registry) {
  const http = createHttpService({
    ...{ logger, registry },
    readiness: {
      kafka: log.ping,
      clickhouse: () => warehouse.query('SELECT count() AS migrations FROM schema_migrations'),
    },
  });
  const address = await http.listen({ host: config.RAPPORT_HOST, port: config.RAPPORT_ATTENTION_PORT });
  logger.info({ listening: Number(new URL(address).port) });
  return http;
}

async function main(logger: Logger): Promise<void> {
  const config = readConfig();
  const ending = new AbortController();
  const log = createLogClient({
    ...{ brokers: config.RAPPORT_KAFKA_BROKERS, clientId: 'rapport-attention' },
    ...{ topicPrefix: config.RAPPORT_TOPIC_PREFIX, logger },
  });
  const warehouse = createWarehouse({
    ...{ url: config.RAPPORT_CLICKHOUSE_URL, database: config.RAPPORT_CLICKHOUSE_DATABASE },
    requestTimeoutMs: QUERY_TIMEOUT_MS,
  });
  const registry = createRegistry('attention');
  const parts: Parts = { config, log, warehouse, ending: ending.signal };
  const producer = createLazyProducer(log);
  const http = await listen(parts, logger, registry);
  const loop = startAttentionLoop(roundOf(parts, producer.send), logger, {
    everyMs: config.RAPPORT_ATTENTION_EVERY_SECONDS * 1_000,
    onRound: createAttentionMetrics(registry),
  });
  onShutdown(logger, async () => {
    ending.abort();
    await loop.stop();
    await producer.close();
    await http.close();
    await log.close();
    await warehouse.close();
  });
}

const logger = createLogger('attention');
runMain(logger, () => main(logger));

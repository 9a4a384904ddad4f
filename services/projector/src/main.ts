/** The projector process: config, health, the projection, an orderly end. */
import { createLogClient, type LogClient } from '@rapport/log';
import { createHttpService, createLogger, createRegistry, type Logger, onShutdown, runMain } from '@rapport/service';
import {
  activeEpoch,
  createWarehouse,
  migrate,
  publishReporting,
  recentLedgerFindings,
  type Warehouse,
  warehouseProjection,
} from '@rapport/warehouse';
import { type ProjectorConfig, readConfig } from './config.ts';
import { createProjector, type Projector } from './projector.ts';
import { createProjectionCheck } from './readiness.ts';
import { whenReady } from './start-when-ready.ts';
import { createWarehouseSink } from './warehouse-sink.ts';

type Parts = {
  config: ProjectorConfig;
  logger: Logger;
  log: LogClient;
  warehouse: Warehouse;
  registry: ReturnType<typeof createRegistry>;
  /** Fires when the process is asked to end. */
  ending: AbortSignal;
};

function limitsFrom(config: ProjectorConfig) {
  return {
    maxRows: config.RAPPORT_SINK_MAX_ROWS,
    maxBytes: config.RAPPORT_SINK_MAX_BYTES,
    maxAgeMs: config.RAPPORT_SINK_MAX_WAIT_MS,
  };
}

async function listen(parts: Parts, projector: () => Projector | undefined): Promise<() => Promise<void>> {
  const { config, log, logger, registry, warehouse } = parts;
  const http = createHttpService({
    logger,
    registry,
    readiness: {
      kafka: log.ping,
      clickhouse: async () => {
        if (!(await warehouse.ping())) throw new Error('does not answer');
      },
      projection: createProjectionCheck(projector),
    },
  });
  const address = await http.listen({ host: config.RAPPORT_HOST, port: config.RAPPORT_PROJECTOR_PORT });
  logger.info({ listening: Number(new URL(address).port) });
  return () => http.close();
}

async function startProjection(parts: Parts) {
  const { config, log, logger, registry, warehouse, ending } = parts;
  const migrated = await whenReady(() => migrate(warehouse), logger, ending);
  if (migrated.applied.length > 0) logger.info({ applied: migrated.applied }, 'migrated');
  // For readers: events are stored whether or not they have their views.
  await publishReporting(warehouse).catch((error: unknown) => {
    logger.warn({ err: error }, 'the reporting views could not be made');
  });
  const created = await whenReady(() => log.ensureTopics(), logger, ending);
  if (created.length > 0) logger.info({ created }, 'topics created');
  const producer = await whenReady(() => log.createProducer(), logger, ending);
  const epoch = await whenReady(() => activeEpoch(warehouse, warehouseProjection), logger, ending);
  const sink = createWarehouseSink(warehouse, { projection: warehouseProjection, epoch });
  const audit = () => recentLedgerFindings(warehouse, warehouseProjection);
  const projector = createProjector(
    { log, producer, sink, logger, registry, audit },
    {
      projection: warehouseProjection,
      epoch,
      topicPrefix: config.RAPPORT_TOPIC_PREFIX,
      limits: limitsFrom(config),
      consumer: {
        maxInFlight: config.RAPPORT_SINK_MAX_IN_FLIGHT,
        maxBufferedBytes: config.RAPPORT_SINK_MAX_BUFFERED_BYTES,
        stallMs: config.RAPPORT_PROJECTOR_STALL_MS,
      },
    },
  );
  return { projector, producer };
}

async function main(logger: Logger): Promise<void> {
  const config = readConfig();
  const ending = new AbortController();
  const warehouse = createWarehouse({
    url: config.RAPPORT_CLICKHOUSE_URL,
    database: config.RAPPORT_CLICKHOUSE_DATABASE,
  });
  const log = createLogClient({
    brokers: config.RAPPORT_KAFKA_BROKERS,
    clientId: 'rapport-projector',
    topicPrefix: config.RAPPORT_TOPIC_PREFIX,
    logger,
  });
  const parts = { config, logger, log, warehouse, registry: createRegistry('projector'), ending: ending.signal };
  let running: Awaited<ReturnType<typeof startProjection>> | undefined;
  let joined: Projector | undefined;
  const closeHttp = await listen(parts, () => joined);

  async function close(): Promise<void> {
    ending.abort();
    await running?.projector.stop();
    await running?.producer.close();
    await closeHttp();
    await log.close();
    await warehouse.close();
  }

  onShutdown(logger, close);
  running = await startProjection(parts).catch((error: unknown) => {
    // Asked to end while still waiting for Kafka or ClickHouse: that is an orderly end.
    if (ending.signal.aborted) return undefined;
    throw error;
  });
  if (running === undefined) return;
  const { projector } = running;
  // The end of the process is not a failure to start.
  await Promise.race([projector.start(), projector.finished]);
  joined = projector;
  await projector.finished;
}

const logger = createLogger('projector');
runMain(logger, () => main(logger));

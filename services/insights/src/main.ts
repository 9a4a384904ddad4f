/** The insights process: environment in, read API out. */
import { createLazyProducer, createLogClient } from '@rapport/log';
import {
  createLogger,
  createRegistry,
  createTokenSource,
  exportsPathIn,
  isLoopback,
  type Logger,
  loadConfig,
  onShutdown,
  runMain,
  settings,
  tokensPathIn,
} from '@rapport/service';
import { createFactKeeper, createResultReader, createWarehouse } from '@rapport/warehouse';
import { createAccessLog } from './access/access-log.ts';
import { createInsights } from './app.ts';
import { startFactLoop } from './fact-loop.ts';
import { createLogReading } from './health/read-log.ts';
import { startReleaseLoop } from './releases/release-loop.ts';
import { createLogSampler } from './releases/waiting-records.ts';
import { createSubscriptions, subscriptionSettings } from './subscriptions/subscriptions.ts';

const logger = createLogger('insights');

type LogSettings = { RAPPORT_KAFKA_BROKERS?: string[] | undefined; RAPPORT_TOPIC_PREFIX: string };

/**
 * What people do with alerts and keep in the dashboard goes onto the log, where one is named, and releases wait for what stands there; nothing connects
 * before the first deed.
 */
function logOf({ RAPPORT_KAFKA_BROKERS: brokers, RAPPORT_TOPIC_PREFIX: topicPrefix }: LogSettings, own: Logger) {
  if (brokers === undefined) return undefined;
  const log = createLogClient({ brokers, clientId: 'rapport-insights', topicPrefix, logger: own });
  const producer = createLazyProducer(log);
  return {
    sendAlerts: producer.send,
    sendWorkspace: producer.send,
    sampleLog: createLogSampler(log, topicPrefix),
    readLog: createLogReading(log, topicPrefix),
    close: async () => {
      await producer.close();
      await log.close();
    },
  };
}

const shape = {
  RAPPORT_CLICKHOUSE_URL: settings.clickhouseUrl,
  RAPPORT_CLICKHOUSE_DATABASE: settings.clickhouseDatabase,
  RAPPORT_KAFKA_BROKERS: settings.kafkaBrokers.optional(),
  RAPPORT_TOPIC_PREFIX: settings.topicPrefix,
  RAPPORT_ATTENTION_SETTLE_SECONDS: settings.settleSeconds,
  RAPPORT_HOST: settings.host,
  RAPPORT_INSIGHTS_PORT: settings.insightsPort,
  RAPPORT_TOKENS_PATH: settings.tokensPath,
  RAPPORT_EXPORTS_PATH: settings.exportsPath,
  RAPPORT_EXPORTS_MAX_BYTES: settings.exportsMaxBytes,
  RAPPORT_FEED_ROLES: settings.feedRoles,
  RAPPORT_RELEASE_EVERY_HOURS: settings.releaseEveryHours,
  RAPPORT_REMEMBERED_CELLS: settings.rememberedCells,
  ...subscriptionSettings,
};

runMain(logger, async () => {
  const config = loadConfig(shape);
  const warehouse = createWarehouse({
    url: config.RAPPORT_CLICKHOUSE_URL,
    database: config.RAPPORT_CLICKHOUSE_DATABASE,
  });
  // A filling reads every event: it may take minutes.
  const own = createWarehouse({
    url: config.RAPPORT_CLICKHOUSE_URL,
    database: config.RAPPORT_CLICKHOUSE_DATABASE,
    requestTimeoutMs: 1_800_000,
  });
  const facts = createFactKeeper({
    warehouse: own,
    onFilling: (why) => logger.info({ why }, 'filling the tables of facts'),
  });
  const registry = createRegistry('insights');
  const tokens = await createTokenSource({ path: tokensPathIn(config), logger });
  const loopback = isLoopback(config.RAPPORT_HOST);
  const accessLog = createAccessLog({ warehouse, logger, registry });
  const exports = {
    path: exportsPathIn(config),
    reader: createResultReader({ url: config.RAPPORT_CLICKHOUSE_URL, database: config.RAPPORT_CLICKHOUSE_DATABASE }),
    warehouse: own,
    limits: { bytes: config.RAPPORT_EXPORTS_MAX_BYTES },
  };
  const log = logOf(config, logger);
  const send = log?.sendWorkspace;
  const subscriptions = createSubscriptions(config, { warehouse, logger, accessLog, send });
  const app = await createInsights({
    ...{ warehouse, facts, logger, registry, tokens, loopback, accessLog, exports },
    feedRoles: config.RAPPORT_FEED_ROLES,
    rememberedCells: config.RAPPORT_REMEMBERED_CELLS,
    delivery: subscriptions.delivery,
    topicPrefix: config.RAPPORT_TOPIC_PREFIX,
    settleSeconds: config.RAPPORT_ATTENTION_SETTLE_SECONDS,
    ...(log === undefined
      ? {}
      : {
          sendAlerts: log.sendAlerts,
          sendWorkspace: log.sendWorkspace,
          readLog: log.readLog,
          sampleLog: log.sampleLog,
        }),
  });
  const loop = startFactLoop(facts, logger);
  const releases = startReleaseLoop({
    ...{ warehouse: own, tokens, logger, everyHours: config.RAPPORT_RELEASE_EVERY_HOURS },
    ...(log === undefined ? {} : { sampleLog: log.sampleLog }),
  });
  onShutdown(logger, async () => {
    await Promise.all([loop.stop(), releases.stop(), subscriptions.stop()]);
    await app.close();
    await log?.close();
    await own.close();
    await accessLog.close();
    await warehouse.close();
  });
  await app.listen({ host: config.RAPPORT_HOST, port: config.RAPPORT_INSIGHTS_PORT });
  const address = app.server.address();
  logger.info({ listening: typeof address === 'object' ? address?.port : address }, 'listening');
});

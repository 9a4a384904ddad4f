/** The ingest process: environment in, HTTP API out. */
import { createLogClient } from '@rapport/log';
import {
  createLogger,
  createRegistry,
  createTokenSource,
  isLoopback,
  loadConfig,
  onShutdown,
  runMain,
  settings,
  tokensPathIn,
} from '@rapport/service';
import { createIngestApp } from './http/ingest-app.ts';

const logger = createLogger('ingest');

async function main(): Promise<void> {
  const config = loadConfig({
    RAPPORT_KAFKA_BROKERS: settings.kafkaBrokers,
    RAPPORT_TOPIC_PREFIX: settings.topicPrefix,
    RAPPORT_HOST: settings.host,
    RAPPORT_INGEST_PORT: settings.ingestPort,
    RAPPORT_TOKENS_PATH: settings.tokensPath,
    RAPPORT_HOME: settings.home,
    RAPPORT_PSEUDONYM_KEY: settings.pseudonymKey,
  });
  const tokens = await createTokenSource({ path: tokensPathIn(config), logger });
  const log = createLogClient({
    brokers: config.RAPPORT_KAFKA_BROKERS,
    clientId: 'rapport-ingest',
    topicPrefix: config.RAPPORT_TOPIC_PREFIX,
    logger,
  });
  await log.ensureTopics();
  const producer = await log.createProducer();
  const app = createIngestApp({
    producer,
    logger,
    registry: createRegistry('ingest'),
    readiness: { kafka: log.ping, tokens: tokens.check },
    ...(config.RAPPORT_PSEUDONYM_KEY === undefined ? {} : { pseudonymKey: config.RAPPORT_PSEUDONYM_KEY }),
    producers: { tokens, loopback: isLoopback(config.RAPPORT_HOST) },
  });

  onShutdown(logger, async () => {
    // First no more requests and an answer to those under way, then nothing left to send.
    await app.close();
    await producer.close();
    await log.close();
  });
  await app.listen({ host: config.RAPPORT_HOST, port: config.RAPPORT_INGEST_PORT });
  const address = app.server.address();
  logger.info({ listening: typeof address === 'object' ? address?.port : address }, 'listening');
}

runMain(logger, main);

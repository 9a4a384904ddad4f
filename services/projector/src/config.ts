/** The projector's settings, all from the environment. */
import { type Environment, loadConfig, settings } from '@rapport/service';
import { z } from 'zod';

const shape = {
  RAPPORT_KAFKA_BROKERS: settings.kafkaBrokers,
  RAPPORT_CLICKHOUSE_URL: settings.clickhouseUrl,
  RAPPORT_CLICKHOUSE_DATABASE: settings.clickhouseDatabase,
  RAPPORT_TOPIC_PREFIX: settings.topicPrefix,
  RAPPORT_HOST: settings.host,
  RAPPORT_PROJECTOR_PORT: settings.projectorPort,
  RAPPORT_SINK_MAX_ROWS: z.coerce.number().int().min(1).max(1_000_000).default(50_000),
  RAPPORT_SINK_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1_024)
    .max(64 * 1024 * 1024)
    .default(4 * 1024 * 1024),
  RAPPORT_SINK_MAX_WAIT_MS: z.coerce.number().int().min(1).max(60_000).default(100),
};

export type ProjectorConfig = ReturnType<typeof readConfig>;

/** @throws ConfigError naming what is missing or wrong. */
export function readConfig(env?: Environment) {
  return env === undefined ? loadConfig(shape) : loadConfig(shape, env);
}

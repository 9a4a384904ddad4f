/** The projector's settings, all from the environment. */
import { type Environment, loadConfig, settings } from '@rapport/service';
import { MAX_CHUNK_ROWS } from '@rapport/warehouse';
import { z } from 'zod';

const KIB = 1_024;
const MIB = 1_024 * KIB;

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const shape = {
  RAPPORT_KAFKA_BROKERS: settings.kafkaBrokers,
  RAPPORT_CLICKHOUSE_URL: settings.clickhouseUrl,
  RAPPORT_CLICKHOUSE_DATABASE: settings.clickhouseDatabase,
  RAPPORT_TOPIC_PREFIX: settings.topicPrefix,
  RAPPORT_HOST: settings.host,
  RAPPORT_PROJECTOR_PORT: settings.projectorPort,
  RAPPORT_SINK_MAX_ROWS: whole(1, MAX_CHUNK_ROWS).default(65_000),
  RAPPORT_SINK_MAX_BYTES: whole(KIB, 64 * MIB).default(8 * MIB),
  RAPPORT_SINK_MAX_WAIT_MS: whole(1, 60_000).default(100),
  RAPPORT_SINK_MAX_IN_FLIGHT: whole(1, 64).default(3),
  RAPPORT_SINK_MAX_BUFFERED_BYTES: whole(MIB, 1_024 * MIB).default(48 * MIB),
  RAPPORT_PROJECTOR_STALL_MS: whole(1_000, 3_600_000).default(60_000),
};

export type ProjectorConfig = ReturnType<typeof readConfig>;

/** @throws ConfigError naming what is missing or wrong. */
export function readConfig(env?: Environment) {
  return env === undefined ? loadConfig(shape) : loadConfig(shape, env);
}

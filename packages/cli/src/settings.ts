/** What the command reads from the environment. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Environment, loadConfig, settings as shared } from '@rapport/service';
import { z } from 'zod';

/** The project's folder: where services and samples are. */
export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);

const shape = {
  RAPPORT_HOME: z.string().default(join(projectRoot, '.rapport')),
  RAPPORT_KAFKA_BROKERS: shared.kafkaBrokers.optional(),
  RAPPORT_CLICKHOUSE_URL: shared.clickhouseUrl.optional(),
  RAPPORT_CLICKHOUSE_DATABASE: shared.clickhouseDatabase,
  RAPPORT_TOPIC_PREFIX: shared.topicPrefix,
  RAPPORT_LOCAL_KAFKA_PORT: port(9701),
  RAPPORT_LOCAL_CLICKHOUSE_PORT: port(8704),
  RAPPORT_INGEST_PORT: shared.ingestPort,
  RAPPORT_INSIGHTS_PORT: shared.insightsPort,
  RAPPORT_PROJECTOR_PORT: shared.projectorPort,
  RAPPORT_PSEUDONYM_KEY: z.string().min(16, 'must have at least 16 characters').optional(),
};

export type Settings = {
  home: string;
  /** True when the environment names a Kafka or a ClickHouse that is not ours to start. */
  external: boolean;
  database: string;
  topicPrefix: string;
  kafkaPort: number;
  clickhousePort: number;
  servicePorts: { ingest: number; insights: number; projector: number };
  pseudonymKey: string | undefined;
};

/** Reads and checks the environment. Throws ConfigError. */
export function loadSettings(env?: Environment): Settings {
  const read = loadConfig(shape, env);
  return {
    home: read.RAPPORT_HOME,
    external: read.RAPPORT_KAFKA_BROKERS !== undefined || read.RAPPORT_CLICKHOUSE_URL !== undefined,
    database: read.RAPPORT_CLICKHOUSE_DATABASE,
    topicPrefix: read.RAPPORT_TOPIC_PREFIX,
    kafkaPort: read.RAPPORT_LOCAL_KAFKA_PORT,
    clickhousePort: read.RAPPORT_LOCAL_CLICKHOUSE_PORT,
    servicePorts: {
      ingest: read.RAPPORT_INGEST_PORT,
      insights: read.RAPPORT_INSIGHTS_PORT,
      projector: read.RAPPORT_PROJECTOR_PORT,
    },
    pseudonymKey: read.RAPPORT_PSEUDONYM_KEY,
  };
}

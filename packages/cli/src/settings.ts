/** What the command reads from the environment. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Environment, exportsPathIn, loadConfig, settings as shared, tokensPathIn } from '@rapport/service';
import { z } from 'zod';

/** The project's folder: where services and samples are. */
export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);

const shape = {
  RAPPORT_HOME: z.string().default(join(projectRoot, '.rapport')),
  RAPPORT_TOKENS_PATH: shared.tokensPath,
  RAPPORT_EXPORTS_PATH: shared.exportsPath,
  RAPPORT_STACK: z.string().optional(),
  RAPPORT_KAFKA_BROKERS: shared.kafkaBrokers.optional(),
  RAPPORT_CLICKHOUSE_URL: shared.clickhouseUrl.optional(),
  RAPPORT_CLICKHOUSE_DATABASE: shared.clickhouseDatabase,
  RAPPORT_TOPIC_PREFIX: shared.topicPrefix,
  RAPPORT_LOCAL_KAFKA_PORT: port(9701),
  RAPPORT_LOCAL_CLICKHOUSE_PORT: port(8704),
  RAPPORT_DASHBOARD_PORT: shared.dashboardPort,
  RAPPORT_INGEST_PORT: shared.ingestPort,
  RAPPORT_INSIGHTS_PORT: shared.insightsPort,
  RAPPORT_PROJECTOR_PORT: shared.projectorPort,
  RAPPORT_ATTENTION_PORT: shared.attentionPort,
  RAPPORT_PSEUDONYM_KEY: z.string().min(16, 'must have at least 16 characters').optional(),
};

export type Settings = {
  home: string;
  /** The file of API tokens. */
  tokensPath: string;
  /** The folder of exports that the API keeps. */
  exportsPath: string;
  /** True when the stack is a Kafka and a ClickHouse that the environment names, not ours to start; RAPPORT_STACK has the last word. */
  external: boolean;
  database: string;
  topicPrefix: string;
  kafkaPort: number;
  clickhousePort: number;
  servicePorts: { dashboard: number; ingest: number; insights: number; projector: number; attention: number };
  pseudonymKey: string | undefined;
};

type Named = {
  RAPPORT_STACK?: string | undefined;
  RAPPORT_KAFKA_BROKERS?: string[] | undefined;
  RAPPORT_CLICKHOUSE_URL?: string | undefined;
};

// One address alone counts as well: the start then says that the other one is missing.
function isExternal(read: Named): boolean {
  if (read.RAPPORT_STACK !== undefined) return read.RAPPORT_STACK === 'external';
  return read.RAPPORT_KAFKA_BROKERS !== undefined || read.RAPPORT_CLICKHOUSE_URL !== undefined;
}

/** Reads and checks the environment. Throws ConfigError. */
export function loadSettings(env?: Environment): Settings {
  const read = loadConfig(shape, env);
  return {
    home: read.RAPPORT_HOME,
    tokensPath: tokensPathIn(read),
    exportsPath: exportsPathIn(read),
    external: isExternal(read),
    database: read.RAPPORT_CLICKHOUSE_DATABASE,
    topicPrefix: read.RAPPORT_TOPIC_PREFIX,
    kafkaPort: read.RAPPORT_LOCAL_KAFKA_PORT,
    clickhousePort: read.RAPPORT_LOCAL_CLICKHOUSE_PORT,
    servicePorts: {
      dashboard: read.RAPPORT_DASHBOARD_PORT,
      ingest: read.RAPPORT_INGEST_PORT,
      insights: read.RAPPORT_INSIGHTS_PORT,
      projector: read.RAPPORT_PROJECTOR_PORT,
      attention: read.RAPPORT_ATTENTION_PORT,
    },
    pseudonymKey: read.RAPPORT_PSEUDONYM_KEY,
  };
}

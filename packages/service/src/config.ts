/** Configuration: the environment, parsed once at start by one zod object per process. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Every variable that some process of Rapport reads, with what it is for. A name outside this list is a typing slip. */
export const knownVariables = {
  RAPPORT_KAFKA_BROKERS: 'Kafka bootstrap servers, host:port separated by commas',
  RAPPORT_CLICKHOUSE_URL: 'ClickHouse HTTP address, such as http://127.0.0.1:8123',
  RAPPORT_CLICKHOUSE_DATABASE: 'ClickHouse database that holds the projections (default rapport)',
  RAPPORT_TOPIC_PREFIX: 'prefix of every topic, to keep installations on one broker apart (default none)',
  RAPPORT_HOST: 'address that services listen on (default 127.0.0.1)',
  RAPPORT_DASHBOARD_PORT: 'port of the dashboard (default 8700, 0 = any free one)',
  RAPPORT_INSIGHTS_URL: 'where the dashboard finds the insights API (default http://127.0.0.1:8702)',
  RAPPORT_INGEST_URL: 'where the dashboard finds the ingest API (default http://127.0.0.1:8701)',
  RAPPORT_PUBLIC_INSIGHTS_URL:
    'where programs of yours find the insights API, as pages say it (default RAPPORT_INSIGHTS_URL)',
  RAPPORT_PUBLIC_INGEST_URL:
    'where programs of yours find the ingest API, as pages say it (default RAPPORT_INGEST_URL)',
  RAPPORT_INGEST_PORT: 'port of the ingest API (default 8701, 0 = any free one)',
  RAPPORT_INSIGHTS_PORT: 'port of the insights API (default 8702, 0 = any free one)',
  RAPPORT_PROJECTOR_PORT: 'port of the projector’s health and metrics (default 8703, 0 = any free one)',
  RAPPORT_ATTENTION_PORT: 'port of the attention service’s health and metrics (default 8705, 0 = any free one)',
  RAPPORT_ATTENTION_EVERY_SECONDS: 'how long the attention service waits between two rounds, in seconds (default 30)',
  RAPPORT_ATTENTION_SETTLE_SECONDS:
    'for how long after old events came in their programme is not judged, in seconds (default 60)',
  RAPPORT_PSEUDONYM_KEY: 'secret for pseudonyms made by file import (at least 16 characters)',
  RAPPORT_EXPORTS_PATH: 'folder for the files of exports (default exports in RAPPORT_HOME)',
  RAPPORT_EXPORTS_MAX_BYTES: 'bytes that all files of exports may have together (default 20 GiB)',
  RAPPORT_FEED_ROLES: 'roles whose tokens may read feeds of single events: admin, or admin,data (default admin)',
  RAPPORT_RELEASE_EVERY_HOURS:
    'hours between releases, counted from 02:00 UTC; 0: only `rapport release publish` makes them (default 24)',
  RAPPORT_REMEMBERED_CELLS:
    'cells of answers that insights keeps in memory to give again while nothing new is stored, about 700 bytes each; 0: none (default 200000)',
  RAPPORT_SUBSCRIPTIONS_PATH:
    'file that addresses of subscriptions are kept in (default subscriptions.json in RAPPORT_HOME)',
  RAPPORT_SUBSCRIPTIONS_EVERY_SECONDS:
    'how long insights waits between two looks for deliveries that are due, in seconds; 0: this process delivers nothing (default 60)',
  RAPPORT_SMTP_URL:
    'mail server of subscriptions, such as smtps://user:password@mail.example.org (default none: no mails)',
  RAPPORT_SMTP_FROM: 'sender of the mails of subscriptions (default rapport@localhost)',
  RAPPORT_MAIL_DOMAINS: 'domains that subscriptions may send mails to, separated by commas (default any)',
  RAPPORT_WEBHOOK_HOSTS:
    'hosts that subscriptions may post to, with their port where it is not 443, separated by commas (default none)',
  RAPPORT_DASHBOARD_URL:
    'address of the dashboard for links in mails, such as https://rapport.example.org (default none)',
  RAPPORT_OIDC_ISSUER:
    'identity provider that people sign in to the dashboard through, such as https://login.example.org (default none: tokens only)',
  RAPPORT_OIDC_CLIENT_ID: 'the dashboard’s client id at the identity provider',
  RAPPORT_OIDC_CLIENT_SECRET: 'the dashboard’s secret at the identity provider',
  RAPPORT_OIDC_TOKENS_PATH: 'file that says by which token people act, given their claims (see services/dashboard)',
  RAPPORT_OIDC_SCOPE: 'what the identity provider is asked for (default "openid email profile")',
  RAPPORT_OIDC_NAME: 'what people call the identity provider (default its host)',
  RAPPORT_TOKENS_PATH: 'file that API tokens are kept in (default tokens.json in RAPPORT_HOME)',
  RAPPORT_HOME: 'folder for data, logs and process files of the local stack (default .rapport in the project)',
  RAPPORT_CACHE_DIR: 'folder for downloaded Kafka jars (default cache in the project’s .rapport)',
  RAPPORT_STACK:
    'which stack to use: external, local or containers (default: external when its two addresses are set, else what the machine has)',
  RAPPORT_KAFKA_IMAGE: 'image of Kafka in the containers stack (default apache/kafka)',
  RAPPORT_CLICKHOUSE_IMAGE: 'image of ClickHouse in the containers stack (default clickhouse/clickhouse-server)',
  RAPPORT_LOCAL_KAFKA_PORT: 'port of the local Kafka (default 9701, 0 = any free one)',
  RAPPORT_LOCAL_CLICKHOUSE_PORT: 'port of the local ClickHouse (default 8704, 0 = any free one)',
  RAPPORT_LOCAL_KAFKA_HEAP: 'heap of the local Kafka, such as 512m',
  RAPPORT_CLICKHOUSE_SLOTS: 'queries that the local ClickHouse runs at once',
  RAPPORT_SINK_MAX_ROWS: 'rows after which the projector closes a chunk',
  RAPPORT_SINK_MAX_BYTES: 'bytes after which the projector closes a chunk',
  RAPPORT_SINK_MAX_WAIT_MS: 'longest that the broker holds an empty fetch back for the projector, in milliseconds',
  RAPPORT_SINK_MAX_IN_FLIGHT: 'chunks that the projector stores at the same time',
  RAPPORT_SINK_MAX_BUFFERED_BYTES: 'bytes that the projector holds fetched and not yet stored',
  RAPPORT_PROJECTOR_STALL_MS: 'time without progress after which the projector makes its Kafka client anew',
} as const;

export type Variable = keyof typeof knownVariables;
export type Environment = Readonly<Record<string, string | undefined>>;

/** A start that the environment forbids; `message` names the variable, the rule and the way out. */
export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID';
  readonly retriable = false;
}

function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, ca] of [...a].entries()) {
    const row = [i + 1];
    for (const [j, cb] of [...b].entries()) {
      row.push(Math.min((row[j] ?? 0) + 1, (previous[j + 1] ?? 0) + 1, (previous[j] ?? 0) + (ca === cb ? 0 : 1)));
    }
    previous = row;
  }
  return previous.at(-1) ?? 0;
}

/** The candidate most like `word`, or undefined when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const scored = candidates.map((candidate) => ({ candidate, off: distance(word, candidate) }));
  const best = scored.sort((a, b) => a.off - b.off)[0];
  return best !== undefined && best.off <= Math.max(2, word.length / 3) ? best.candidate : undefined;
}

function refuseUnknown(env: Environment): void {
  const known = Object.keys(knownVariables);
  for (const name of Object.keys(env)) {
    if (!name.startsWith('RAPPORT_') || known.includes(name.replace(/_FILE$/, ''))) continue;
    const near = nearest(name, known);
    throw new ConfigError(`${name} is not a setting of Rapport${near === undefined ? '' : `: did you mean ${near}?`}`);
  }
}

// X_FILE names a file that holds X: the usual way to hand in a secret.
function withFiles(env: Environment): Environment {
  const fromFiles = Object.entries(env).flatMap(([name, file]) => {
    if (!name.startsWith('RAPPORT_') || !name.endsWith('_FILE') || file === undefined) return [];
    return [[name.slice(0, -'_FILE'.length), readFileSync(file, 'utf8').trim()] as const];
  });
  return { ...env, ...Object.fromEntries(fromFiles) };
}

/**
 * Parses the environment with `shape` (keys are variable names). Unknown RAPPORT_* names are refused with a suggestion.
 * @throws ConfigError naming every variable that is missing or wrong.
 */
export function loadConfig<S extends z.ZodRawShape>(
  shape: S,
  env: Environment = process.env,
): z.output<z.ZodObject<S>> {
  refuseUnknown(env);
  const filled = Object.entries(withFiles(env)).filter(([, value]) => value !== undefined && value !== '');
  const parsed = z.object(shape).safeParse(Object.fromEntries(filled));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const purpose = knownVariables[name as Variable];
    return `  ${name}: ${issue.message}${purpose === undefined ? '' : ` (${purpose})`}`;
  });
  throw new ConfigError(`the environment is not complete:\n${lines.join('\n')}`);
}

/** Where data, logs and tokens of this machine are when nobody names a folder: .rapport in the project. */
export const defaultHome = join(fileURLToPath(new URL('../../..', import.meta.url)), '.rapport');

/** The file of tokens that the environment means. */
export function tokensPathIn(read: {
  RAPPORT_TOKENS_PATH?: string | undefined;
  RAPPORT_HOME?: string | undefined;
}): string {
  return resolve(read.RAPPORT_TOKENS_PATH ?? join(read.RAPPORT_HOME ?? defaultHome, 'tokens.json'));
}

/** The file of subscriptions' addresses that the environment means. */
export function subscriptionsPathIn(read: {
  RAPPORT_SUBSCRIPTIONS_PATH?: string | undefined;
  RAPPORT_HOME?: string | undefined;
}): string {
  return resolve(read.RAPPORT_SUBSCRIPTIONS_PATH ?? join(read.RAPPORT_HOME ?? defaultHome, 'subscriptions.json'));
}

/** The folder of exports that the environment means. */
export function exportsPathIn(read: {
  RAPPORT_EXPORTS_PATH?: string | undefined;
  RAPPORT_HOME?: string | undefined;
}): string {
  return resolve(read.RAPPORT_EXPORTS_PATH ?? join(read.RAPPORT_HOME ?? defaultHome, 'exports'));
}

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);

/** Rules for the variables that several processes share; a process picks what it needs. */
export const settings = {
  kafkaBrokers: z.string('is required').transform((text) => text.split(',').map((broker) => broker.trim())),
  clickhouseUrl: z.url('must be an address such as http://127.0.0.1:8123'),
  clickhouseDatabase: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,62}$/, 'must be lower-case letters, digits and _')
    .default('rapport'),
  topicPrefix: z
    .string()
    .regex(/^[a-zA-Z0-9._-]*$/, 'must be letters, digits, . _ -')
    .default(''),
  host: z.string().default('127.0.0.1'),
  tokensPath: z.string().optional(),
  subscriptionsPath: z.string().optional(),
  subscriptionsEverySeconds: z.coerce.number().int().min(0).max(86_400).default(60),
  smtpUrl: z.url({ protocol: /^smtps?$/, error: 'must be an address such as smtps://mail.example.org' }).optional(),
  smtpFrom: z.string().default('rapport@localhost'),
  names: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((name) => name.trim().toLowerCase())
        .filter((name) => name !== ''),
    ),
  dashboardUrl: z.url('must be an address such as https://rapport.example.org').optional(),
  exportsPath: z.string().optional(),
  exportsMaxBytes: z.coerce
    .number()
    .int()
    .min(1)
    .default(20 * 2 ** 30),
  feedRoles: z
    .enum(['admin', 'admin,data'])
    .default('admin')
    .transform((text): ('admin' | 'data')[] => (text === 'admin' ? ['admin'] : ['admin', 'data'])),
  home: z.string().optional(),
  dashboardPort: port(8700),
  insightsUrl: z.url('must be an address such as http://127.0.0.1:8702').default('http://127.0.0.1:8702'),
  ingestUrl: z.url('must be an address such as http://127.0.0.1:8701').default('http://127.0.0.1:8701'),
  publicUrl: z.url('must be an address such as https://rapport.example.org/insights').optional(),
  pseudonymKey: z.string().min(16, 'must have at least 16 characters').optional(),
  ingestPort: port(8701),
  insightsPort: port(8702),
  projectorPort: port(8703),
  attentionPort: port(8705),
  rememberedCells: z.coerce.number().int().min(0).max(100_000_000).default(200_000),
  releaseEveryHours: z.coerce.number().int().min(0).max(8_784).default(24),
  settleSeconds: z.coerce.number().int().min(1).max(86_400).default(60),
};

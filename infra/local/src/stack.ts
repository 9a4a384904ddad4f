import { mkdirSync, statfsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startClickHouse } from './clickhouse/start-clickhouse.ts';
import { startKafka } from './kafka/start-kafka.ts';
import { withLock } from './lock.ts';
import { listProcesses, type ProcessRecord, stopProcess } from './processes.ts';
import { StackError } from './stack-error.ts';

/** `containers` has its place here and is not available yet. */
export type StackKind = 'external' | 'local' | 'containers';

/** A running Kafka and ClickHouse. `home` is the folder of data, logs and process records; `stop()` leaves an external one alone. */
export type Stack = {
  kind: StackKind;
  kafkaBrokers: string[];
  clickhouseUrl: string;
  home: string;
  stop(): Promise<void>;
};

type Env = Record<string, string | undefined>;

export type StackOptions = {
  home: string;
  env?: Env;
  /** Ports on 127.0.0.1; 0 = any free one. Default: RAPPORT_LOCAL_KAFKA_PORT or 9701, RAPPORT_LOCAL_CLICKHOUSE_PORT or 8704. */
  kafkaPort?: number;
  clickhousePort?: number;
  progress?: (line: string) => void;
};

const NEEDED_DISK_BYTES = 512 * 1024 * 1024;
const START_WAIT_MS = 900_000;
const KAFKA_GRACE_MS = 20_000;
const CLICKHOUSE_GRACE_MS = 15_000;
const REPOSITORY = join(import.meta.dirname, '..', '..', '..');

/**
 * `external` when the environment names both services, else `local`. RAPPORT_STACK asks for one by name. One name of the two
 * alone is an error (STACK_HALF_EXTERNAL): half of the data would go elsewhere.
 */
export function chooseStackKind(env: Env): StackKind {
  const asked = env['RAPPORT_STACK'] || undefined;
  if (asked === 'local' || asked === 'containers') return asked;
  if (asked !== undefined && asked !== 'external') {
    throw new StackError('STACK_NOT_AVAILABLE', `RAPPORT_STACK=${asked} is none of external, local, containers`);
  }
  const kafka = env['RAPPORT_KAFKA_BROKERS'] || undefined;
  const clickhouse = env['RAPPORT_CLICKHOUSE_URL'] || undefined;
  if (kafka !== undefined && clickhouse !== undefined) return 'external';
  if (kafka === undefined && clickhouse === undefined && asked === undefined) return 'local';
  const missing = kafka === undefined ? 'RAPPORT_KAFKA_BROKERS' : 'RAPPORT_CLICKHOUSE_URL';
  const text = `${missing} is missing: set both RAPPORT_KAFKA_BROKERS and RAPPORT_CLICKHOUSE_URL, or neither for a local stack`;
  throw new StackError('STACK_HALF_EXTERNAL', text);
}

/**
 * Gives a running stack: the one the environment names, or a local one, started on `home` if it does not run there yet.
 * Local processes live until `stop()` or `stopStack(home)`, also when this process ends.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const env = options.env ?? process.env;
  const kind = chooseStackKind(env);
  switch (kind) {
    case 'external':
      return externalStack(env, resolve(options.home));
    case 'containers':
      throw new StackError(
        'STACK_NOT_AVAILABLE',
        'The containers stack is not available yet; use the local one, or name services by RAPPORT_KAFKA_BROKERS and RAPPORT_CLICKHOUSE_URL',
      );
    case 'local':
      return startLocalStack(options, env);
  }
}

function externalStack(env: Env, home: string): Stack {
  const brokers = (env['RAPPORT_KAFKA_BROKERS'] ?? '').split(',').map((one) => one.trim());
  return {
    kind: 'external',
    kafkaBrokers: brokers.filter((one) => one !== ''),
    clickhouseUrl: env['RAPPORT_CLICKHOUSE_URL'] ?? '',
    home,
    stop: () => Promise.resolve(),
  };
}

async function startLocalStack(options: StackOptions, env: Env): Promise<Stack> {
  const home = resolve(options.home);
  const progress = options.progress ?? (() => undefined);
  mkdirSync(join(home, 'run'), { recursive: true });
  const onWait = (): void => progress(`Waiting for another start on ${home}`);
  return withLock(join(home, 'run', 'stack.lock'), { waitMs: START_WAIT_MS, onWait }, async () => {
    const running = await runningStack(home);
    if (running !== undefined) return running;
    checkDisk(home);
    const alive = aliveByName(home);
    const cacheDir = resolve(env['RAPPORT_CACHE_DIR'] || join(REPOSITORY, '.rapport', 'cache'));
    const kafkaPort = options.kafkaPort ?? portFrom(env, 'RAPPORT_LOCAL_KAFKA_PORT', 9701);
    const clickhousePort = options.clickhousePort ?? portFrom(env, 'RAPPORT_LOCAL_CLICKHOUSE_PORT', 8704);
    const outcomes = await Promise.allSettled([
      alive.get('kafka') ?? startKafka({ home, port: kafkaPort, cacheDir, env, progress }),
      alive.get('clickhouse') ?? startClickHouse({ home, port: clickhousePort, env, progress }),
    ]);
    const [kafka, clickhouse] = outcomes;
    if (kafka.status === 'fulfilled' && clickhouse.status === 'fulfilled') {
      return localStack(home, kafka.value, clickhouse.value);
    }
    await stopStack(home);
    throw outcomes.find((one) => one.status === 'rejected')?.reason;
  });
}

function portFrom(env: Env, name: string, fallback: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new StackError(
    'PORT_TAKEN',
    `${name}=${text} is not a port: use a number from 1 to 65535, or 0 for any free one`,
  );
}

function checkDisk(home: string): void {
  const { bavail, bsize } = statfsSync(home);
  if (bavail * bsize >= NEEDED_DISK_BYTES) return;
  const left = Math.round((bavail * bsize) / 1024 / 1024);
  throw new StackError(
    'DISK_FULL',
    `The disk of ${home} has ${left} MB left; Kafka and ClickHouse need 512 MB to start`,
  );
}

function aliveByName(home: string): Map<string, ProcessRecord> {
  return new Map(
    listProcesses(home)
      .filter((one) => one.alive)
      .map((one) => [one.name, one]),
  );
}

function localStack(home: string, kafka: ProcessRecord, clickhouse: ProcessRecord): Stack {
  return {
    kind: 'local',
    kafkaBrokers: [`127.0.0.1:${kafka.port}`],
    clickhouseUrl: `http://127.0.0.1:${clickhouse.port}`,
    home,
    stop: () => stopStack(home),
  };
}

/** The local stack that runs on this home, if both of its processes do. */
export async function runningStack(home: string): Promise<Stack | undefined> {
  const alive = aliveByName(resolve(home));
  const kafka = alive.get('kafka');
  const clickhouse = alive.get('clickhouse');
  if (kafka === undefined || clickhouse === undefined) return undefined;
  return localStack(resolve(home), kafka, clickhouse);
}

/** Stops the local stack of this home, whatever of it runs. Data and logs stay. */
export async function stopStack(home: string): Promise<void> {
  const folder = resolve(home);
  await Promise.all([
    stopProcess(folder, 'clickhouse', { graceMs: CLICKHOUSE_GRACE_MS }),
    stopProcess(folder, 'kafka', { graceMs: KAFKA_GRACE_MS }),
  ]);
}

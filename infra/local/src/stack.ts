import { existsSync, mkdirSync, rmSync, statfsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chooseStack } from './choose-stack.ts';
import { startClickHouse } from './clickhouse/start-clickhouse.ts';
import {
  removeContainersData,
  runningContainers,
  startContainers,
  stopContainers,
  volumesInWords,
} from './containers/containers-stack.ts';
import { readHomeRecord } from './containers/home-record.ts';
import { startKafka } from './kafka/start-kafka.ts';
import { withLock } from './lock.ts';
import { listProcesses, type ProcessRecord, stopProcess } from './processes.ts';
import { StackError } from './stack-error.ts';
import type { Env, Stack, StackKind, StackOptions } from './stack-types.ts';

const NEEDED_DISK_BYTES = 512 * 1024 * 1024;
const START_WAIT_MS = 900_000;
const KAFKA_GRACE_MS = 20_000;
const CLICKHOUSE_GRACE_MS = 15_000;
const REPOSITORY = join(import.meta.dirname, '..', '..', '..');

/**
 * Gives a running stack: the one the environment names, or one of our own, started on `home` if it does not run there yet.
 * Processes and containers live until `stop()` or `stopStack(home)`, also when this process ends.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const env = options.env ?? process.env;
  const home = resolve(options.home);
  const choice = await chooseStack({ env, home });
  if (choice.kind === 'external') return externalStack(env, home);
  const progress = options.progress ?? (() => undefined);
  mkdirSync(join(home, 'run'), { recursive: true });
  const onWait = (): void => progress(`Waiting for another start on ${home}`);
  return withLock(join(home, 'run', 'stack.lock'), { waitMs: START_WAIT_MS, onWait }, async () => {
    const use = {
      home,
      env,
      progress,
      kafkaPort: options.kafkaPort ?? portFrom(env, 'RAPPORT_LOCAL_KAFKA_PORT', 9701),
      clickhousePort: options.clickhousePort ?? portFrom(env, 'RAPPORT_LOCAL_CLICKHOUSE_PORT', 8704),
      ephemeral: options.ephemeral ?? false,
    };
    return choice.kind === 'local' ? startLocalStack(use) : startContainers({ ...use, engine: choice.engine });
  });
}

function externalStack(env: Env, home: string): Stack {
  const brokers = (env['RAPPORT_KAFKA_BROKERS'] ?? '').split(',').map((one) => one.trim());
  return {
    kind: 'external',
    kafkaBrokers: brokers.filter((one) => one !== ''),
    clickhouseUrl: env['RAPPORT_CLICKHOUSE_URL'] ?? '',
    home,
    data: 'in the Kafka and ClickHouse that the environment names',
    stop: () => Promise.resolve(),
  };
}

type LocalStart = {
  home: string;
  env: Env;
  kafkaPort: number;
  clickhousePort: number;
  progress: (line: string) => void;
};

async function startLocalStack({ home, env, kafkaPort, clickhousePort, progress }: LocalStart): Promise<Stack> {
  const running = runningLocalStack(home);
  if (running !== undefined) return running;
  checkDisk(home);
  const alive = aliveByName(home);
  const cacheDir = resolve(env['RAPPORT_CACHE_DIR'] || join(REPOSITORY, '.rapport', 'cache'));
  const outcomes = await Promise.allSettled([
    alive.get('kafka') ?? startKafka({ home, port: kafkaPort, cacheDir, env, progress }),
    alive.get('clickhouse') ?? startClickHouse({ home, port: clickhousePort, env, progress }),
  ]);
  const [kafka, clickhouse] = outcomes;
  if (kafka.status === 'fulfilled' && clickhouse.status === 'fulfilled') {
    return localStack(home, kafka.value, clickhouse.value);
  }
  await stopLocalStack(home);
  throw outcomes.find((one) => one.status === 'rejected')?.reason;
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
    data: localDataInWords(home),
    stop: () => stopLocalStack(home),
  };
}

function localDataInWords(home: string): string {
  return `in ${join(home, 'kafka')} and ${join(home, 'clickhouse')}`;
}

function runningLocalStack(home: string): Stack | undefined {
  const alive = aliveByName(home);
  const kafka = alive.get('kafka');
  const clickhouse = alive.get('clickhouse');
  if (kafka === undefined || clickhouse === undefined) return undefined;
  return localStack(home, kafka, clickhouse);
}

/** The stack of our own that runs on this home, if both of its parts do. */
export async function runningStack(home: string): Promise<Stack | undefined> {
  return runningLocalStack(resolve(home)) ?? runningContainers(resolve(home));
}

async function stopLocalStack(home: string): Promise<void> {
  await Promise.all([
    stopProcess(home, 'clickhouse', { graceMs: CLICKHOUSE_GRACE_MS }),
    stopProcess(home, 'kafka', { graceMs: KAFKA_GRACE_MS }),
  ]);
}

/** Stops the stack of this home, whatever of it runs. Data and logs stay. */
export async function stopStack(home: string): Promise<void> {
  const folder = resolve(home);
  await stopLocalStack(folder);
  await stopContainers(folder);
}

/** Stops the stack of this home and removes its data, folders and volumes; says what was removed. */
export async function removeStackData(home: string): Promise<string[]> {
  const folder = resolve(home);
  await stopStack(folder);
  const removed: string[] = [];
  const { volumes } = readHomeRecord(folder) ?? {};
  await removeContainersData(folder);
  if (volumes !== undefined) removed.push(volumes.kafka, volumes.clickhouse);
  for (const name of ['kafka', 'clickhouse']) {
    const data = join(folder, name);
    if (existsSync(data)) removed.push(data);
    rmSync(data, { recursive: true, force: true });
  }
  return removed;
}

/** Which stack a start on this home would take now, why, and where its data are or would be. Starts nothing. */
export async function describeStack(options: {
  home: string;
  env?: Env;
}): Promise<{ kind: StackKind; reason: string; data: string }> {
  const env = options.env ?? process.env;
  const home = resolve(options.home);
  const { kind, reason } = await chooseStack({ env, home });
  switch (kind) {
    case 'external':
      return { kind, reason, data: externalStack(env, home).data };
    case 'local':
      return { kind, reason, data: localDataInWords(home) };
    case 'containers': {
      const volumes = readHomeRecord(home)?.volumes;
      return { kind, reason, data: volumes === undefined ? 'in volumes yet to be made' : volumesInWords(volumes) };
    }
  }
}

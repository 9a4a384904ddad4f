import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { clickHouseAnswers } from '../clickhouse/start-clickhouse.ts';
import { kafkaAnswers } from '../kafka/kafka-answers.ts';
import { newClusterId } from '../kafka/start-kafka.ts';
import { onPort } from '../ports.ts';
import { identify, isAlive } from '../process-identity.ts';
import { StackError } from '../stack-error.ts';
import type { Env, Stack } from '../stack-types.ts';
import type { ContainerEngine, FoundContainer } from './engine.ts';
import { connectEngine } from './find-containers.ts';
import { type HomeRecord, readHomeRecord, removeHomeRecord, writeHomeRecord } from './home-record.ts';
import { imagesFrom } from './images.ts';
import { CLICKHOUSE_INSIDE, clickHouseEnvironment, KAFKA_INSIDE, kafkaEnvironment } from './parts.ts';
import type { ContainerSpec } from './run-container.ts';

type Part = 'kafka' | 'clickhouse';

/** Everything a start knows. `engine` is one that answers; ports are wanted ones, 0 = any free. */
export type ContainersStart = {
  engine: ContainerEngine;
  home: string;
  env: Env;
  kafkaPort: number;
  clickhousePort: number;
  ephemeral: boolean;
  progress: (line: string) => void;
};

const LABEL = { home: 'rapport.home', machine: 'rapport.machine', part: 'rapport.part', owner: 'rapport.owner' };
const READY_TIMEOUT_MS = 180_000;
const GRACE_MS = 20_000;

// A shared engine may hold containers of other machines, where the same path is another folder.
const labelsOf = (home: string): string[] => [`${LABEL.home}=${home}`, `${LABEL.machine}=${hostname()}`];

/** Starts what does not run of the containers of this home, and attaches to what does. */
export async function startContainers(start: ContainersStart): Promise<Stack> {
  const { engine, home, progress } = start;
  await removeAbandoned(engine);
  const record = readHomeRecord(home) ?? newRecord(start);
  writeHomeRecord(home, record);
  const found = await engine.list(labelsOf(home));
  try {
    const [kafkaPort, clickhousePort] = await allOrThrow([
      ensurePart('kafka', { start, record, found }),
      ensurePart('clickhouse', { start, record, found }),
    ]);
    const ready = { ...record, kafkaPort: kafkaPort ?? 0, clickhousePort: clickhousePort ?? 0 };
    writeHomeRecord(home, ready);
    progress(`Containers run: ${Object.values(imagesFrom(start.env)).join(', ')}`);
    return stackOf(engine, home, ready);
  } catch (error) {
    await removeFound(engine, home);
    if (record.volumes === undefined) removeHomeRecord(home);
    throw error;
  }
}

// Both are waited for: what one of them has started must be known before anything is taken back.
async function allOrThrow<T>(work: Promise<T>[]): Promise<T[]> {
  const outcomes = await Promise.allSettled(work);
  return outcomes.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

function newRecord({ home, ephemeral }: ContainersStart): HomeRecord {
  const id = createHash('sha256').update(`${hostname()}:${home}`).digest('hex').slice(0, 12);
  const volumes = ephemeral ? undefined : { kafka: `rapport-${id}-kafka`, clickhouse: `rapport-${id}-clickhouse` };
  return { clusterId: newClusterId(), kafkaPort: 0, clickhousePort: 0, volumes };
}

type PartStart = { start: ContainersStart; record: HomeRecord; found: FoundContainer[] };

/** The port at which the part answers now. */
async function ensurePart(part: Part, { start, record, found }: PartStart): Promise<number> {
  const { engine } = start;
  const mine = found.filter((one) => one.labels[LABEL.part] === part);
  const running = mine.find((one) => one.running && one.port !== undefined);
  if (running?.port !== undefined) return running.port;
  for (const one of mine) await engine.remove(one.id, 0);
  const kafka = part === 'kafka';
  const use = {
    wanted: kafka ? start.kafkaPort : start.clickhousePort,
    owner: kafka ? 'Kafka' : 'ClickHouse',
    knob: kafka ? 'RAPPORT_LOCAL_KAFKA_PORT' : 'RAPPORT_LOCAL_CLICKHOUSE_PORT',
    last: (kafka ? record.kafkaPort : record.clickhousePort) || undefined,
  };
  return onPort(use, async (port) => {
    start.progress(`Starting ${use.owner} in a container on port ${port} (${imagesFrom(start.env)[part]})`);
    const { runContainer } = await import('./run-container.ts');
    await runContainer(kafka ? kafkaSpec(start, record, port) : clickHouseSpec(start, record, port));
    return port;
  });
}

function sharedSpec(part: Part, start: ContainersStart, port: number) {
  const { engine, home, env, ephemeral } = start;
  const { pid, startTicks } = identify(process.pid);
  const owner: Record<string, string> = ephemeral ? { [LABEL.owner]: `${pid}:${startTicks ?? ''}` } : {};
  const labels = { [LABEL.home]: home, [LABEL.machine]: hostname(), [LABEL.part]: part, ...owner };
  return {
    part,
    image: imagesFrom(env)[part],
    host: engine.host,
    labels,
    readyTimeoutMs: READY_TIMEOUT_MS,
    outside: port,
  };
}

function kafkaSpec(start: ContainersStart, record: HomeRecord, port: number): ContainerSpec {
  const { host } = start.engine;
  const heap = start.env['RAPPORT_LOCAL_KAFKA_HEAP'] || '512m';
  const volume = record.volumes?.kafka;
  return {
    ...sharedSpec('kafka', start, port),
    port: { inside: KAFKA_INSIDE.port, outside: port },
    environment: kafkaEnvironment({ host, port, clusterId: record.clusterId, heap }),
    volume: volume === undefined ? undefined : { name: volume, path: KAFKA_INSIDE.data },
    answers: () => kafkaAnswers(`${host}:${port}`),
  };
}

function clickHouseSpec(start: ContainersStart, record: HomeRecord, port: number): ContainerSpec {
  const volume = record.volumes?.clickhouse;
  return {
    ...sharedSpec('clickhouse', start, port),
    port: { inside: CLICKHOUSE_INSIDE.port, outside: port },
    environment: clickHouseEnvironment(),
    volume: volume === undefined ? undefined : { name: volume, path: CLICKHOUSE_INSIDE.data },
    answers: () => clickHouseAnswers(`http://${start.engine.host}:${port}`),
  };
}

function stackOf(engine: ContainerEngine, home: string, record: HomeRecord): Stack {
  const { volumes } = record;
  return {
    kind: 'containers',
    kafkaBrokers: [`${engine.host}:${record.kafkaPort}`],
    clickhouseUrl: `http://${engine.host}:${record.clickhousePort}`,
    home,
    data: volumes === undefined ? 'in the containers alone, gone with them' : volumesInWords(volumes),
    stop: () => stopContainers(home, engine),
  };
}

/** How the volumes of a home are spoken of. */
export function volumesInWords(volumes: { kafka: string; clickhouse: string }): string {
  return `in the container engine’s volumes ${volumes.kafka} and ${volumes.clickhouse}`;
}

/** The containers stack that runs on this home, if both of its containers do. */
export async function runningContainers(home: string): Promise<Stack | undefined> {
  const record = readHomeRecord(home);
  if (record === undefined) return undefined;
  const answer = await connectEngine(process.env);
  if (!answer.ok) return undefined;
  const found = await answer.engine.list(labelsOf(home));
  const portOf = (part: Part): number | undefined =>
    found.find((one) => one.running && one.labels[LABEL.part] === part)?.port;
  const kafkaPort = portOf('kafka');
  const clickhousePort = portOf('clickhouse');
  if (kafkaPort === undefined || clickhousePort === undefined) return undefined;
  return stackOf(answer.engine, home, { ...record, kafkaPort, clickhousePort });
}

async function removeFound(engine: ContainerEngine, home: string): Promise<void> {
  const found = await engine.list(labelsOf(home));
  await Promise.all(found.map((one) => engine.remove(one.id, GRACE_MS)));
}

async function engineOf(home: string): Promise<ContainerEngine> {
  const answer = await connectEngine(process.env);
  if (answer.ok) return answer.engine;
  const text = `The containers of ${home} cannot be reached: ${answer.reason}. Start the engine, then try again.`;
  throw new StackError('STACK_NOT_AVAILABLE', text, { retriable: true });
}

/** Stops and removes the containers of this home. Volumes stay; an ephemeral stack leaves nothing. */
export async function stopContainers(home: string, known?: ContainerEngine): Promise<void> {
  const record = readHomeRecord(home);
  if (record === undefined) return;
  await removeFound(known ?? (await engineOf(home)), home);
  if (record.volumes === undefined) removeHomeRecord(home);
}

/** Removes the containers of this home and their volumes. */
export async function removeContainersData(home: string): Promise<void> {
  const record = readHomeRecord(home);
  if (record === undefined) return;
  const engine = await engineOf(home);
  await removeFound(engine, home);
  for (const volume of Object.values(record.volumes ?? {})) await engine.removeVolume(volume);
  removeHomeRecord(home);
}

/** Removes ephemeral containers of this machine whose owner is gone: what a killed test run left. */
async function removeAbandoned(engine: ContainerEngine): Promise<void> {
  const found = await engine.list([LABEL.owner, `${LABEL.machine}=${hostname()}`]);
  const abandoned = found.filter(({ labels }) => {
    const [pid, ticks] = (labels[LABEL.owner] ?? '').split(':');
    return !isAlive({ pid: Number(pid), startTicks: ticks ? Number(ticks) : undefined });
  });
  await Promise.all(abandoned.map((one) => engine.remove(one.id, 0)));
}

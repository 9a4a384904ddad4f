/** What every section of the bench stands on: a stack of its own, topics, the load, and the processes that are measured. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { topicOf } from '@rapport/events';
import { listProcesses, type Stack, startStack } from '@rapport/local-stack';
import { createLogClient, type LogClient } from '@rapport/log';
import { createWarehouse, type Warehouse } from '@rapport/warehouse';
import { Kafka, logLevel } from 'kafkajs';
import { projectRoot } from '../rapport-command.ts';

export const say = (text: string): void => void process.stderr.write(`${text}\n`);

export type Load = { prefix: string; partitions: number; events: number; seed: number };

export type Rig = {
  stack: Stack;
  kafkaPid: number;
  clickhousePid: number;
  log(prefix: string): LogClient;
  /** `requestTimeoutMs`: for statements that take minutes. */
  warehouse(database: string, requestTimeoutMs?: number): Warehouse;
  /** Makes the topics of the prefix, the JSON topic `<prefix>json` too. */
  makeTopics(prefix: string, partitions: number): Promise<void>;
  /** Puts the load on the stream's topic, and on the JSON topic where `forms` say so. Gives seconds. */
  produce(load: Load, forms: readonly ('avro' | 'json')[], from?: number): Promise<number>;
  /** Starts a program of the project; it is ended with the bench at the latest. */
  start(file: string, args: readonly string[], env?: Record<string, string>): ChildProcess;
  /** The same with any program. */
  run(program: string, args: readonly string[], env?: Record<string, string>): ChildProcess;
  /** Deletes all consumer groups that nobody is in: the next mover begins at the beginning. */
  forgetGroups(): Promise<void>;
  close(): Promise<void>;
};

export const meetingTopic = (prefix: string): string => topicOf('meeting', prefix);
export const jsonTopic = (prefix: string): string => `${prefix}json`;

/** Ends a program and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}

async function succeeded(child: ChildProcess, what: string): Promise<void> {
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${what} ended with code ${code}`);
}

function pidOf(home: string, name: string): number {
  const found = listProcesses(home).find((one) => one.name === name);
  if (found === undefined) throw new Error(`the bench measures processes of its own stack: there is no ${name} in it`);
  return found.pid;
}

export async function startRig(home: string): Promise<Rig> {
  // Costs are read from the processes, so they have to be of this machine.
  const stack = await startStack({
    home,
    env: { ...process.env, RAPPORT_STACK: 'local' },
    kafkaPort: 0,
    clickhousePort: 0,
    progress: say,
  });
  const brokers = stack.kafkaBrokers.join(',');
  const children = new Set<ChildProcess>();
  const open: { close(): Promise<void> }[] = [];
  const kafka = new Kafka({ brokers: stack.kafkaBrokers, logLevel: logLevel.NOTHING });

  function kept<T extends { close(): Promise<void> }>(one: T): T {
    open.push(one);
    return one;
  }

  const log = (prefix: string) =>
    kept(createLogClient({ brokers: stack.kafkaBrokers, clientId: 'bench', topicPrefix: prefix }));

  async function makeTopics(prefix: string, partitions: number): Promise<void> {
    await log(prefix).ensureTopics({ partitions });
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: jsonTopic(prefix), numPartitions: partitions }] });
    await admin.disconnect();
  }

  function run(program: string, args: readonly string[], env: Record<string, string> = {}): ChildProcess {
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.resume();
    child.stderr?.on(
      'data',
      (text: Buffer) => void (process.env['BENCH_VERBOSE'] === '1' && process.stderr.write(text)),
    );
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  }

  function start(file: string, args: readonly string[], env?: Record<string, string>): ChildProcess {
    return run(process.execPath, [join(projectRoot, file), ...args], env);
  }

  async function produce(load: Load, forms: readonly ('avro' | 'json')[], from = 0): Promise<number> {
    const began = performance.now();
    const [recordedAt, to, seed] = [Date.now(), load.events, load.seed].map(String);
    const runs = forms.map((form) => {
      const args = [brokers, load.prefix, form, String(from), to, seed, recordedAt] as string[];
      return succeeded(start('test/src/bench/produce.ts', args), `producing ${form}`);
    });
    await Promise.all(runs);
    return (performance.now() - began) / 1_000;
  }

  async function forgetGroups(): Promise<void> {
    const admin = kafka.admin();
    await admin.connect();
    const { groups } = await admin.listGroups();
    const deletable = groups.map(({ groupId }) => groupId);
    await admin.deleteGroups(deletable).catch(() => undefined);
    await admin.disconnect();
  }

  async function close(): Promise<void> {
    await Promise.all([...children].map(end));
    await Promise.allSettled(open.map((one) => one.close()));
    await stack.stop();
  }

  return {
    stack,
    kafkaPid: pidOf(home, 'kafka'),
    clickhousePid: pidOf(home, 'clickhouse'),
    log,
    warehouse: (database, requestTimeoutMs = 120_000) =>
      kept(createWarehouse({ url: stack.clickhouseUrl, database, requestTimeoutMs })),
    makeTopics,
    produce,
    start,
    run,
    forgetGroups,
    close,
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, listProcesses, runningStack, type Stack, startStack, stopStack } from './index.ts';
import { isAlive } from './process-identity.ts';

let home = '';
let stack: Stack;
const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], RAPPORT_STACK: 'local' };
const start = (): Promise<Stack> => startStack({ home, env, kafkaPort: 0, clickhousePort: 0 });

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'rapport-stack-'));
  stack = await start();
});
afterAll(async () => {
  await stopStack(home);
  rmSync(home, { recursive: true, force: true });
});

const kafkaOf = (one: Stack): Kafka =>
  new Kafka({ brokers: one.kafkaBrokers, logLevel: logLevel.NOTHING, retry: { retries: 20, maxRetryTime: 1_000 } });

async function topicsOf(one: Stack): Promise<string[]> {
  const admin = kafkaOf(one).admin();
  await admin.connect();
  const topics = await admin.listTopics();
  await admin.disconnect();
  return topics;
}

async function createTopic(one: Stack, topic: string): Promise<void> {
  const admin = kafkaOf(one).admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 2 }], waitForLeaders: true });
  await admin.disconnect();
}

describe('a local stack', () => {
  it('answers on both ports and makes no topic by accident', async () => {
    expect(await (await fetch(`${stack.clickhouseUrl}/ping`)).text()).toBe('Ok.\n');
    expect(await topicsOf(stack)).toEqual([]);
    const producer = kafkaOf(stack).producer({ retry: { retries: 0 } });
    await producer.connect();
    await expect(producer.send({ topic: 'accident', messages: [{ value: 'x' }] })).rejects.toThrow();
    await producer.disconnect();
    expect(await topicsOf(stack)).toEqual([]);
  });

  it('is attached to by a second start, also by several at once', async () => {
    const again = await Promise.all([start(), start(), start()]);
    for (const one of again)
      expect(one).toMatchObject({ kafkaBrokers: stack.kafkaBrokers, clickhouseUrl: stack.clickhouseUrl });
    expect(await runningStack(home)).toMatchObject({ kind: 'local', kafkaBrokers: stack.kafkaBrokers });
  });

  it('keeps topics, tables and addresses when both processes are killed, and starts again', async () => {
    await createTopic(stack, 'kept');
    await fetch(stack.clickhouseUrl, { method: 'POST', body: 'CREATE DATABASE kept' });
    for (const one of listProcesses(home)) process.kill(one.pid, 'SIGKILL');
    await expect.poll(() => listProcesses(home).filter((one) => one.alive), { timeout: 10_000 }).toEqual([]);
    expect(await runningStack(home)).toBeUndefined();
    const { kafkaBrokers, clickhouseUrl } = stack;
    stack = await start();
    expect(stack).toMatchObject({ kafkaBrokers, clickhouseUrl });
    expect(await topicsOf(stack)).toContain('kept');
    const databases = await fetch(`${stack.clickhouseUrl}/?query=SHOW+DATABASES`);
    expect((await databases.text()).split('\n')).toContain('kept');
  });

  it('gets back the one process that died', async () => {
    const { pid } = listProcesses(home).find((one) => one.name === 'clickhouse') ?? { pid: 0 };
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => runningStack(home), { timeout: 10_000 }).toBeUndefined();
    const brokers = stack.kafkaBrokers;
    stack = await start();
    expect(stack.kafkaBrokers).toEqual(brokers);
    expect(await (await fetch(`${stack.clickhouseUrl}/ping`)).text()).toBe('Ok.\n');
  });

  it('leaves no process behind after its stop', async () => {
    const before = listProcesses(home);
    await stack.stop();
    expect(before.map((one) => one.alive)).toEqual([true, true]);
    expect(before.filter(isAlive)).toEqual([]);
    expect(listProcesses(home)).toEqual([]);
  });
});

describe('a start that cannot work', () => {
  const elsewhere = (): string => mkdtempSync(join(tmpdir(), 'rapport-no-start-'));

  it('names the port that is taken and the knob', async () => {
    const port = await freePort();
    const holder = createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const folder = elsewhere();
    const started = startStack({ home: folder, env, kafkaPort: 0, clickhousePort: port });
    await expect(started).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: expect.stringContaining(`Port ${port}`),
    });
    expect(listProcesses(folder)).toEqual([]);
    holder.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says that Java is missing, and starts nothing', async () => {
    const folder = elsewhere();
    const started = startStack({
      home: folder,
      env: { PATH: '/nowhere', RAPPORT_STACK: 'local' },
      kafkaPort: 0,
      clickhousePort: 0,
    });
    await expect(started).rejects.toMatchObject({
      code: 'JAVA_NOT_FOUND',
      message: expect.stringContaining('Java 17 not found'),
    });
    expect(listProcesses(folder)).toEqual([]);
    rmSync(folder, { recursive: true, force: true });
  });
});

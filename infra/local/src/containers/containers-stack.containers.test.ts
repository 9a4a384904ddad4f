/** The containers stack itself, on a real engine: runs under `npm run test:containers` alone. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, removeStackData, runningStack, type Stack, startStack, stopStack } from '../index.ts';
import { connectEngine } from './find-containers.ts';

const env = { ...process.env, RAPPORT_STACK: 'containers', RAPPORT_LOCAL_KAFKA_HEAP: '256m' };
const folder = (): string => mkdtempSync(join(tmpdir(), 'rapport-containers-'));
const start = (home: string, ephemeral = false): Promise<Stack> =>
  startStack({ home, env, kafkaPort: 0, clickhousePort: 0, ephemeral });

async function containersOf(home: string): Promise<number> {
  const answer = await connectEngine(env);
  if (!answer.ok) throw new Error(answer.reason);
  return (await answer.engine.list([`rapport.home=${home}`])).length;
}

async function topicsOf(stack: Stack): Promise<string[]> {
  const admin = new Kafka({ brokers: stack.kafkaBrokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const topics = await admin.listTopics();
  await admin.disconnect();
  return topics;
}

async function createTopic(stack: Stack, topic: string): Promise<void> {
  const admin = new Kafka({ brokers: stack.kafkaBrokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 2 }], waitForLeaders: true });
  await admin.disconnect();
}

describe('a containers stack', () => {
  let home = '';
  let stack: Stack;
  beforeAll(async () => {
    home = folder();
    stack = await start(home);
  });
  afterAll(async () => {
    await removeStackData(home);
    rmSync(home, { recursive: true, force: true });
  });

  it('answers at both addresses, on this machine only', async () => {
    expect(stack.kind).toBe('containers');
    expect(await (await fetch(`${stack.clickhouseUrl}/?query=SELECT+1`)).text()).toBe('1\n');
    expect(await topicsOf(stack)).toEqual([]);
    const answer = await connectEngine(env);
    if (!answer.ok || answer.engine.host !== '127.0.0.1') return;
    // Another address of the same machine reaches nothing: the port can be had there.
    const other = createServer().listen(Number(new URL(stack.clickhouseUrl).port), '127.0.0.2');
    await new Promise((resolve, reject) => other.once('listening', resolve).once('error', reject));
    other.close();
  });

  it('is attached to by a second start and found by its home', async () => {
    const { kafkaBrokers, clickhouseUrl } = stack;
    expect(await start(home)).toMatchObject({ kafkaBrokers, clickhouseUrl });
    expect(await runningStack(home)).toMatchObject({ kind: 'containers', kafkaBrokers, clickhouseUrl });
    expect(await containersOf(home)).toBe(2);
  });

  it('keeps topics, tables and addresses over a stop, which leaves no container', async () => {
    await createTopic(stack, 'kept');
    await fetch(stack.clickhouseUrl, { method: 'POST', body: 'CREATE DATABASE kept' });
    await stack.stop();
    expect(await containersOf(home)).toBe(0);
    expect(await runningStack(home)).toBeUndefined();
    const { kafkaBrokers, clickhouseUrl } = stack;
    stack = await start(home);
    expect(stack).toMatchObject({ kafkaBrokers, clickhouseUrl });
    expect(await topicsOf(stack)).toContain('kept');
    const databases = await fetch(`${stack.clickhouseUrl}/?query=SHOW+DATABASES`);
    expect((await databases.text()).split('\n')).toContain('kept');
  });

  it('begins with nothing after its data were removed', async () => {
    expect(await removeStackData(home)).toHaveLength(2);
    stack = await start(home);
    expect(await topicsOf(stack)).toEqual([]);
  });
});

describe('an ephemeral containers stack', () => {
  it('whose owner was killed is removed by the next start', async () => {
    const left = folder();
    const script = `const { startStack } = await import(process.argv[1]);
      await startStack({ home: process.argv[2], kafkaPort: 0, clickhousePort: 0, ephemeral: true });
      process.kill(process.pid, 'SIGKILL');`;
    const index = join(import.meta.dirname, '..', 'index.ts');
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script, index, left], {
      env,
      stdio: 'inherit',
    });
    const signal = await new Promise((resolve) => owner.once('close', (_, by) => resolve(by)));
    expect(signal).toBe('SIGKILL');
    expect(await containersOf(left)).toBe(2);
    const next = folder();
    const stack = await start(next, true);
    expect(await containersOf(left)).toBe(0);
    await stack.stop();
    expect(await containersOf(next)).toBe(0);
    for (const home of [left, next]) rmSync(home, { recursive: true, force: true });
  });
});

describe('a containers stack that cannot start', () => {
  it('says which port is taken, and leaves no container', async () => {
    const home = folder();
    const port = await freePort();
    const holder = createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const started = startStack({ home, env, kafkaPort: 0, clickhousePort: port, ephemeral: true });
    await expect(started).rejects.toMatchObject({ code: 'PORT_TAKEN' });
    expect(await containersOf(home)).toBe(0);
    holder.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('says which image cannot be had', async () => {
    const home = folder();
    const lacking = { ...env, RAPPORT_CLICKHOUSE_IMAGE: 'registry.invalid/no/such:image' };
    const started = startStack({ home, env: lacking, kafkaPort: 0, clickhousePort: 0, ephemeral: true });
    await expect(started).rejects.toMatchObject({
      code: 'IMAGE_NOT_HAD',
      message: expect.stringContaining('registry.invalid/no/such:image'),
    });
    expect(await containersOf(home)).toBe(0);
    await stopStack(home);
    rmSync(home, { recursive: true, force: true });
  });
});

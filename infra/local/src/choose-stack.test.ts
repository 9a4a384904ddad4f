import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseStack, namedStackKind } from './choose-stack.ts';
import type { ContainerEngine } from './containers/engine.ts';
import { type EngineAnswer, findContainers } from './containers/find-containers.ts';
import { writeHomeRecord } from './containers/home-record.ts';

const KAFKA = { RAPPORT_KAFKA_BROKERS: 'kafka:9092' };
const CLICKHOUSE = { RAPPORT_CLICKHOUSE_URL: 'http://clickhouse:8123' };
const NO_ENGINE: EngineAnswer = { ok: false, reason: 'no container engine is here' };

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rapport-choice-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** An engine with these images, and a registry with those. Anything beyond images fails the test. */
function engineWith(present: string[], inRegistry: string[] = []): EngineAnswer {
  const engine = {
    host: '127.0.0.1',
    hasImage: async (image: string) => present.includes(image),
    registryHas: async (image: string) => inRegistry.includes(image),
  } as Partial<ContainerEngine> as ContainerEngine;
  return { ok: true, engine };
}

async function choose(env: Record<string, string>, answer: EngineAnswer) {
  let asked = 0;
  const connect = async (): Promise<EngineAnswer> => {
    asked += 1;
    return answer;
  };
  const choice = await chooseStack({ env, home, connect, find: (its) => findContainers(its, connect) });
  return { ...choice, asked };
}

const OFFICIAL = ['apache/kafka:4.3.0', 'clickhouse/clickhouse-server:26.7'];

describe('the stack that the environment names', () => {
  it('is external when both services are named, else left to the machine', () => {
    expect(namedStackKind({ ...KAFKA, ...CLICKHOUSE })).toBe('external');
    expect(namedStackKind({})).toBeUndefined();
    expect(namedStackKind({ RAPPORT_KAFKA_BROKERS: '' })).toBeUndefined();
  });

  it('can be asked for by name, whatever else is set', () => {
    expect(namedStackKind({ ...KAFKA, ...CLICKHOUSE, RAPPORT_STACK: 'local' })).toBe('local');
    expect(namedStackKind({ ...KAFKA, RAPPORT_STACK: 'containers' })).toBe('containers');
    expect(() => namedStackKind({ RAPPORT_STACK: 'cloud' })).toThrow('RAPPORT_STACK=cloud');
  });

  it('is refused with one service alone, and the missing one is named', () => {
    expect(() => namedStackKind(KAFKA)).toThrow('RAPPORT_CLICKHOUSE_URL is missing');
    expect(() => namedStackKind(CLICKHOUSE)).toThrow('RAPPORT_KAFKA_BROKERS is missing');
    expect(() => namedStackKind({ RAPPORT_STACK: 'external' })).toThrow('missing');
  });
});

describe('the choice between local and containers', () => {
  it('is local on a machine without an engine', async () => {
    expect(await choose({}, NO_ENGINE)).toMatchObject({ kind: 'local', reason: 'no container engine is here' });
  });

  it('is containers where both images are present or can be pulled', async () => {
    expect(await choose({}, engineWith(OFFICIAL))).toMatchObject({ kind: 'containers' });
    const half = await choose({}, engineWith(OFFICIAL.slice(0, 1), OFFICIAL.slice(1)));
    expect(half).toMatchObject({ kind: 'containers', reason: expect.stringContaining('26.7 to be pulled') });
  });

  it('is local where an image is lacking, and names that one alone', async () => {
    const choice = await choose({}, engineWith(OFFICIAL.slice(0, 1)));
    expect(choice.kind).toBe('local');
    expect(choice.reason).toContain('clickhouse/clickhouse-server:26.7');
    expect(choice.reason).not.toContain('apache/kafka');
  });

  it('asks for the images that the environment names', async () => {
    const env = { RAPPORT_KAFKA_IMAGE: 'mine/kafka:1', RAPPORT_CLICKHOUSE_IMAGE: 'mine/clickhouse:1' };
    expect(await choose(env, engineWith(Object.values(env)))).toMatchObject({ kind: 'containers' });
    expect(await choose(env, engineWith(OFFICIAL))).toMatchObject({ kind: 'local' });
  });

  it('asks no engine when a kind is named that needs none', async () => {
    expect(await choose({ RAPPORT_STACK: 'local' }, engineWith(OFFICIAL))).toMatchObject({ kind: 'local', asked: 0 });
    const external = await choose({ ...KAFKA, ...CLICKHOUSE }, engineWith(OFFICIAL));
    expect(external).toMatchObject({ kind: 'external', asked: 0 });
  });

  it('takes containers by name with images still to come, and fails by name without an engine', async () => {
    const env = { RAPPORT_STACK: 'containers' };
    expect(await choose(env, engineWith([]))).toMatchObject({ kind: 'containers' });
    await expect(choose(env, NO_ENGINE)).rejects.toMatchObject({
      code: 'STACK_NOT_AVAILABLE',
      message: expect.stringContaining('no container engine is here'),
    });
  });
});

describe('a home that has data', () => {
  it('of a local stack stays local, also when an engine comes', async () => {
    mkdirSync(join(home, 'kafka', 'data'), { recursive: true });
    writeFileSync(join(home, 'kafka', 'data', 'meta.properties'), '');
    expect(await choose({}, engineWith(OFFICIAL))).toMatchObject({ kind: 'local', asked: 0 });
  });

  it('in volumes is not begun anew beside them when the engine is gone', async () => {
    const volumes = { kafka: 'k', clickhouse: 'c' };
    writeHomeRecord(home, { clusterId: 'x', kafkaPort: 1, clickhousePort: 2, volumes });
    expect(await choose({}, engineWith([]))).toMatchObject({ kind: 'containers' });
    await expect(choose({}, NO_ENGINE)).rejects.toMatchObject({ code: 'STACK_NOT_AVAILABLE' });
  });
});

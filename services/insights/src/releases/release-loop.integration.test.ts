import { createReleasedEngine } from '@rapport/metrics';
import { createLogger } from '@rapport/service';
import { createWarehouseReleases } from '@rapport/warehouse';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { busyHistory } from '../../../../packages/metrics/src/testing/busy-history.ts';
import { createScenario, type Scenario } from '../../../../packages/metrics/src/testing/scenario.ts';
import { createOwnTokens } from '../testing/own-tokens.ts';
import { createReleaseRounds, type ReleaseLoopOptions } from './release-loop.ts';
import { createReleases } from './releases.ts';

const HOUR = 3_600_000;
const tokens = createOwnTokens();
let scenario: Scenario;
let now = Date.parse('2024-06-01T12:00:00Z');
beforeAll(async () => {
  scenario = await createScenario(inject('clickhouseUrl'), '2024-07-01T00:00:00Z');
});
afterAll(() => scenario.close());

function rounds(more: Partial<ReleaseLoopOptions> = {}) {
  return createReleaseRounds({
    ...{ warehouse: scenario.warehouse, tokens: tokens.source, logger: createLogger('loop-test', 'silent') },
    ...{ everyHours: 24, quietSeconds: 0, clock: () => now, ...more },
  });
}

const releases = () => createWarehouseReleases(scenario.warehouse);
const ids = async () => (await releases().list(10)).map(({ id }) => id);

describe('the release loop', () => {
  it('makes none without data, nor without anybody who is answered from releases', async () => {
    tokens.give('admin');
    expect(await rounds()()).toBe('nothing');
    tokens.give('analyst');
    expect(await rounds()()).toBe('nothing');
    tokens.clear();
  });

  it('makes the first one when nothing more comes in', async () => {
    await scenario.load(busyHistory(30));
    expect(await rounds({ quietSeconds: 300 })()).toBe('nothing');
    expect(await rounds()()).toBe('released');
    expect(await ids()).toEqual(['2024-06-01T11:59:00Z']);
  });

  it('makes the next one after the next 02:00, and not before', async () => {
    const round = rounds();
    expect(await round()).toBe('nothing');
    now = Date.parse('2024-06-02T02:00:30Z');
    expect(await round()).toBe('nothing');
    now = Date.parse('2024-06-02T02:01:00Z');
    expect(await rounds({ everyHours: 0 })()).toBe('nothing');
    expect(await round()).toBe('released');
    expect(await ids()).toEqual(['2024-06-02T02:00:00Z', '2024-06-01T11:59:00Z']);
  });

  it('waits while the log holds what is not stored, and makes it up afterwards', async () => {
    now += 30 * HOUR;
    let waiting = 7;
    const round = rounds({ sampleLog: async () => async () => waiting, catchUpMs: 1 });
    expect(await round()).toBe('waiting');
    waiting = 0;
    expect(await round()).toBe('released');
    expect((await ids())[0]).toBe('2024-06-03T08:00:00Z');
  });

  it('prepares once what was asked of the release before, in whatever process it was made', async () => {
    const query = (sql: string, params?: Record<string, unknown>) =>
      scenario.warehouse.query<Record<string, unknown>>(sql, params);
    const asked = createReleasedEngine({ query, store: releases() });
    await asked.run({ metric: 'pairings', protection: { k: 5 } });
    now += 24 * HOUR;
    expect(await rounds()()).toBe('released');
    const round = rounds();
    expect(await round()).toBe('prepared');
    const [latest, previous] = await releases().list(2);
    if (latest === undefined || previous === undefined) throw new Error('there must be two');
    expect(await releases().keysOf(latest)).toEqual(await releases().keysOf(previous));
    expect((await releases().keysOf(latest)).length).toBeGreaterThan(0);
    expect(await round()).toBe('nothing');
  });

  it('leaves who asks of a release whose tables are gone with the same answer, folded', async () => {
    const { warehouse } = scenario;
    const query = (sql: string, params?: Record<string, unknown>) =>
      warehouse.query<Record<string, unknown>>(sql, params);
    const { engine } = createReleases({ warehouse, query, clock: () => now });
    const question = { metric: 'meetings', grain: 'year' as const, protection: { k: 5 } };
    // The tables of the facts are known to this engine from here on.
    await engine.run({ ...question, metric: 'goals-set' });
    const [latest] = await releases().list(1);
    if (latest === undefined) throw new Error('there must be one');
    const { relations } = await releases().describe(latest);
    expect(relations.length).toBeGreaterThan(10);
    for (const { name } of relations) await warehouse.exec(`DROP TABLE released_${latest.at}_${name}`);
    const { rows, meta } = await engine.run(question);
    const live = await scenario.engine.run({ ...question, asOf: latest.id, knownAt: latest.id, protection: 'none' });
    expect(meta.release?.id).toBe(latest.id);
    const shown = rows.filter(({ state }) => state === 'value').map(({ bucket, value }) => [bucket, value]);
    expect(shown.length).toBeGreaterThan(0);
    expect(live.rows.map(({ bucket, value }) => [bucket, value])).toEqual(expect.arrayContaining(shown));
  });
});

import type { RapportEvent } from '@rapport/events';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createMemoryReleases, type MemoryReleases } from '../testing/memory-releases.ts';
import { createScenario, event, type Scenario } from '../testing/scenario.ts';
import { createReleasedEngine, type ReleasedEngine } from './released-engine.ts';

const R1 = '2024-06-01T00:00:00Z';
const R2 = '2024-06-02T00:00:00Z';
const R3 = '2024-06-03T00:00:00Z';
const R4 = '2024-06-04T00:00:00Z';
const R5 = '2024-06-05T00:00:00Z';
const k5 = { protection: { k: 5 } } as const;

let serial = 0;
/** Pairings of their own mentor and mentee, in a department, active since `started` and told an hour later. */
function pairs(count: number, department: string, started: string, told?: string): RapportEvent[] {
  return Array.from({ length: count }, () => {
    serial += 1;
    const pairing = { programme_id: 'one', pairing_id: `p${serial}`, mentor_id: `m${serial}`, mentee_id: `e${serial}` };
    const before = new Date(Date.parse(started) - 86_400_000).toISOString();
    const late = told === undefined ? {} : { recorded_at: told };
    return [
      event('participant.registered', before, { participant_id: pairing.mentee_id, attributes: { department } }),
      event('pairing.activated', started, { ...pairing, ...late }),
    ];
  }).flat();
}

const programme = (programme_id: string) =>
  event('programme.configured', '2023-01-01T00:00:00Z', { programme_id, time_zone: 'UTC', cadence_days: 14 });

describe('answers of consecutive releases', () => {
  let scenario: Scenario;
  let store: MemoryReleases;
  let engine: ReleasedEngine;
  const shownOf = async (request: object, department?: string) => {
    const { rows } = await engine.run({ metric: 'pairings', programme: 'one', ...k5, ...request });
    const row = rows.find(({ group }) => department === undefined || group['mentee_department'] === department);
    return [row?.state, row?.value, row?.release];
  };
  const byDepartment = { groupBy: ['mentee_department'] };

  const last = pairs(5, 'c', '2024-06-03T05:00:00Z');
  const lastPairing = `p${serial}`;

  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), '2024-07-01T00:00:00Z');
    store = createMemoryReleases();
    engine = createReleasedEngine({ query: (sql, params) => scenario.warehouse.query(sql, params), store });
    await scenario.load([
      programme('one'),
      ...pairs(20, 'a', '2024-02-10T00:00:00Z'),
      ...pairs(30, 'b', '2024-02-10T00:00:00Z'),
      ...pairs(12, 'c', '2024-02-10T00:00:00Z'),
      // Between the first and the second release: two come to A and seven to B.
      ...pairs(2, 'a', '2024-06-01T05:00:00Z'),
      ...pairs(7, 'b', '2024-06-01T05:00:00Z'),
      // Between the second and the third: one comes to C.
      ...pairs(1, 'c', '2024-06-02T05:00:00Z'),
      // Five more between the third and the fourth, and one taken back before the fifth.
      ...last,
      event('pairing.voided', '2024-06-04T05:00:00Z', { programme_id: 'one', pairing_id: lastPairing }),
    ]);
  });
  afterAll(() => scenario.close());

  it('are refused before the first', async () => {
    await expect(engine.run({ metric: 'pairings', ...k5 })).rejects.toMatchObject({ code: 'NOTHING_RELEASED' });
  });

  it('show everything that hides nobody at the first', async () => {
    store.release(R1);
    expect(await shownOf({})).toEqual(['value', 62, R1]);
    expect(await shownOf(byDepartment, 'a')).toEqual(['value', 20, R1]);
    expect(await shownOf(byDepartment, 'b')).toEqual(['value', 30, R1]);
    expect(await shownOf(byDepartment, 'c')).toEqual(['value', 12, R1]);
  });

  it('hold back, with a department that two have joined, another that seven have: the total says nine', async () => {
    store.release(R2);
    expect(await shownOf({})).toEqual(['value', 71, R2]);
    expect(await shownOf(byDepartment, 'a')).toEqual(['value', 20, R1]);
    // C has not changed, and so is as it was; B must be unknown with A.
    expect(await shownOf(byDepartment, 'b')).toEqual(['value', 30, R1]);
    expect(await shownOf(byDepartment, 'c')).toEqual(['value', 12, R1]);
  });

  it('keep the old total when one has come', async () => {
    store.release(R3);
    expect(await shownOf({})).toEqual(['value', 71, R2]);
    expect(await shownOf(byDepartment, 'c')).toEqual(['value', 12, R1]);
  });

  it('show the new value when five more have come', async () => {
    store.release(R4);
    expect(await shownOf({})).toEqual(['value', 77, R4]);
    expect(await shownOf(byDepartment, 'c')).toEqual(['value', 18, R4]);
    // Of A and B together nobody has changed since the second release.
    expect(await shownOf(byDepartment, 'a')).toEqual(['value', 20, R1]);
    expect(await shownOf(byDepartment, 'b')).toEqual(['value', 30, R1]);
  });

  it('keep the old value when one pairing is taken back', async () => {
    store.release(R5);
    expect(await shownOf({})).toEqual(['value', 77, R4]);
    expect(await shownOf(byDepartment, 'c')).toEqual(['value', 18, R4]);
  });

  it('are as old to larger groups, though nobody asked for those before', async () => {
    // Since the first release 15 have come and one of them has gone: no ten in any later step alone.
    expect(await shownOf({ protection: { k: 10 } })).toEqual(['value', 62, R1]);
    expect(await shownOf({ ...byDepartment, protection: { k: 10 } }, 'c')).toEqual(['value', 12, R1]);
  });

  it('say which release they are of, and explain no number that is not shown', async () => {
    const { meta, rows } = await engine.run({ metric: 'pairings', programme: 'one', ...k5 });
    expect(meta.release).toEqual({ id: R5, at: '2024-06-05T00:00:00.000Z', made_at: '2024-06-05T00:00:00.000Z' });
    expect(meta.as_of).toBe('2024-06-05T00:00:00.000Z');
    const { cells, tables } = await engine.explain({ metric: 'pairings', programme: 'one', ...k5 });
    expect(cells[0]?.formula).toContain(`${rows[0]?.value}`);
    expect(tables).toEqual([]);
  });

  it('are prepared from what was asked of the release before', async () => {
    const keys = await store.keysOf({ id: R5, at: Date.parse(R5), madeAt: 0 });
    const R6 = store.release('2024-06-06T00:00:00Z');
    const { tables } = await engine.prepare(R6, { id: R5, at: Date.parse(R5), madeAt: 0 });
    expect(tables).toBe(keys.length);
    expect(await store.keysOf(R6)).toEqual(keys);
  });
});

describe('months within quarters within years', () => {
  let scenario: Scenario;
  let store: MemoryReleases;
  let engine: ReleasedEngine;
  const series = async (grain: string) => {
    const { rows } = await engine.run({ metric: 'pairings', programme: 'one', grain, ...k5 });
    return Object.fromEntries(rows.map(({ bucket, value, release }) => [bucket, [value, release]]));
  };

  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), '2024-07-01T00:00:00Z');
    store = createMemoryReleases();
    engine = createReleasedEngine({ query: (sql, params) => scenario.warehouse.query(sql, params), store });
    await scenario.load([
      programme('one'),
      ...pairs(10, 'a', '2024-01-10T00:00:00Z'),
      ...pairs(12, 'a', '2024-02-10T00:00:00Z'),
      ...pairs(3, 'a', '2024-03-10T00:00:00Z'),
      ...pairs(15, 'a', '2024-04-10T00:00:00Z'),
      ...pairs(14, 'a', '2024-05-10T00:00:00Z'),
      ...pairs(1, 'a', '2024-02-12T00:00:00Z', '2024-06-01T05:00:00Z'),
      ...pairs(6, 'a', '2024-05-12T00:00:00Z', '2024-06-02T05:00:00Z'),
    ]);
  });
  afterAll(() => scenario.close());

  it('are protected with them: January hides with March, of which the quarter leaves 13', async () => {
    store.release(R1);
    expect(await series('year')).toEqual({ 2024: [54, R1] });
    expect(await series('quarter')).toEqual({ '2024-Q1': [25, R1], '2024-Q2': [29, R1] });
    expect(await series('month')).toEqual({
      ...{ '2024-01': [null, undefined], '2024-02': [12, R1], '2024-03': [null, undefined] },
      ...{ '2024-04': [15, R1], '2024-05': [14, R1] },
    });
  });

  it('hold back together when one late record is told', async () => {
    store.release(R2);
    expect(await series('month')).toMatchObject({ '2024-02': [12, R1], '2024-05': [14, R1] });
    expect(await series('quarter')).toEqual({ '2024-Q1': [25, R1], '2024-Q2': [29, R1] });
    expect(await series('year')).toEqual({ 2024: [54, R1] });
  });

  it('tell of seven in the year, and not that six of them are of one quarter', async () => {
    store.release(R3);
    expect(await series('year')).toEqual({ 2024: [61, R3] });
    expect(await series('quarter')).toEqual({ '2024-Q1': [25, R1], '2024-Q2': [29, R1] });
    expect(await series('month')).toMatchObject({ '2024-04': [15, R1], '2024-05': [14, R1] });
  });

  it('of exactly one period are the cell of that period', async () => {
    const { rows } = await engine.run({
      ...{ metric: 'pairings', programme: 'one', from: '2024-04-01', to: '2024-07-01', ...k5 },
    });
    expect(rows).toMatchObject([{ group: {}, bucket: null, value: 29, release: R1 }]);
  });

  it('are compared with the period before, as both were released', async () => {
    const { rows } = await engine.compare({
      ...{ metric: 'pairings', programme: 'one', from: '2024-04-01', to: '2024-07-01', compare: 'previous', ...k5 },
    });
    expect(rows).toMatchObject([{ value: 29, comparison: { value: 25, reading: 'higher' } }]);
  });
});

describe('a correction', () => {
  it('of one record moves no number, of five it does', async () => {
    const scenario = await createScenario(inject('clickhouseUrl'), '2024-07-01T00:00:00Z');
    try {
      const store = createMemoryReleases();
      const engine = createReleasedEngine({ query: (sql, params) => scenario.warehouse.query(sql, params), store });
      const ended = pairs(40, 'a', '2024-02-10T00:00:00Z').flatMap((one) => {
        const { pairing_id } = one as { pairing_id?: string };
        if (typeof pairing_id !== 'string') return [one];
        const index = Number(pairing_id.slice(1));
        const reason = index % 2 === 0 ? 'moved' : 'busy';
        return [one, event('pairing.ended_early', '2024-04-10T00:00:00Z', { programme_id: 'one', pairing_id, reason })];
      });
      const ends = ended.filter(({ type }) => type === 'pairing.ended_early') as (RapportEvent & {
        pairing_id: string;
        reason: string;
      })[];
      const corrected = (from: number, to: number, recorded_at: string) =>
        ends
          .filter(({ reason }) => reason === 'moved')
          .slice(from, to)
          .map(({ pairing_id, event_id }) =>
            event('pairing.ended_early', '2024-04-10T00:00:00Z', {
              ...{ programme_id: 'one', pairing_id, reason: 'busy', supersedes: event_id, recorded_at },
            }),
          );
      await scenario.load([
        programme('one'),
        ...ended,
        ...corrected(0, 1, '2024-06-01T05:00:00Z'),
        ...corrected(1, 5, '2024-06-02T05:00:00Z'),
      ]);
      const counts = async () => {
        const { rows } = await engine.run({ metric: 'pairings', programme: 'one', groupBy: ['end_reason'], ...k5 });
        return rows.map(({ group, value, release }) => [group['end_reason'], value, release]);
      };
      store.release(R1);
      expect(await counts()).toEqual([
        ['busy', 20, R1],
        ['moved', 20, R1],
      ]);
      store.release(R2);
      expect(await counts()).toEqual([
        ['busy', 20, R1],
        ['moved', 20, R1],
      ]);
      store.release(R3);
      expect(await counts()).toEqual([
        ['busy', 25, R3],
        ['moved', 15, R3],
      ]);
    } finally {
      await scenario.close();
    }
  });
});

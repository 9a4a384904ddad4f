import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, event, type Scenario } from '../../testing/scenario.ts';

const programme = { programme_id: 'r' };
const pair = (id: string, mentor_id: string, mentee_id: string) => ({
  ...programme,
  pairing_id: id,
  mentor_id,
  mentee_id,
});
const committed_end_at = '2024-07-01T00:00:00Z';

// Days since activation at 2024-07-01: p1 ended on day 10, p2 on day 60 as planned, p3 open for 151; p4 never was.
const pairings = [
  event('pairing.activated', '2024-01-01T00:00:00Z', { ...pair('p1', 'm1', 'e1'), committed_end_at }),
  event('pairing.ended_early', '2024-01-11T00:00:00Z', { ...programme, pairing_id: 'p1', reason: 'moved' }),
  event('pairing.activated', '2024-01-01T00:00:00Z', {
    ...pair('p2', 'm2', 'e2'),
    committed_end_at: '2024-03-01T00:00:00Z',
  }),
  event('pairing.completed', '2024-03-01T00:00:00Z', { ...programme, pairing_id: 'p2' }),
  event('pairing.activated', '2024-02-01T00:00:00Z', {
    ...pair('p3', 'm1', 'e3'),
    committed_end_at: '2025-02-01T00:00:00Z',
  }),
  event('pairing.activated', '2024-01-01T00:00:00Z', { ...pair('p4', 'm2', 'e4'), committed_end_at }),
  event('pairing.ended_early', '2024-01-02T00:00:00Z', { ...programme, pairing_id: 'p4' }),
  event('pairing.voided', '2024-01-03T00:00:00Z', { ...programme, pairing_id: 'p4' }),
];

const spell = (participant_id: string, employment_id = 's1') => ({ participant_id, employment_id });
const employment = [
  event('participant.employment_started', '2020-01-01T00:00:00Z', spell('m1')),
  event('participant.employment_started', '2020-01-01T00:00:00Z', spell('e1')),
  event('participant.employment_ended', '2024-06-01T00:00:00Z', spell('e1')),
  // Left and came back: employed again a year after the start.
  event('participant.employment_started', '2020-01-01T00:00:00Z', spell('e2')),
  event('participant.employment_ended', '2024-02-01T00:00:00Z', spell('e2')),
  event('participant.employment_started', '2024-06-01T00:00:00Z', spell('e2', 's2')),
  // e3 starts in February: the year is not over on 2025-01-10. m2 has no record at all.
  event('participant.employment_started', '2020-01-01T00:00:00Z', spell('e3')),
];

// One hour across midnight in Cairo, and a start that is April there and March in UTC.
const cairo = { programme_id: 'c', pairing_id: 'c1', mentor_id: 'm1', mentee_id: 'e1' };
const zoned = [
  event('programme.configured', '2023-01-01T00:00:00Z', { programme_id: 'c', time_zone: 'Africa/Cairo' }),
  event('pairing.activated', '2024-03-31T21:30:00Z', cairo),
  event('pairing.ended_early', '2024-03-31T22:30:00Z', { programme_id: 'c', pairing_id: 'c1' }),
  event('pairing.activated', '2024-03-31T22:30:00Z', { ...cairo, pairing_id: 'c2', mentee_id: 'e2' }),
];

describe('retention metrics', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), '2025-01-10T00:00:00Z');
    await scenario.load([...pairings, ...employment, ...zoned]);
  });
  afterAll(() => scenario.close());
  const ask = async (request: Partial<MetricRequest> & { metric: string }) =>
    (await scenario.engine.run({ programme: 'r', protection: 'none', ...request })).rows;

  it('follow pairings until they end, drop the void, and cannot see day 365 yet', async () => {
    const [row] = await ask({ metric: 'pair-survival', asOf: '2024-07-01T00:00:00Z' });
    expect(row).toMatchObject({ state: 'not_yet_observable', value: null, n: 3, median: 60 });
    const at = row?.points?.map((point) => [point.day, 'survival' in point ? point.survival : null, point.at_risk]);
    expect(at).toEqual([
      [30, 1 - 1 / 3, 2],
      [90, expect.closeTo(1 / 3, 12), 1],
      [180, null, 0],
      [365, null, 0],
      [730, null, 0],
    ]);
  });

  it('know at an earlier moment only what had happened by then', async () => {
    expect(await ask({ metric: 'pairings', asOf: '2024-01-02T12:00:00Z' })).toMatchObject([{ value: 3 }]);
    expect(await ask({ metric: 'pairings', asOf: '2024-01-04T00:00:00Z' })).toMatchObject([{ value: 2 }]);
  });

  it('count as premature an early end before the committed one, in pairings whose committed end has come', async () => {
    const rows = await ask({ metric: 'premature-closure', asOf: '2024-07-01T00:00:00Z' });
    expect(rows).toMatchObject([{ state: 'value', value: 0.5, n: 2, count: 1 }]);
    const byMonth = await ask({
      metric: 'premature-closure',
      asOf: '2024-07-01T00:00:00Z',
      grain: 'month',
      to: '2024-03-01',
    });
    expect(byMonth.map(({ bucket, state }) => [bucket, state])).toEqual([
      ['2024-01', 'value'],
      ['2024-02', 'not_yet_observable'],
    ]);
  });

  it('retain who is employed a year after the first pairing, returners included, by side', async () => {
    const rows = await ask({ metric: 'employee-retention', groupBy: ['side'] });
    expect(rows).toMatchObject([
      { group: { side: 'mentee' }, value: 0.5, n: 2, count: 1 },
      { group: { side: 'mentor' }, value: 1, n: 1 },
    ]);
  });

  it('count days in the programme’s zone', async () => {
    const median = async (duration: string) =>
      (await ask({ metric: 'pair-survival', programme: 'c', duration, where: { end_reason: ['!open'] } }))[0]?.median;
    expect(await median('exact')).toBeCloseTo(1 / 24, 12);
    expect(await median('calendar')).toBe(1);
    const months = await ask({ metric: 'pairings', programme: 'c', grain: 'month', to: '2024-05-01' });
    expect(months.map(({ bucket, value }) => [bucket, value])).toEqual([
      ['2024-03', 1],
      ['2024-04', 1],
    ]);
  });

  it('read each programme in its own zone when asked for all', async () => {
    const rows = await ask({ metric: 'pairings', programme: undefined, from: '2024-04-01', groupBy: ['programme'] });
    expect(rows).toMatchObject([{ group: { programme: 'c' }, value: 1 }]);
  });
});

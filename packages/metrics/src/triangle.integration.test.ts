import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createScenario, event, type Scenario } from './testing/scenario.ts';

const programme = { programme_id: 'g' };
const day = (text: string) => `${text}T00:00:00Z`;
const pairing = (id: string, at: string) =>
  event('pairing.activated', day(at), {
    ...programme,
    pairing_id: id,
    mentor_id: `m-${id}`,
    mentee_id: `e-${id}`,
  });

const history = [
  event('programme.configured', day('2023-01-01'), { ...programme, time_zone: 'UTC' }),
  pairing('a', '2024-01-01'),
  pairing('b', '2024-01-10'),
  pairing('c', '2024-01-20'),
  pairing('d', '2024-01-31'),
  event('pairing.ended_early', day('2024-01-21'), { ...programme, pairing_id: 'a' }),
  pairing('f', '2024-03-05'),
];

describe('cohort triangles', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), day('2024-06-01'));
    await scenario.load(history);
  });
  afterAll(() => scenario.close());
  const asked = { programme: 'g', asOf: day('2024-04-15'), cohort: 'month', periods: 4 } as const;

  it('follow each month’s starters: done, under way, still to come, and nobody', async () => {
    const { rows, meta } = await scenario.engine.triangle({ metric: 'pair-survival', protection: 'none', ...asked });
    expect(meta.triangle).toEqual({ cohort: 'month', period: 'month', period_days: 30.4375, periods: 4 });
    const table = rows.map(({ cohort, size, cells }) => [
      cohort,
      size,
      ...cells.map(({ state, value, n }) => `${state} ${value} of ${n}`),
    ]);
    // Day 91.3 came for starters up to 14 January; c and d are watched for less and censored.
    expect(table.slice(0, 3)).toEqual([
      ['2024-01', 4, 'value 0.75 of 4', 'value 0.75 of 4', 'in_progress 0.75 of 2', 'not_yet_observable null of null'],
      ['2024-02', 0, 'no_data null of 0', 'no_data null of 0', ...Array(2).fill('not_yet_observable null of 0')],
      ['2024-03', 1, 'in_progress 1 of 1', ...Array(3).fill('not_yet_observable null of null')],
    ]);
  });

  it('read incidence the other way round', async () => {
    const { rows } = await scenario.engine.triangle({
      metric: 'time-to-first-meeting',
      protection: 'none',
      ...asked,
      periods: 1,
    });
    expect(rows[0]?.cells).toMatchObject([{ state: 'zero', value: 0, n: 4 }]);
  });

  it('hide cohorts of too few people, and say nothing of their size', async () => {
    const { rows, meta } = await scenario.engine.triangle({
      metric: 'pair-survival',
      protection: { k: 5 },
      ...asked,
    });
    expect(rows[0]).toMatchObject({ cohort: '2024-01', size: null });
    expect(rows[0]?.cells.map(({ state, value, n }) => [state, value, n])).toEqual(
      Array(4).fill(['suppressed', null, null]),
    );
    expect(meta.suppressed_cells).toBeGreaterThanOrEqual(4);
  });

  it('refuse metrics without a time since the start, and lengths that there are not', async () => {
    const ask = (metric: string, cohort: string, periods: number) =>
      scenario.engine.triangle({ metric, protection: 'none', cohort, periods });
    await expect(ask('meetings', 'month', 3)).rejects.toThrow(/meetings has no triangle/);
    await expect(ask('pair-survival', 'moon', 0)).rejects.toMatchObject({
      issues: [
        { code: 'INVALID_TRIANGLE', field: 'periods' },
        { code: 'INVALID_TRIANGLE', field: 'cohort' },
        { code: 'INVALID_TRIANGLE', field: 'period' },
      ],
    });
  });

  it('share a retention read at a horizon, whose day has come step by step', async () => {
    await scenario.load([
      event('participant.employment_started', day('2023-01-01'), { participant_id: 'm-a', employment_id: 's1' }),
      event('participant.employment_started', day('2023-01-01'), { participant_id: 'm-b', employment_id: 's1' }),
      event('participant.employment_ended', day('2024-02-20'), { participant_id: 'm-b', employment_id: 's1' }),
    ]);
    const { rows } = await scenario.engine.triangle({
      metric: 'employee-retention',
      where: { side: ['mentor'] },
      protection: 'none',
      ...asked,
    });
    // b left on day 41; day 91.3 of both has come.
    expect(rows[0]?.cells.map(({ state, value, n }) => [state, value, n])).toEqual([
      ['value', 1, 2],
      ['value', 0.5, 2],
      ['in_progress', 0.5, 2],
      ['not_yet_observable', null, null],
    ]);
  });
});

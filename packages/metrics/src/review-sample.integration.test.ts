import { readFileSync } from 'node:fs';
import type { RapportEvent } from '@rapport/events';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createScenario, event, type Scenario } from './testing/scenario.ts';

const folder = new URL('../../../services/ingest/sample/review-mentoring/', import.meta.url);
const text = (file: string) => readFileSync(new URL(file, folder), 'utf8');

/** The sample's files have no quoted cells. */
function rowsOf(file: string): Record<string, string>[] {
  const [header = '', ...lines] = text(file).trim().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index] ?? '', cell])));
}

function sampleEvents(): RapportEvent[] {
  const programme = { programme_id: 'code-review' };
  const people = rowsOf('participants.csv').flatMap(
    ({ participant_id = '', joined_at = '', became_reviewer_at = '' }) => [
      event('participant.registered', joined_at, { participant_id }),
      ...(became_reviewer_at === ''
        ? []
        : [
            event('participant.milestone_reached', became_reviewer_at, {
              participant_id,
              milestone: 'became_reviewer',
            }),
          ]),
    ],
  );
  const pairings = rowsOf('pairings.csv').flatMap(
    ({ pairing_id, mentor_id, mentee_id, started_at = '', ended_at = '', end_reason }) => [
      event('pairing.activated', started_at, { ...programme, pairing_id, mentor_id, mentee_id }),
      ...(ended_at === ''
        ? []
        : [event('pairing.ended_early', ended_at, { ...programme, pairing_id, reason: end_reason })]),
    ],
  );
  const meetings = rowsOf('meetings.csv').map(({ meeting_id, pairing_id, held_at = '' }) =>
    event('meeting.held', held_at, { ...programme, meeting_id, pairing_id }),
  );
  return [...people, ...pairings, ...meetings];
}

type Expected = {
  as_of: string;
  pairings: number;
  meetings: number;
  participants: number;
  mentors: number;
  mentees: number;
  all: {
    n: number;
    ended: number;
    points: { day: number; survival: number; ci_low: number; ci_high: number; at_risk: number }[];
    median_days: number;
    median_ci: [number, number];
    rmst_730: number;
  };
  became_reviewer_after_pairing: number;
  became_reviewer_rate: number;
  wilson95: [number, number];
  meetings_by_month: Record<string, number>;
};
const expected: Expected = JSON.parse(text('expected.json'));
const common = { programme: 'code-review', asOf: expected.as_of, protection: 'none' } as const;

describe('the real review history', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), '2026-01-01T00:00:00Z');
    await scenario.load(sampleEvents());
  });
  afterAll(() => scenario.close());

  it.each(['pairings', 'meetings', 'participants', 'mentors', 'mentees'] as const)(
    'has as many %s as counted',
    async (metric) => {
      const { rows } = await scenario.engine.run({ metric, ...common });
      expect(rows).toMatchObject([{ state: 'value', value: expected[metric] }]);
    },
  );

  it('has the survival curve of the reference implementation, to 1e-6', async () => {
    const { rows, meta } = await scenario.engine.run({ metric: 'pair-survival', ...common });
    const [row] = rows;
    expect(row?.n).toBe(expected.all.n);
    for (const [index, point] of expected.all.points.entries()) {
      const own = row?.points?.[index] as unknown as Record<string, number>;
      expect([own['day'], own['at_risk']]).toEqual([point.day, point.at_risk]);
      for (const field of ['survival', 'ci_low', 'ci_high'] as const) expect(own[field]).toBeCloseTo(point[field], 6);
    }
    expect(row?.value).toBeCloseTo(expected.all.points[3]?.survival ?? Number.NaN, 6);
    expect([row?.median, row?.median_ci]).toEqual([expected.all.median_days, expected.all.median_ci]);
    expect(row?.rmst).toBeCloseTo(expected.all.rmst_730, 6);
    expect(meta).toMatchObject({ duration: 'exact', as_of: new Date(expected.as_of).toISOString() });
  });

  it('ends as many pairings as the reference, by a filter', async () => {
    const { rows } = await scenario.engine.run({ metric: 'pairings', ...common, where: { end_reason: ['!open'] } });
    expect(rows[0]?.value).toBe(expected.all.ended);
  });

  it('says which convention it used: calendar days give a different curve', async () => {
    const { rows, meta } = await scenario.engine.run({ metric: 'pair-survival', ...common, duration: 'calendar' });
    expect(meta.duration).toBe('calendar');
    expect(rows[0]?.value).not.toBeCloseTo(expected.all.points[3]?.survival ?? Number.NaN, 6);
    expect(rows[0]?.value).toBeCloseTo(expected.all.points[3]?.survival ?? Number.NaN, 3);
  });

  it('has the became-a-reviewer rate with its Wilson interval, to 1e-6', async () => {
    const where = { milestone: ['became_reviewer'] };
    const { rows } = await scenario.engine.run({ metric: 'milestone-rate', ...common, where });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ count: expected.became_reviewer_after_pairing, n: expected.mentees });
    expect(rows[0]?.value).toBeCloseTo(expected.became_reviewer_rate, 6);
    expect(rows[0]?.ci?.low).toBeCloseTo(expected.wilson95[0], 6);
    expect(rows[0]?.ci?.high).toBeCloseTo(expected.wilson95[1], 6);
  });

  it('has the meetings of each month', async () => {
    const { rows } = await scenario.engine.run({
      metric: 'meetings',
      ...common,
      from: '2019-01-01',
      to: '2020-01-01',
      grain: 'month',
    });
    expect(Object.fromEntries(rows.map(({ bucket, value }) => [bucket, value]))).toEqual(expected.meetings_by_month);
  });

  it('counts every meeting in the pair-months, the one at as_of too', async () => {
    const { rows } = await scenario.engine.run({ metric: 'meetings-per-pair-month', ...common });
    expect(rows[0]).toMatchObject({ count: expected.meetings, ci: { method: 'cluster_log_delta_t' } });
  });

  it('answers nothing else when all events come again', async () => {
    const ask = () => scenario.engine.run({ metric: 'pair-survival', ...common, groupBy: ['start_year'] });
    const before = (await ask()).rows;
    await scenario.load(sampleEvents().toReversed().slice(0, 8_000));
    expect((await ask()).rows).toEqual(before);
    const { rows } = await scenario.engine.run({
      metric: 'events-duplicated',
      programme: 'code-review',
      protection: 'none',
    });
    expect(rows[0]?.value).toBe(8_000);
  });

  it('knows nothing before it was told', async () => {
    const { rows } = await scenario.engine.run({ metric: 'pairings', ...common, knownAt: '2015-01-01T00:00:00Z' });
    expect(rows).toMatchObject([{ state: 'zero', value: 0 }]);
  });

  it('refuses a programme that does not exist, naming the one that was meant', async () => {
    const asked = scenario.engine.run({ metric: 'pairings', programme: 'code-reviw', protection: 'none' });
    await expect(asked).rejects.toMatchObject({ code: 'UNKNOWN_PROGRAMME', suggestion: 'code-review' });
  });
});

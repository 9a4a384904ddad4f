import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from './request.ts';
import { createScenario, event, type Scenario } from './testing/scenario.ts';

const HOUR_MS = 3_600_000;

/** Where clocks jump in 2024: Cairo at midnight, both ways; Lord Howe by half an hour. */
const jumps: Record<string, readonly string[]> = {
  'Africa/Cairo': ['2024-04-25T22:00:00Z', '2024-10-31T21:00:00Z'],
  'Europe/London': ['2024-03-31T01:00:00Z', '2024-10-27T01:00:00Z'],
  'America/New_York': ['2024-03-10T07:00:00Z', '2024-11-03T06:00:00Z'],
  'Australia/Lord_Howe': ['2024-04-06T15:00:00Z', '2024-10-05T15:30:00Z'],
};
const zones = Object.keys(jumps);

/** Instants in the 36 hours either side of each jump, and the jumps themselves with the millisecond before. */
function instantsAround(zone: string, seed: number): number[] {
  const near = fc.sample(fc.integer({ min: -36 * HOUR_MS, max: 36 * HOUR_MS }), { seed, numRuns: 40 });
  return (jumps[zone] ?? []).flatMap((jump) => [-1, 0, ...near].map((offset) => Date.parse(jump) + offset));
}

/** The local date by the runtime's own calendar, which shares no code with ours. */
function localDay(zone: string, instant: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(instant);
}

const pairing = (programme_id: string, pairing_id: string, at: number) =>
  event('pairing.activated', new Date(at).toISOString(), {
    programme_id,
    pairing_id,
    mentor_id: `m-${pairing_id}`,
    mentee_id: `e-${pairing_id}`,
  });

describe('days on which clocks jump', () => {
  let scenario: Scenario;
  const instants = new Map(zones.map((zone, index) => [zone, instantsAround(zone, index + 1)]));
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), '2024-12-31T00:00:00Z');
    await scenario.load(
      zones.flatMap((zone) => [
        event('programme.configured', '2023-01-01T00:00:00Z', { programme_id: zone, time_zone: zone }),
        ...(instants.get(zone) ?? []).map((at, index) => pairing(zone, `${zone}-${index}`, at)),
      ]),
    );
  });
  afterAll(() => scenario.close());
  const ask = async (programme: string, request: Partial<MetricRequest> & { metric: string }) =>
    (await scenario.engine.run({ programme, protection: 'none', ...request })).rows;

  it.each(zones)('hold what happened on them in %s, by the zone’s own calendar', async (zone) => {
    const rows = await ask(zone, { metric: 'pairings', grain: 'day' });
    const expected: Record<string, number> = {};
    for (const at of instants.get(zone) ?? []) {
      const day = localDay(zone, at);
      expected[day] = (expected[day] ?? 0) + 1;
    }
    const counted = rows.filter(({ value }) => value !== null && value > 0);
    expect(Object.fromEntries(counted.map(({ bucket, value }) => [bucket, value]))).toEqual(expected);
  });

  it.each(zones)(
    'are cut from the time in %s without gap or overlap, 23 or 25 hours long as they are',
    async (zone) => {
      const metric = 'meetings-per-pair-month';
      for (const jump of jumps[zone] ?? []) {
        const day = (offset: number) => localDay(zone, Date.parse(jump) + offset * HOUR_MS);
        const range = { from: day(-72), to: day(96) };
        const exposure = (rows: Awaited<ReturnType<typeof ask>>) =>
          rows.reduce((sum, { details }) => sum + (details?.['exposure'] ?? 0), 0);
        const [days, whole] = [
          await ask(zone, { metric, grain: 'day', ...range }),
          await ask(zone, { metric, ...range }),
        ];
        expect(exposure(days)).toBeCloseTo(exposure(whole), 9);
        expect(exposure(whole)).toBeGreaterThan(0);
      }
    },
  );

  it.each(zones)('end for a snapshot in %s when the next one begins', async (zone) => {
    const [first = ''] = jumps[zone] ?? [];
    const rows = await ask(zone, {
      metric: 'open-pairs',
      grain: 'day',
      from: localDay(zone, Date.parse(first) - 24 * HOUR_MS),
      to: localDay(zone, Date.parse(first) + 48 * HOUR_MS),
    });
    const startedBy = (bucket: string) =>
      (instants.get(zone) ?? []).filter((at) => localDay(zone, at) <= bucket).length;
    expect(rows.map(({ bucket, value }) => [bucket, value])).toEqual(
      rows.map(({ bucket }) => [bucket, startedBy(bucket ?? '')]),
    );
    expect(rows.length).toBeGreaterThanOrEqual(2);
  });

  it('start weeks on the day that is asked for', async () => {
    const rows = await ask('Europe/London', { metric: 'pairings', grain: 'week', weekStart: 'sunday' });
    const counted = rows.filter(({ value }) => value !== null && value > 0).map(({ bucket }) => bucket);
    // 29 March to 1 April and 25 to 28 October: Sundays are 24 and 31 March, 20 and 27 October.
    expect(counted).toEqual(['2024-03-24', '2024-03-31', '2024-10-20', '2024-10-27']);
    const open = await ask('Europe/London', {
      metric: 'open-pairs',
      grain: 'week',
      weekStart: 'saturday',
      from: '2024-03-30',
      to: '2024-04-13',
    });
    expect(open.map(({ bucket }) => bucket)).toEqual(['2024-03-30', '2024-04-06']);
  });
});

import { describe, expect, test } from 'vitest';
import type { Row } from '../data/types.ts';
import { rowAtDay } from './at-day.ts';

const row = (fields: Partial<Row>): Row => ({
  ...{ group: {}, bucket: null, state: 'value', value: 0.5, n: 40, ci: null },
  ...fields,
});
const NOVEMBER = { as_of: '2026-11-01T00:00:00Z' };
const point = { day: 90, survival: 0.9, at_risk: 30, ci_low: 0.8, ci_high: 0.95 };

describe('a curve read at a day', () => {
  test('has that day’s share and interval, also where the cell’s own day has not come yet', () => {
    const early = row({ state: 'not_yet_observable', value: null, reason: 'follow_up_too_short', points: [point] });
    expect(rowAtDay(early, 90, NOVEMBER)).toMatchObject({
      state: 'value',
      value: 0.9,
      n: 40,
      ci: { low: 0.8, high: 0.95 },
    });
    expect(rowAtDay(early, 90, NOVEMBER)).not.toHaveProperty('reason');
  });

  test('is hidden where its point was, and too early where nobody was followed for that long', () => {
    expect(rowAtDay(row({ points: [] }), 90, NOVEMBER)).toMatchObject({
      state: 'suppressed',
      value: null,
      n: null,
    });
    const short = row({ state: 'not_yet_observable', value: null, reason: 'follow_up_too_short' });
    expect(rowAtDay(short, 90, NOVEMBER)).toMatchObject({ state: 'not_yet_observable', value: null });
    expect(rowAtDay(row({ state: 'suppressed', value: null }), 90, NOVEMBER).state).toBe('suppressed');
    // Of a year those who began in January could be followed, whatever the answer says of its own day.
    expect(rowAtDay(short, 90, { ...NOVEMBER, from: '2026-01-01' }).state).toBe('suppressed');
    expect(rowAtDay(short, 90, { ...NOVEMBER, from: '2026-09-01' }).state).toBe('not_yet_observable');
  });

  test('of those who began long enough ago is hidden where it has no point, and too early of the others', () => {
    const of = (bucket: string) =>
      rowAtDay(row({ bucket, state: 'not_yet_observable', value: null, reason: 'follow_up_too_short' }), 90, NOVEMBER)
        .state;
    // 1 Aug + 90 days is 30 Oct, 1 Sep + 90 days is 30 Nov.
    expect(of('2026-08')).toBe('suppressed');
    expect(of('2026-09')).toBe('not_yet_observable');
  });
});

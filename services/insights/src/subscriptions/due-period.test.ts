import { expect, it } from 'vitest';
import { duePeriod } from './due-period.ts';

const week = (weekday: number | null) => ({ every: 'week' as const, weekday, monthDay: null });
const month = (monthDay: number | null) => ({ every: 'month' as const, weekday: null, monthDay });

it.each([
  // 2026-11-23 is a Monday.
  ['on the Monday after', week(null), '2026-11-23T00:30:00Z', 'UTC', '2026-w47', '2026-11-16', '2026-11-23'],
  ['on the Sunday before', week(null), '2026-11-22T23:30:00Z', 'UTC', '2026-w46', '2026-11-09', '2026-11-16'],
  ['before its weekday', week(3), '2026-11-24T12:00:00Z', 'UTC', '2026-w46', '2026-11-09', '2026-11-16'],
  ['on its weekday', week(3), '2026-11-25T00:00:00Z', 'UTC', '2026-w47', '2026-11-16', '2026-11-23'],
  ['at the turn of the year', week(1), '2027-01-04T00:00:00Z', 'UTC', '2026-w53', '2026-12-28', '2027-01-04'],
  // In Auckland it is Monday 13 hours earlier.
  ['by the zone', week(1), '2026-11-22T12:00:00Z', 'Pacific/Auckland', '2026-w47', '2026-11-16', '2026-11-23'],
  ['of months', month(null), '2026-03-01T00:00:00Z', 'UTC', '2026-02', '2026-02-01', '2026-03-01'],
  ['of January', month(null), '2026-01-31T12:00:00Z', 'UTC', '2025-12', '2025-12-01', '2026-01-01'],
  ['before its day', month(5), '2026-03-04T23:59:00Z', 'UTC', '2026-01', '2026-01-01', '2026-02-01'],
  ['on its day', month(5), '2026-03-05T00:00:00Z', 'UTC', '2026-02', '2026-02-01', '2026-03-01'],
  ['before its day in January', month(28), '2026-01-27T12:00:00Z', 'UTC', '2025-11', '2025-11-01', '2025-12-01'],
])('the period %s is the last whole one', (_when, rhythm, now, zone, id, from, to) => {
  expect(duePeriod(rhythm, Date.parse(now), zone)).toMatchObject({ id, from, to });
});

it('ends when its last day is over where the programme is, also where the clock changes', () => {
  // Summer time ends in London on 2026-10-25, which is a Sunday: the week ends an hour later by UTC.
  const { endsAt } = duePeriod(week(1), Date.parse('2026-10-26T09:00:00Z'), 'Europe/London');
  expect(new Date(endsAt).toISOString()).toBe('2026-10-26T00:00:00.000Z');
  const summer = duePeriod(week(1), Date.parse('2026-10-19T09:00:00Z'), 'Europe/London');
  expect(new Date(summer.endsAt).toISOString()).toBe('2026-10-18T23:00:00.000Z');
});

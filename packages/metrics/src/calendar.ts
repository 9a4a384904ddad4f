/** Days, buckets and time zones. Ranges are half-open; a bucket is spelled 2019-01-31, 2019-W05, 2019-01, 2019-Q1, 2019. */
import { DateTime, IANAZone } from 'luxon';

export const grains = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type TimeGrain = (typeof grains)[number];

/** On which day weeks start. Monday's are ISO weeks (2019-W05); the others are called by their first date. */
export const weekStarts = ['monday', 'sunday', 'saturday'] as const;
export type WeekStart = (typeof weekStarts)[number];

const labelFormat: Record<TimeGrain, string> = {
  day: 'yyyy-MM-dd',
  week: "kkkk-'W'WW",
  month: 'yyyy-MM',
  quarter: "yyyy-'Q'q",
  year: 'yyyy',
};

const sqlFormat: Record<TimeGrain, string> = {
  day: '%Y-%m-%d',
  week: '%G-W%V',
  month: '%Y-%m',
  quarter: '%Y-Q%Q',
  year: '%Y',
};

const step: Record<TimeGrain, { days: number } | { weeks: number } | { months: number } | { years: number }> = {
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
};

/** A bucket with its first local date and the first local date after it, both yyyy-mm-dd. */
export type Bucket = { label: string; from: string; to: string };

const dateOf = (text: string) => DateTime.fromFormat(text, 'yyyy-MM-dd', { zone: 'utc' });
const spell = (date: DateTime) => date.toFormat('yyyy-MM-dd');

/** Whether the text is a calendar date yyyy-mm-dd between 1900 and 2299, the years that the warehouse can hold. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = dateOf(text);
  return date.isValid && date.year >= 1900 && date.year <= 2298;
}

/** Epoch milliseconds of an RFC 3339 instant with an offset, or undefined. */
export function parseInstant(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i.test(text)) return undefined;
  const instant = DateTime.fromISO(text.toUpperCase());
  return instant.isValid && instant.year >= 1900 && instant.year <= 2298 ? instant.toMillis() : undefined;
}

/** True for an IANA zone that this runtime knows. */
export function isZone(zone: string): boolean {
  return zone === 'UTC' || IANAZone.isValidZone(zone);
}

/** The first instant of a local date in a zone; where the clock jumps at midnight, the day starts after the jump. */
export function startOfDay(date: string, zone: string): number {
  return DateTime.fromISO(date, { zone }).startOf('day').toMillis();
}

/** The local date of an instant. */
export function localDate(instant: number, zone: string): string {
  return spell(DateTime.fromMillis(instant, { zone }));
}

const isoDay: Record<WeekStart, number> = { monday: 1, saturday: 6, sunday: 7 };

function startOf(date: DateTime, grain: TimeGrain, weekStart: WeekStart): DateTime {
  if (grain !== 'week') return date.startOf(grain);
  return date.startOf('day').minus({ days: (date.weekday - isoDay[weekStart] + 7) % 7 });
}

const formatOf = (grain: TimeGrain, weekStart: WeekStart) =>
  labelFormat[grain === 'week' && weekStart !== 'monday' ? 'day' : grain];

/** The spelling of a bucket by its first date, in ClickHouse's formatDateTime. */
export function sqlLabelFormat(grain: TimeGrain, weekStart: WeekStart): string {
  return sqlFormat[grain === 'week' && weekStart !== 'monday' ? 'day' : grain];
}

/** SQL: the date by which formatDateTime spells the bucket of a date. */
export function sqlLabelDate(day: string, grain: TimeGrain, weekStart: WeekStart): string {
  if (grain !== 'week' || weekStart === 'monday') return day;
  // toDayOfWeek counts from Monday = 1, so that Sunday is a whole week and Saturday one day less.
  return `addDays(${day}, -((toDayOfWeek(${day}) + ${7 - isoDay[weekStart]}) % 7))`;
}

/** The bucket in which a local date lies. */
export function bucketOf(date: string, grain: TimeGrain, weekStart: WeekStart): Bucket {
  return bucketFrom(startOf(dateOf(date), grain, weekStart), grain, weekStart);
}

function bucketFrom(start: DateTime, grain: TimeGrain, weekStart: WeekStart): Bucket {
  const label = start.toFormat(formatOf(grain, weekStart));
  return { label, from: spell(start), to: spell(start.plus(step[grain])) };
}

/** The bucket that a label spells. */
export function bucketOfLabel(label: string, grain: TimeGrain, weekStart: WeekStart): Bucket {
  const date = DateTime.fromFormat(label, formatOf(grain, weekStart), { zone: 'utc' });
  return bucketFrom(startOf(date, grain, weekStart), grain, weekStart);
}

/** How many buckets lie between two dates, without making them. */
export function countBuckets(from: string, to: string, grain: TimeGrain, weekStart: WeekStart): number {
  const unit = `${grain}s` as const;
  const start = startOf(dateOf(from), grain, weekStart);
  return Math.ceil(dateOf(to).diff(start, unit).as(unit));
}

/** Every bucket that has a day in [from, to). */
export function bucketsBetween(from: string, to: string, grain: TimeGrain, weekStart: WeekStart): Bucket[] {
  const end = dateOf(to);
  const buckets: Bucket[] = [];
  for (let at = startOf(dateOf(from), grain, weekStart); at < end; at = at.plus(step[grain])) {
    buckets.push(bucketFrom(at, grain, weekStart));
  }
  return buckets;
}

/** Most buckets in one answer: ten years of days. */
export const bucketsLimit = 4_000;

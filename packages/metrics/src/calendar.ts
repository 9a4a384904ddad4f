/** Days, buckets and time zones. Ranges are half-open; a bucket is spelled 2019-01-31, 2019-W05, 2019-01, 2019-Q1, 2019. */
import { DateTime, IANAZone } from 'luxon';

export const grains = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type TimeGrain = (typeof grains)[number];

const labelFormat: Record<TimeGrain, string> = {
  day: 'yyyy-MM-dd',
  week: "kkkk-'W'WW",
  month: 'yyyy-MM',
  quarter: "yyyy-'Q'q",
  year: 'yyyy',
};

/** The same spelling in ClickHouse's formatDateTime. */
export const sqlLabelFormat: Record<TimeGrain, string> = {
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

/** The bucket in which a local date lies. Weeks are ISO weeks: they start on Monday. */
export function bucketOf(date: string, grain: TimeGrain): Bucket {
  return bucketFrom(dateOf(date).startOf(grain), grain);
}

function bucketFrom(start: DateTime, grain: TimeGrain): Bucket {
  return { label: start.toFormat(labelFormat[grain]), from: spell(start), to: spell(start.plus(step[grain])) };
}

/** The bucket that a label spells. */
export function bucketOfLabel(label: string, grain: TimeGrain): Bucket {
  return bucketFrom(DateTime.fromFormat(label, labelFormat[grain], { zone: 'utc' }).startOf(grain), grain);
}

/** How many buckets lie between two dates, without making them. */
export function countBuckets(from: string, to: string, grain: TimeGrain): number {
  const unit = `${grain}s` as const;
  const start = dateOf(from).startOf(grain);
  return Math.ceil(dateOf(to).diff(start, unit).as(unit));
}

/** Every bucket that has a day in [from, to). */
export function bucketsBetween(from: string, to: string, grain: TimeGrain): Bucket[] {
  const end = dateOf(to);
  const buckets: Bucket[] = [];
  for (let at = dateOf(from).startOf(grain); at < end; at = at.plus(step[grain])) buckets.push(bucketFrom(at, grain));
  return buckets;
}

/** Most buckets in one answer: ten years of days. */
export const bucketsLimit = 4_000;

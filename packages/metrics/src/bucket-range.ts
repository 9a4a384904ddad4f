import { bucketOf, bucketsLimit, countBuckets, localDate, startOfDay } from './calendar.ts';
import type { MetricQuery } from './request.ts';
import { MetricRequestError } from './request-error.ts';

/** The run of buckets that a snapshot or interval metric is taken over: the first one's first date, and how many. */
export type BucketRange = { first: string; count: number };

/** The local date after the one in which `instant` lies: the end of a range that includes today. */
export function dayAfter(instant: number, zone: string): string {
  return localDate(startOfDay(localDate(instant, zone), zone) + 36 * 3_600_000, zone);
}

/**
 * Buckets from the query's `from`, or else from the first instant of the data (`earliest`, null where there is none),
 * to its `to` or now. Without a grain there is nothing to count.
 */
export function bucketRange(query: MetricQuery, zones: readonly string[], earliest: number | null): BucketRange {
  const { grain, to, weekStart } = query;
  const starts = earliest === null ? [] : zones.map((zone) => localDate(earliest, zone)).sort();
  const from = query.from ?? starts[0];
  if (grain === null || from === undefined) return { first: '1970-01-01', count: 0 };
  // A bucket that begins at as_of has no time in it yet.
  const now = zones.map((zone) => dayAfter(query.asOf - 1, zone)).sort();
  const end = to ?? now.at(-1) ?? from;
  const count = Math.max(0, countBuckets(from, end, grain, weekStart));
  if (count <= bucketsLimit) return { first: bucketOf(from, grain, weekStart).from, count };
  const message = `the data span more than ${bucketsLimit} ${grain}s: take a coarser grain or set from and to`;
  throw new MetricRequestError([{ code: 'TOO_MANY_BUCKETS', field: 'grain', message }]);
}

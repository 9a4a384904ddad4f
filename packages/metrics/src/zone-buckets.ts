import { type Bucket, bucketsBetween, localDate, startOfDay } from './calendar.ts';
import type { MetricQuery } from './request.ts';

/** A time zone of the data, with the query's buckets as instants in it, none of which starts or ends after as_of. */
export type ZoneBuckets = { zone: string; buckets: { label: string; opens: number; closes: number }[] };

// Earlier than any event that the contract accepts, and safely inside what the warehouse can hold.
const BEGINNING = Date.UTC(1900, 0, 2);

/** The local date after the one in which `instant` lies: the end of a range that includes today. */
export function dayAfter(instant: number, zone: string): string {
  return localDate(startOfDay(localDate(instant, zone), zone) + 36 * 3_600_000, zone);
}

/**
 * Buckets in each zone. Without a grain the whole range is one bucket, labelled ''. `earliest`: where a grain is asked
 * for without `from`, the first instant of the data; null when there is no data.
 */
export function bucketsInZones(query: MetricQuery, zones: readonly string[], earliest: number | null): ZoneBuckets[] {
  return zones.map((zone) => ({ zone, buckets: bucketsIn(query, zone, earliest) }));
}

function bucketsIn(query: MetricQuery, zone: string, earliest: number | null): ZoneBuckets['buckets'] {
  const clip = (instant: number) => Math.min(instant, query.asOf);
  const open = (date: string | null) => (date === null ? BEGINNING : startOfDay(date, zone));
  const close = (date: string | null) => (date === null ? query.asOf : clip(startOfDay(date, zone)));
  if (query.grain === null) {
    const opens = open(query.from);
    return opens > query.asOf ? [] : [{ label: '', opens, closes: close(query.to) }];
  }
  const from = query.from ?? (earliest === null ? null : localDate(earliest, zone));
  if (from === null) return [];
  const to = query.to ?? dayAfter(query.asOf, zone);
  const within = (bucket: Bucket) => ({
    label: bucket.label,
    opens: Math.max(open(bucket.from), open(from)),
    closes: Math.min(close(bucket.to), close(to)),
  });
  return bucketsBetween(from, to, query.grain)
    .map(within)
    .filter(({ opens, closes }) => opens < closes);
}

import type { SampleContext } from '../definition.ts';
import { pairingsWithMeetings, startedPairings } from './started-pairings.ts';

// `b` is a bucket (label, from, to); the snapshot is taken at its end.
const openThen = `b.3 >= at AND (ended_at IS NULL OR ended_at > b.3)`;

/** Every pairing that is open at the end of each bucket. */
export function openPairings(context: SampleContext): string {
  return `SELECT *, b.1 AS bucket, b.3 AS taken_at FROM (${startedPairings(context)})
    ARRAY JOIN ${context.buckets} AS b WHERE ${openThen}`;
}

/** The same with the latest held meeting up to then (the start of time where there is none). */
export function openPairingsWithLastMeeting(context: SampleContext): string {
  return `SELECT *, b.1 AS bucket, b.3 AS taken_at, arrayMax(h -> if(h <= b.3, h, toDateTime64(0, 3, 'UTC')), arrayPushBack(held, toDateTime64(0, 3, 'UTC'))) AS last_held
    FROM (${pairingsWithMeetings(context)})
    ARRAY JOIN ${context.buckets} AS b WHERE ${openThen}`;
}

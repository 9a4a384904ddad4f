import type { SampleContext } from '../definition.ts';
import { pairingsWithMeetings, startedPairings } from './started-pairings.ts';

// `b` is a bucket (label, from, to). The snapshot is taken in its last instant; where that is as_of, as_of is part of it.
const taken = (context: SampleContext) => `if(b.3 = ${context.asOf}, b.3, b.3 - toIntervalMillisecond(1)) AS taken_at`;
const openThen = 'taken_at >= at AND (ended_at IS NULL OR ended_at > taken_at)';

/** Every pairing that is open at the end of each bucket. */
export function openPairings(context: SampleContext): string {
  return `SELECT *, b.1 AS bucket, ${taken(context)} FROM (${startedPairings(context)})
    ARRAY JOIN ${context.buckets} AS b WHERE ${openThen}`;
}

/** The same with the latest held meeting up to then (the start of time where there is none). */
export function openPairingsWithLastMeeting(context: SampleContext): string {
  return `SELECT *, b.1 AS bucket, ${taken(context)},
      arrayMax(h -> if(h <= taken_at, h, toDateTime64(0, 3, 'UTC')), arrayPushBack(held, toDateTime64(0, 3, 'UTC'))) AS last_held
    FROM (${pairingsWithMeetings(context)})
    ARRAY JOIN ${context.buckets} AS b WHERE ${openThen}`;
}

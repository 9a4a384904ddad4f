import type { SampleContext } from '../definition.ts';
import { pairingsWithMeetings, pausedAt, pausedMs, startedPairings } from './started-pairings.ts';
import { takenAt } from './taken-at.ts';

// Buckets are picked before they are joined: what a row carries is repeated for each of them.
const bucketsWhileOpen = (context: SampleContext) =>
  `arrayFilter(b -> ${takenAt(context)} >= at AND (ended_at IS NULL OR ended_at > ${takenAt(context)}), ${context.buckets})`;

/** Every pairing that is open at the end of each bucket. */
export function openPairings(context: SampleContext): string {
  return `SELECT *, b.1 AS bucket, ${takenAt(context)} AS taken_at FROM (${startedPairings(context)})
    ARRAY JOIN ${bucketsWhileOpen(context)} AS b`;
}

const EPOCH = "toDateTime64(0, 3, 'UTC')";

/**
 * The same with its last meeting: `ever_met`; `is_paused` at the snapshot; `age_ms` since the activation; `gap_ms` since
 * the last held meeting, or since the activation where there is none, pauses not counted.
 */
export function openPairingsWithGap(context: SampleContext): string {
  return `SELECT *, last_held > ${EPOCH} AS ever_met, ${pausedAt(context, 'taken_at')} AS is_paused,
      dateDiff('millisecond', at, taken_at) AS age_ms, greatest(at, last_held) AS quiet_from,
      dateDiff('millisecond', quiet_from, taken_at) - ${pausedMs('quiet_from', 'taken_at')} AS gap_ms
    FROM (
      SELECT *, b.1 AS bucket, ${takenAt(context)} AS taken_at,
        arrayMax(h -> if(h <= taken_at, h, ${EPOCH}), arrayPushBack(held, ${EPOCH})) AS last_held
      FROM (${pairingsWithMeetings(context)})
      ARRAY JOIN ${bucketsWhileOpen(context)} AS b
    )`;
}

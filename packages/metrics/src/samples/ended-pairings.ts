import type { SampleContext } from '../definition.ts';
import { startedPairings } from './started-pairings.ts';

/** Every started pairing that has ended: `at` is its end, `started_at` its start. */
export function endedPairings(context: SampleContext): string {
  return `SELECT * REPLACE (assumeNotNull(ended_at) AS at), assumeNotNull(activated_at) AS started_at
    FROM (${startedPairings(context)}) WHERE ended_at IS NOT NULL`;
}

/** SQL: whether a row's end came before the agreed one. Without an agreed end every early end did. */
export const premature = "(end_kind = 'ended_early' AND ifNull(ended_at < committed_end_at, 1))";

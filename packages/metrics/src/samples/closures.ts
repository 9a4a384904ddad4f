import type { SampleContext } from '../definition.ts';
import { startedPairings } from './started-pairings.ts';

/** Every started pairing that has ended, `at` the end. */
export function closures(context: SampleContext): string {
  return `SELECT * EXCEPT (at), assumeNotNull(ended_at) AS at FROM (${startedPairings(context)}) WHERE ended_at IS NOT NULL`;
}

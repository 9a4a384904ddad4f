import type { SampleContext } from '../definition.ts';
import { namedScores } from './scale-answers.ts';

/**
 * One row per person, pairing, measure and range: `before` is the score in wave pre, `after` in wave post or exit, NULL
 * where there is none; of several responses the last. `at` is the first of them. Waves in between do not matter.
 */
export function pairedScores(context: SampleContext): string {
  const last = (condition: string) => `argMaxOrNullIf(r.score, (r.submitted_at, r.response_id), ${condition})`;
  return `SELECT programme_id, participant_id, side, pairing_id, measure, any(r.time_zone) AS time_zone,
      min(r.submitted_at) AS at, ${last("r.wave = 'pre'")} AS before, ${last("r.wave IN ('post', 'exit')")} AS after
    FROM (${namedScores(context)}) AS r WHERE r.wave IN ('pre', 'post', 'exit')
    GROUP BY programme_id, participant_id, side, pairing_id, measure, scale_min, scale_max`;
}

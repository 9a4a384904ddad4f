import type { SampleContext } from '../definition.ts';
import { measureRange, namedAnswers } from './scale-answers.ts';

/**
 * One row per person, pairing, measure and range: `before` is the mean of the answers in wave pre, `after` of those in
 * wave post or exit, NULL where there is none. `at` is the first of them. Waves in between do not matter.
 */
export function pairedScores(context: SampleContext): string {
  return `SELECT programme_id, participant_id, side, pairing_id, measure, ${measureRange}, any(a.time_zone) AS time_zone,
      min(a.submitted_at) AS at, avgOrNullIf(a.score, a.wave = 'pre') AS before, avgOrNullIf(a.score, a.wave != 'pre') AS after
    FROM (${namedAnswers(context)}) AS a WHERE a.wave IN ('pre', 'post', 'exit')
    GROUP BY programme_id, participant_id, side, pairing_id, measure, scale_min, scale_max`;
}

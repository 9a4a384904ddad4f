import type { SampleContext } from '../definition.ts';
import { measureRange, namedAnswers } from './scale-answers.ts';

/**
 * One row per pairing, questionnaire version, wave, measure and range that both sides answered: `mentor_score` and
 * `mentee_score` are the means of their answers. `at` is when the last of these was submitted.
 */
export function sideScores(context: SampleContext): string {
  return `SELECT programme_id, pairing_id, instrument_id, instrument_version, wave, measure, ${measureRange},
      any(a.mentor_id) AS mentor_id, any(a.mentee_id) AS mentee_id, any(a.time_zone) AS time_zone, max(a.submitted_at) AS at,
      avgIf(a.score, a.side = 'mentor') AS mentor_score, avgIf(a.score, a.side = 'mentee') AS mentee_score
    FROM (${namedAnswers(context)}) AS a WHERE a.mentor_id != ${context.noId}
    GROUP BY programme_id, pairing_id, instrument_id, instrument_version, wave, measure, scale_min, scale_max
    HAVING countIf(a.side = 'mentor') > 0 AND countIf(a.side = 'mentee') > 0`;
}

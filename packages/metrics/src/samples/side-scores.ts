import type { SampleContext } from '../definition.ts';
import { namedScores } from './scale-answers.ts';

/**
 * One row per pairing, wave, measure and scale that both sides answered: `mentor_score`, `mentee_score`, of several
 * responses of a side the last. `at` is when the later of the two was submitted.
 */
export function sideScores(context: SampleContext): string {
  const last = (side: string) => `argMaxOrNullIf(r.score, (r.submitted_at, r.response_id), r.side = '${side}')`;
  return `SELECT * FROM (
      SELECT programme_id, pairing_id, instrument_id, instrument_version, wave, measure,
        any(r.mentor_id) AS mentor_id, any(r.mentee_id) AS mentee_id, any(r.time_zone) AS time_zone,
        max(r.submitted_at) AS at, ${last('mentor')} AS mentor_score, ${last('mentee')} AS mentee_score
      FROM (${namedScores(context)}) AS r WHERE r.mentor_id != ''
      GROUP BY programme_id, pairing_id, instrument_id, instrument_version, wave, measure, scale_min, scale_max
    ) WHERE mentor_score IS NOT NULL AND mentee_score IS NOT NULL`;
}

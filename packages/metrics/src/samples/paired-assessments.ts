import { participantAttributes } from '@rapport/warehouse';
import type { SampleContext } from '../definition.ts';

const first = (name: string) => `argMin(r.${name}, (r.assessed_at, r.assessment_id)) AS ${name}`;

/**
 * One row per person, skill, instrument with version and scale, and kind of rater: `before` is the first score of phase
 * before, `after` the last of phase after, NULL where there is none. `at` is the first of them, attributes are those then.
 */
export function pairedAssessments(context: SampleContext): string {
  const range =
    "if(scale_min IS NULL OR scale_max IS NULL, '', concat(' (', toString(scale_min), ' to ', toString(scale_max), ')'))";
  const instrument =
    "if(instrument_version = 0, instrument_id, concat(instrument_id, ' v', toString(instrument_version)))";
  return `SELECT programme_id, participant_id, skill, instrument_id, instrument_version, rater, any(r.time_zone) AS time_zone,
      concat(${instrument}, ': ', skill, ${range}, ', rated by ', rater) AS assessment,
      ${participantAttributes.map(first).join(', ')}, min(r.assessed_at) AS at,
      argMinOrNullIf(r.score, (r.assessed_at, r.assessment_id), r.phase = 'before') AS before,
      argMaxOrNullIf(r.score, (r.assessed_at, r.assessment_id), r.phase = 'after') AS after
    FROM ${context.relation('fact_skill_assessment')} AS r
    WHERE r.phase IN ('before', 'after') AND NOT r.pairing_voided AND NOT has(r.flags, 'score_outside_scale')
    GROUP BY programme_id, participant_id, skill, instrument_id, instrument_version, scale_min, scale_max, rater`;
}

import type { SampleContext } from '../definition.ts';

/**
 * Answers to one measure on its exact scale, reversed items turned round. `measure` is a constant of the catalogue. An
 * anonymous response stands for a person of its own: nobody can tell whether two of them are one.
 */
export function answers(context: SampleContext, measure: string, scale: { min: number; max: number }): string {
  return `SELECT * EXCEPT (participant_id), if(f.participant_id = ${context.noId}, ${context.idOf("concat('response ', f.response_id)")}, f.participant_id) AS participant_id,
      submitted_at AS at, if(reverse, ${scale.min + scale.max} - value, value) AS score
    FROM ${context.relation('fact_answer')} AS f
    WHERE measure = '${measure}' AND value >= ${scale.min} AND value <= ${scale.max}
      AND ifNull(scale_min, ${scale.min}) = ${scale.min} AND ifNull(scale_max, ${scale.max}) = ${scale.max}`;
}

import type { SampleContext } from '../definition.ts';

/** Share of a scale's questions that a response must have answered to have a score. */
const LEAST_ANSWERED = 0.8;

/**
 * Answers with a known scale: `score` is the answer with reversed questions turned round. An anonymous response stands
 * for a person of its own.
 */
function scaleAnswers(context: SampleContext): string {
  return `SELECT f.* EXCEPT (participant_id), f.participant_id = ${context.noId} AS anonymous,
      if(anonymous, ${context.idOf("concat('response ', f.response_id)")}, f.participant_id) AS participant_id,
      assumeNotNull(if(reverse, scale_min + scale_max - value, value)) AS score
    FROM ${context.relation('fact_answer')} AS f
    WHERE scale_min IS NOT NULL AND scale_max IS NOT NULL AND value >= scale_min AND value <= scale_max`;
}

const SCALE = 'instrument_id, instrument_version, measure, scale_min, scale_max';

/**
 * One row per scale of one response: the scores in the order of the questions, how many the scale has, and its people.
 * `scale` names questionnaire, version, measure and range.
 */
function responseScales(context: SampleContext): string {
  return `SELECT r.*, q.questions AS questions, concat(r.instrument_id, ' v', toString(r.instrument_version), ': ', r.measure,
        ' (', toString(r.scale_min), ' to ', toString(r.scale_max), ')') AS scale
    FROM (
      SELECT programme_id, response_id, ${SCALE}, any(side) AS side, any(wave) AS wave,
        any(participant_id) AS participant_id, any(pairing_id) AS pairing_id, any(time_zone) AS time_zone, any(submitted_at) AS at,
        arraySort(groupArray((item_id, score))).2 AS scores
      FROM (${scaleAnswers(context)}) GROUP BY programme_id, response_id, ${SCALE}
    ) AS r
    LEFT ANY JOIN (
      SELECT ${SCALE}, uniqExact(item_id) AS questions FROM (${scaleAnswers(context)}) GROUP BY ${SCALE}
    ) AS q ON q.instrument_id = r.instrument_id AND q.instrument_version = r.instrument_version
      AND q.measure = r.measure AND q.scale_min = r.scale_min AND q.scale_max = r.scale_max`;
}

/** Responses' scales with 80 % of the questions answered or more; `score` is the mean of the answers. */
export function scaleScores(context: SampleContext): string {
  return `SELECT *, arrayAvg(scores) AS score FROM (${responseScales(context)})
    WHERE length(scores) >= ${LEAST_ANSWERED} * questions`;
}

/** Responses' scales of two questions or more with every question answered. */
export function completeScales(context: SampleContext): string {
  return `SELECT * FROM (${responseScales(context)}) WHERE questions > 1 AND length(scores) = questions`;
}

/** SQL: a measure and its range in one word, from the columns of an answer. */
export const measureRange =
  "concat(measure, ' (', toString(scale_min), ' to ', toString(scale_max), ')') AS measure_range";

/** Answers with a known scale that say who gave them, about a pairing that was not voided. */
export function namedAnswers(context: SampleContext): string {
  return `SELECT * FROM (${scaleAnswers(context)}) WHERE NOT anonymous AND NOT pairing_voided`;
}

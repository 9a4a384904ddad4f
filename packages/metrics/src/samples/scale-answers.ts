import type { SampleContext } from '../definition.ts';

/** Share of a scale's questions that a response must have answered to have a score. */
const LEAST_ANSWERED = 0.8;

/**
 * Answers with a known scale: `score` is the answer with reversed questions turned round, `scale` names questionnaire,
 * version, measure and range. An anonymous response stands for a person of its own.
 */
export function scaleAnswers(context: SampleContext): string {
  return `SELECT f.* EXCEPT (participant_id), f.participant_id = '' AS anonymous,
      if(anonymous, concat('response ', f.response_id), f.participant_id) AS participant_id,
      if(reverse, scale_min + scale_max - value, value) AS score,
      concat(instrument_id, ' v', toString(instrument_version), ': ', measure, ' (', toString(scale_min), ' to ', toString(scale_max), ')') AS scale
    FROM ${context.relation('fact_answer')} AS f
    WHERE scale_min IS NOT NULL AND scale_max IS NOT NULL AND value >= scale_min AND value <= scale_max`;
}

/** One row per scale of one response: the scores in the order of the questions, how many the scale has, and its people. */
function responseScales(context: SampleContext): string {
  return `SELECT r.*, q.questions AS questions FROM (
      SELECT programme_id, response_id, scale, any(measure) AS measure, any(instrument_id) AS instrument_id,
        any(instrument_version) AS instrument_version, any(side) AS side, any(wave) AS wave,
        any(participant_id) AS participant_id, any(time_zone) AS time_zone, any(submitted_at) AS at,
        arraySort(groupArray((item_id, assumeNotNull(score)))).2 AS scores
      FROM (${scaleAnswers(context)}) GROUP BY programme_id, response_id, scale
    ) AS r
    LEFT ANY JOIN (
      SELECT scale, uniqExact(item_id) AS questions FROM (${scaleAnswers(context)}) GROUP BY scale
    ) AS q ON q.scale = r.scale`;
}

/** Responses' scales with 80 % of the questions answered or more; `score` is the mean of the answers. */
export function scaleScores(context: SampleContext): string {
  return `SELECT *, arrayAvg(scores) AS score FROM (${responseScales(context)})
    WHERE length(scores) >= ${LEAST_ANSWERED} * questions`;
}

/** Responses' scales with every question answered. */
export function completeScales(context: SampleContext): string {
  return `SELECT * FROM (${responseScales(context)}) WHERE length(scores) = questions`;
}

/**
 * One row per measure of one response that says who answered, about a pairing that was not voided: `score` is the mean of
 * the measure's questions on one range.
 */
export function namedScores(context: SampleContext): string {
  return `SELECT programme_id, response_id, measure, scale_min, scale_max, any(instrument_id) AS instrument_id,
      any(instrument_version) AS instrument_version, any(side) AS side, any(wave) AS wave, any(participant_id) AS participant_id,
      any(pairing_id) AS pairing_id, any(mentor_id) AS mentor_id, any(mentee_id) AS mentee_id, any(time_zone) AS time_zone,
      any(submitted_at) AS submitted_at, arrayAvg(arraySort(groupArray(assumeNotNull(score)))) AS score
    FROM (${scaleAnswers(context)}) WHERE NOT anonymous AND NOT pairing_voided
    GROUP BY programme_id, response_id, measure, scale_min, scale_max`;
}

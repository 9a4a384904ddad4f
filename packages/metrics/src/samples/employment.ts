import type { SampleContext } from '../definition.ts';
import { NEVER } from './enrolments.ts';
import { firstPairings } from './first-pairings.ts';
import { takenAt } from './taken-at.ts';

const JOB = "Tuple(DateTime64(3, 'UTC'), DateTime64(3, 'UTC'), String)";

/**
 * Employment of each person without breaks: `jobs` are (start, end or NEVER, how it ended), oldest first. Spells that touch
 * or overlap are one job, which ends as the one that ends last: a new contract on the next instant is no departure.
 */
function unbrokenJobs(context: SampleContext): string {
  return `SELECT participant_id, if(length(spells) = 1, spells, arrayFold(
      (jobs, spell) -> if(notEmpty(jobs) AND spell.1 <= jobs[-1].2,
        arrayPushBack(arrayPopBack(jobs), if(spell.2 > jobs[-1].2, (jobs[-1].1, spell.2, spell.3), jobs[-1])),
        arrayPushBack(jobs, spell)),
      spells, CAST([] AS Array(${JOB})))) AS jobs
    FROM (
      SELECT participant_id, CAST(arraySort(groupArray((assumeNotNull(started_at), ifNull(ended_at, ${NEVER}), toString(separation)))) AS Array(${JOB})) AS spells
      FROM ${context.relation('fact_employment')}
      WHERE started_at IS NOT NULL AND (ended_at IS NULL OR ended_at >= started_at) GROUP BY participant_id
    )`;
}

/** `firstPairings` of everybody with a record of employment, with their jobs. */
function participantsWithJobs(context: SampleContext): string {
  return `SELECT f.*, j.jobs AS jobs FROM (${firstPairings(context)}) AS f
    INNER JOIN (${unbrokenJobs(context)}) AS j ON j.participant_id = f.participant_id`;
}

/** Those who were employed at the start of their first pairing, with the end of that job (NEVER while it lasts) and its kind. */
export function employedParticipants(context: SampleContext): string {
  return `SELECT *, arrayFirst(j -> j.1 <= at AND j.2 > at, jobs) AS job, job.2 AS left_at, job.3 AS separation
    FROM (${participantsWithJobs(context)}) WHERE arrayExists(j -> j.1 <= at AND j.2 > at, jobs)`;
}

const YEAR_MS = 365.25 * 86_400_000;

/**
 * Participants by bucket (label, from, to): `departures` are the ends of their jobs in it since their first pairing,
 * `person_years` their time in it since then in a job; `at_opening` and `at_closing` say whether they were employed, and
 * had a pairing behind them, at its two ends.
 */
export function employmentInBuckets(context: SampleContext): string {
  return `SELECT *, b.1 AS bucket, b.2 AS opens_at, b.3 AS closes_at,
      ${takenAt(context)} AS taken_at,
      arrayFilter(j -> j.2 > at AND j.2 >= opens_at AND j.2 <= taken_at, jobs) AS departures,
      arraySum(j -> greatest(0, dateDiff('millisecond', greatest(j.1, at, opens_at), least(j.2, closes_at))), jobs) / ${YEAR_MS} AS person_years,
      at <= opens_at AND arrayExists(j -> j.1 <= opens_at AND j.2 > opens_at, jobs) AS at_opening,
      at <= taken_at AND arrayExists(j -> j.1 <= taken_at AND j.2 > taken_at, jobs) AS at_closing
    FROM (${participantsWithJobs(context)}) ARRAY JOIN ${context.buckets} AS b
    WHERE at <= taken_at`;
}

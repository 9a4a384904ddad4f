import type { SampleContext } from '../definition.ts';
import { enrolments, NEVER } from './enrolments.ts';
import { oneKey } from './one-key.ts';
import { openPairings } from './open-pairings.ts';
import { pausedAt, startedPairings } from './started-pairings.ts';
import { takenAt } from './taken-at.ts';

type Side = 'mentor' | 'mentee';
const bothSides: readonly Side[] = ['mentor', 'mentee'];

const listOf = (sides: readonly Side[]) => `[${sides.map((side) => `'${side}'`).join(', ')}]`;

/** The episodes of enrolment of these sides, once for each bucket `b` in which `condition` holds. */
function inBuckets(context: SampleContext, sides: readonly Side[], condition: string): string {
  return `SELECT *, b.1 AS bucket, ${takenAt(context)} AS taken_at
    FROM (SELECT * FROM (${enrolments(context)}) WHERE has(${listOf(sides)}, side))
    ARRAY JOIN arrayFilter(b -> ${condition}, ${context.buckets}) AS b`;
}

/** Rows of pairings with a column `bucket`, summed up by `person`: bucket, programme, side and participant as one number. */
function byPerson(rows: string, sides: readonly Side[], sums: string): string {
  return `SELECT ${oneKey('bucket', 'programme_id', 'paired_side', "if(paired_side = 'mentor', mentor_id, mentee_id)")} AS person${sums}
    FROM (${rows}) ARRAY JOIN ${listOf(sides)} AS paired_side GROUP BY person`;
}

/** Rows of episodes with the same number. */
const withPerson = (rows: string) =>
  `SELECT *, ${oneKey('bucket', 'programme_id', 'side', 'participant_id')} AS person FROM (${rows})`;

const enrolledAt = (context: SampleContext) => `${takenAt(context)} >= at AND until > ${takenAt(context)}`;

/** Everybody who is enrolled at the end of each bucket, paired or not. */
export function peopleEnrolled(context: SampleContext): string {
  return inBuckets(context, bothSides, enrolledAt(context));
}

/**
 * The same with their pairings: `pairs` is the number of those open then in that
 * programme on that side, `running` of those that are not paused. Only what is open then is joined: of all pairings of
 * all people most have ended.
 */
export function enrolledThen(context: SampleContext, sides: readonly Side[] = bothSides): string {
  const open = `SELECT *, ${pausedAt(context, 'taken_at')} AS is_paused FROM (${openPairings(context)})`;
  return `SELECT e.* EXCEPT (person), o.pairs AS pairs, o.running AS running
    FROM (${withPerson(inBuckets(context, sides, enrolledAt(context)))}) AS e
    LEFT ANY JOIN (${byPerson(open, sides, ', count() AS pairs, countIf(NOT is_paused) AS running')}) AS o ON o.person = e.person`;
}

/** Every started pairing, once for each bucket in which it was open at some time. */
export function pairingsDuring(context: SampleContext, rows: string = startedPairings(context)): string {
  const open = `${takenAt(context)} >= at AND (ifNull(ended_at, ${NEVER}) > b.2 OR at >= b.2)`;
  return `SELECT *, b.1 AS bucket FROM (${rows}) ARRAY JOIN arrayFilter(b -> ${open}, ${context.buckets}) AS b`;
}

/** Every episode of enrolment that lies at least partly in a bucket, with `paired`: a pairing of that person does, too. */
export function enrolledDuring(context: SampleContext): string {
  const rows = inBuckets(context, bothSides, `${takenAt(context)} >= at AND (until > b.2 OR at >= b.2)`);
  return `SELECT * EXCEPT (person), person IN (${byPerson(pairingsDuring(context), bothSides, '')}) AS paired FROM (${withPerson(rows)})`;
}

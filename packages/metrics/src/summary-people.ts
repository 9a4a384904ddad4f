/** How many distinct people stand behind a cell, for suppression. */
import type { MetricDefinition } from './definition.ts';
import type { Protection } from './request.ts';

/**
 * exact: every cell's number. atLeast: numbers that are right below `atLeast` and at least that from there on. Where nobody
 * is to be hidden, the second costs a fifth of the first.
 */
export type PeopleCount = 'exact' | { atLeast: number };

// The most that uniqUpTo can tell apart.
const MOST = 100;

/** How people are counted first: exactly only where the protection asks for more than can be had cheaply. */
export function firstCount(
  protection: Protection,
  { estimator, eventsOnce }: Pick<MetricDefinition, 'estimator' | 'eventsOnce'>,
): PeopleCount {
  if (eventsOnce === true) return 'exact';
  if (protection === 'none') return { atLeast: 1 };
  // A quantile needs k people on either side of it.
  const sides = estimator.name === 'quantile' ? Math.max(2, 1 / Math.min(estimator.p, 1 - estimator.p)) : 1;
  const atLeast = Math.ceil(protection.k * sides - 1e-6);
  return atLeast <= MOST ? { atLeast } : 'exact';
}

const uniq = (count: PeopleCount, combinator: string) =>
  count === 'exact' ? `uniqExact${combinator}` : `uniqUpTo${combinator}(${count.atLeast})`;

function distinct(count: PeopleCount, column: string, condition: string): string {
  return `${uniq(count, 'If')}(${column}, ${condition})`;
}

/** Some distinct people of a cell: the column of the summary that counts them, whom, and in which rows. once: no two rows have the same. */
type Side = { name: string; column: string; condition: string; once?: true };

function sidesOf(metric: MetricDefinition): Side[] {
  const side = (name: string, column: string, condition = 'counted'): Side => ({ name, column, condition });
  switch (metric.people) {
    case 'pair':
      return [side('mentors', 'mentor_id'), side('mentees', 'mentee_id')];
    case 'person':
      return [side('persons', 'participant_id')];
    case 'arms':
      return [
        side('persons', 'participant_id', 'counted AND arm'),
        side('others', 'participant_id', 'counted AND NOT arm'),
      ];
    case 'event':
      return [{ ...side('persons', 'event_id'), ...(metric.eventsOnce === true ? { once: true } : {}) }];
    case 'none':
      return [];
    default:
      throw new Error(`unknown people model ${metric.people satisfies never}`);
  }
}

/** Columns with the distinct people behind the counted units of a cell. */
export function peopleSql(metric: MetricDefinition, count: PeopleCount): string[] {
  return sidesOf(metric).map(({ name, column, condition, once }) =>
    once === true ? `countIf(${condition}) AS ${name}` : `${distinct(count, column, condition)} AS ${name}`,
  );
}

/** The same in two steps: columns of parts of a cell, and those that put the parts together. */
export function peopleOfParts(
  metric: MetricDefinition,
  count: PeopleCount,
): { perPart: string[]; overParts: string[] } {
  const sides = sidesOf(metric);
  return {
    perPart: sides.map(({ name, column, condition, once }) => {
      const counted = once === true ? `countIf(${condition})` : `${uniq(count, 'StateIf')}(${column}, ${condition})`;
      return `${counted} AS ${name}_state`;
    }),
    overParts: sides.map(({ name, once }) => {
      return `${once === true ? 'sum' : uniq(count, 'Merge')}(${name}_state) AS ${name}`;
    }),
  };
}

/**
 * The mentees behind a cell that is summed by mentor first: a column of that step, and one over the mentors. Counted
 * cheaply, one mentee a mentor is remembered: there are at least as many as these.
 */
export function menteesOfMentors(count: PeopleCount): { perMentor: string; overMentors: string } {
  if (count === 'exact') {
    return {
      perMentor: 'uniqExactStateIf(mentee_id, counted) AS mentee_state',
      overMentors: 'uniqExactMerge(mentee_state) AS mentees',
    };
  }
  return {
    perMentor: 'anyIf(mentee_id, counted) AS some_mentee',
    overMentors: `${distinct(count, 'some_mentee', 'units > 0')} AS mentees`,
  };
}

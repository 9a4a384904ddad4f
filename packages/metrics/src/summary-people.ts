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
export function firstCount(protection: Protection): PeopleCount {
  if (protection === 'none') return { atLeast: 1 };
  return protection.k <= MOST ? { atLeast: protection.k } : 'exact';
}

function distinct(count: PeopleCount, column: string, condition: string): string {
  const name = count === 'exact' ? 'uniqExactIf' : `uniqUpToIf(${count.atLeast})`;
  return `${name}(${column}, ${condition})`;
}

/** Columns with the distinct people behind the counted units of a cell. */
export function peopleSql(metric: MetricDefinition, count: PeopleCount): string[] {
  const counted = (column: string) => distinct(count, column, 'counted');
  switch (metric.people) {
    case 'pair':
      return [`${counted('mentor_id')} AS mentors`, `${counted('mentee_id')} AS mentees`];
    case 'person':
      return [`${counted('participant_id')} AS persons`];
    case 'arms':
      return [
        `${distinct(count, 'participant_id', 'counted AND arm')} AS persons`,
        `${distinct(count, 'participant_id', 'counted AND NOT arm')} AS others`,
      ];
    case 'event':
      return [`${counted('event_id')} AS persons`];
    case 'none':
      return [];
    default:
      throw new Error(`unknown people model ${metric.people satisfies never}`);
  }
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

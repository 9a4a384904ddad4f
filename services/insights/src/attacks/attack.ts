/** What an attack is, and what is said about it afterwards. */
import type { Ground } from './ground.ts';

/** Something concluded from answers that is true: of how many people the group is that it is about. */
export type Lesson = { about: string; people: number; what: string };

export type Finding = {
  /** Requests that were sent. */
  tried: number;
  /** What was put together, in a few words. */
  how: string;
  lessons: readonly Lesson[];
  /** Fewest people that one of the tokens may be told about. */
  k: number;
  /** What is worth saying beside it. */
  note?: string;
};

/** Opens a world of its own for an attack that changes it. The runner closes it. */
export type Arena = {
  /** The town, shared with other attacks that only ask. */
  town: Ground;
  fresh: () => Promise<Ground>;
  /** Many small programmes, each a random table. */
  tables: () => Promise<Ground>;
  /** Two programmes with a bit of everything. */
  history: () => Promise<Ground>;
};

export type Attack = {
  /** Its number in the reference's list. */
  id: number;
  title: string;
  /** What the answers are without that the attack must be able to succeed against: nothing at all, or releases only. */
  control: 'bare' | 'live';
  play: (arena: Arena) => Promise<Finding>;
};

/** People in the smallest group that was learned about; undefined where nothing was learned of anybody. */
export function smallestGroup({ lessons }: Finding): number | undefined {
  const sizes = lessons.map(({ people }) => people).filter((people) => people > 0);
  return sizes.length === 0 ? undefined : Math.min(...sizes);
}

/** Lessons about fewer people than anybody who asked may be told about. */
export function leaksOf({ lessons, k }: Finding): Lesson[] {
  return lessons.filter(({ people }) => people > 0 && people < k);
}

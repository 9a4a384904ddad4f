/** Whether a cell's new number may be published for its own sake: nobody, or k people on every side, changed since the last one. */
import { cellName } from '@rapport/privacy';
import type { Cell } from '../suppression.ts';
import type { Change } from './changes.ts';
import type { BodyCell } from './table-body.ts';

/** A cell at this release, with what it was before. */
export type Candidate = {
  cell: Cell;
  before: BodyCell | undefined;
  /** Whether no counted row of it differs from those at its base. */
  isSame: boolean;
  isOpen: boolean;
  changed: BodyCell['changed'];
  /** The same of those whom wider metrics have in it and this one leaves out: one entry for each of the cell's. */
  leftOutChanged: readonly BodyCell['changed'][];
};

const enough = (people: readonly number[], k: number) => people.length > 0 && people.every((count) => count >= k);
const noneOf = (people: readonly number[]) => people.every((count) => count === 0);

/** Whom two numbers of a cell tell of, one beside the other: those who came or left, as its units are counted; else all who say something else. */
const toldOf = ({ joined, told }: Change) => (noneOf(joined) ? told : joined);

/** Open is what is as it was published, and what changed by k people on every side; came or left by as many. */
function isOpen(change: Change, wasPublished: boolean, k: number): boolean {
  if (change.any === 0) return wasPublished;
  return enough(change.told, k) && (noneOf(change.joined) || enough(change.joined, k));
}

const NOTHING: Change = { joined: [], told: [], any: 0 };

/** Changes by base release, and then by cell. */
export type Changes = ReadonlyMap<string, ReadonlyMap<string, Change>>;

const isNobodyOrEnough = (people: readonly number[], k: number) => noneOf(people) || enough(people, k);

/**
 * Whom two numbers of a cell, each beside those of a wider metric, tell of. What the wider one says of a cell whose own number is the same as
 * before is for it to protect.
 */
function leftOutChanges(
  { cell, before }: { cell: Cell; before: BodyCell },
  own: Changes,
  beside: readonly Changes[],
  last: string,
): { published: readonly number[]; last: readonly number[] }[] {
  const name = cellName(cell.key);
  return (cell.leftOut ?? []).map(({ people }, index) => {
    const since = (id: string) => {
      if ((own.get(id)?.get(name)?.any ?? 0) === 0) return people.map(() => 0);
      return beside[index]?.get(id)?.get(name)?.joined ?? people.map(() => 0);
    };
    return { published: since(before.base), last: since(last) };
  });
}

type Since = {
  k: number;
  /** The release of the table before; undefined where the table was never computed, so that everything is open. */
  last: string | undefined;
  /** Changes of those left out: one entry for each of the cells'. */
  beside?: readonly Changes[];
};

/** A cell as it may be decided about. */
export function candidateOf(
  cell: Cell,
  before: BodyCell | undefined,
  changes: Changes,
  { k, last, beside = [] }: Since,
): Candidate {
  const { people, leftOut = [] } = cell;
  if (last === undefined)
    return { cell, before, isSame: false, isOpen: true, changed: null, leftOutChanged: leftOut.map(() => null) };
  if (before === undefined) {
    // A cell that nobody was in before has changed by all who are in it now.
    const changed = { published: people, last: people };
    const leftOutChanged = leftOut.map((one) => ({ published: one.people, last: one.people }));
    return { cell, before, isSame: false, isOpen: isNobodyOrEnough(people, k), changed, leftOutChanged };
  }
  const since = (id: string) => changes.get(id)?.get(cellName(cell.key)) ?? NOTHING;
  const change = since(before.base);
  const nobody = people.map(() => 0);
  const told = (of: Change) => (of.any === 0 ? nobody : toldOf(of));
  const changed = { published: told(change), last: told(since(last)) };
  const leftOutChanged = leftOutChanges({ cell, before }, changes, beside, last);
  const open =
    isOpen(change, before.row !== null, k) && leftOutChanged.every((one) => isNobodyOrEnough(one.published, k));
  return { cell, before, isSame: change.any === 0, isOpen: open, changed, leftOutChanged };
}

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

/** `last`: the release of the table before; undefined where the table was never computed, so that everything is open. */
export function candidateOf(
  cell: Cell,
  before: BodyCell | undefined,
  changes: Changes,
  { k, last }: { k: number; last: string | undefined },
): Candidate {
  const { people } = cell;
  if (last === undefined) return { cell, before, isSame: false, isOpen: true, changed: null };
  if (before === undefined) {
    // A cell that nobody was in before has changed by all who are in it now.
    const changed = { published: people, last: people };
    return { cell, before, isSame: false, isOpen: enough(people, k) || noneOf(people), changed };
  }
  const since = (id: string) => changes.get(id)?.get(cellName(cell.key)) ?? NOTHING;
  const change = since(before.base);
  const nobody = people.map(() => 0);
  const told = (of: Change) => (of.any === 0 ? nobody : toldOf(of));
  const changed = { published: told(change), last: told(since(last)) };
  return { cell, before, isSame: change.any === 0, isOpen: isOpen(change, before.row !== null, k), changed };
}

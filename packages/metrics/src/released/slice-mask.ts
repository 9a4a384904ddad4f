/** One slice of a table: which of its cells must not be known, by their numbers and by what changed in them. */
import {
  cellName,
  type LeftOut,
  type NestedCell,
  type PeopleCell,
  protectNested,
  protectTable,
} from '@rapport/privacy';
import type { BodyCell } from './table-body.ts';

/**
 * A cell of the slice or a margin of it. shown and hidden: as its own table decided. held: must be hidden, and must not be found out.
 * follows: hidden because a finer k hides it. open: yet to be decided.
 */
export type SliceCell = {
  key: readonly (string | null)[];
  people: readonly number[];
  units: number;
  /** Whom wider metrics have in it and this one leaves out. */
  leftOut: readonly LeftOut[];
  leftOutChanged: readonly BodyCell['changed'][];
  changed: BodyCell['changed'];
  wasPublished: boolean;
  decision: 'shown' | 'hidden' | 'held' | 'follows' | 'open';
};

const NOBODY = [0];
const isNobody = (people: readonly number[]) => people.every((count) => count === 0);

const namesOf = (cells: Iterable<SliceCell>) => new Set([...cells].map(({ key }) => cellName(key)));

/**
 * The cells to hold back so that no sum of held back cells has changed by few people: what the shown ones leave of a margin must differ
 * by nobody or k as well. The table that is protected is that of the changes.
 */
function hiddenByChange(
  cells: readonly SliceCell[],
  { since, changeOf }: { since: 'published' | 'last'; changeOf: (cell: SliceCell) => BodyCell['changed'] },
  hidden: ReadonlySet<SliceCell>,
  k: number,
): SliceCell[] {
  const peopleOf = (cell: SliceCell) => changeOf(cell)?.[since] ?? NOBODY;
  const changes = new Map<PeopleCell, SliceCell>(
    cells.map((cell) => [{ key: cell.key, people: peopleOf(cell) }, cell]),
  );
  // What was not known then has no known difference now.
  const isUnknown = (cell: SliceCell) =>
    hidden.has(cell) || cell.changed === null || (since === 'last' && !cell.wasPublished);
  const mask = protectTable([...changes.keys()], {
    k,
    // What has not changed takes nothing from what the others' changes tell, known or not.
    hiddenElsewhere: namesOf(cells.filter((cell) => isUnknown(cell) && !isNobody(peopleOf(cell)))),
    shownElsewhere: namesOf(cells.filter((cell) => cell.decision === 'shown' && !isUnknown(cell))),
    hidesTotal: true,
  });
  return [...changes].flatMap(([change, cell]) =>
    mask.hidden.has(change) && cell.decision === 'open' && !isUnknown(cell) && !isNobody(change.people) ? [cell] : [],
  );
}

/** protectable: false where hidden cells must not be told from those of nobody either. */
export type SliceMask = { hidden: ReadonlySet<SliceCell>; protectable: boolean };

/** The cells of the slice that must not be known. Margins are as they were decided. */
export function hiddenCells(cells: readonly SliceCell[], k: number): SliceMask {
  const hidden = new Set(cells.filter(({ decision }) => decision !== 'shown' && decision !== 'open'));
  if (cells.some(({ decision, changed }) => decision !== 'shown' && decision !== 'hidden' && changed !== null)) {
    const wider = Math.max(0, ...cells.map(({ leftOutChanged }) => leftOutChanged.length));
    const beside = Array.from({ length: wider }, (_, index) => (cell: SliceCell) => cell.leftOutChanged[index] ?? null);
    for (const changeOf of [(cell: SliceCell) => cell.changed, ...beside]) {
      for (const since of ['published', 'last'] as const)
        for (const cell of hiddenByChange(cells, { since, changeOf }, hidden, k)) hidden.add(cell);
    }
  }
  const places = new Map<NestedCell, SliceCell>(
    cells.map((cell) => [{ key: cell.key, people: cell.people, units: cell.units, leftOut: cell.leftOut }, cell]),
  );
  const mask = protectNested([...places.keys()], {
    k,
    // What its own table hides stays unknown here, helpers too: cells of other tables lean on them.
    hiddenBefore: namesOf([...hidden].filter(({ decision }) => decision !== 'follows')),
    hiddenElsewhere: namesOf([...hidden].filter(({ decision }) => decision === 'follows')),
    shownElsewhere: namesOf(cells.filter(({ decision }) => decision === 'shown')),
    // Of all programmes together, whose own tables are told.
    hidesTotal: true,
  });
  const found = [...places].flatMap(([place, cell]) => (mask.hidden.has(place) ? [cell] : []));
  return { hidden: new Set(found), protectable: mask.protectable };
}

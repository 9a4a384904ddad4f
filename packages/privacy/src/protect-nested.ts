/** Protects a table together with wider ones: whoever has both numbers of a cell knows how many the wider one has beside. */
import { cellName, fewest, isNobody, type PeopleCell } from './people-cell.ts';
import { type Mask, onlyTotal, type ProtectOptions, protectTable } from './protect-table.ts';
import { nothingDecided } from './table.ts';

/** Those whom a wider table has in a cell and this one leaves out: distinct people by role, and units. */
export type LeftOut = { readonly people: readonly number[]; readonly units: number };

/** `leftOut`: one entry for each wider table, in one order in all cells. */
export type NestedCell = PeopleCell & { readonly leftOut?: readonly LeftOut[] };

/** Whether somebody is left out, and on a side fewer than k. That nobody is tells of nobody. */
export const isFewLeftOut = ({ people }: LeftOut, k: number): boolean => !isNobody(people) && fewest(people) < k;

const namesOf = (cells: Iterable<PeopleCell>) => new Set([...cells].map(({ key }) => cellName(key)));

/** The table of those whom one wider table has beside. */
function besideIn(cells: readonly NestedCell[], wider: number): Map<PeopleCell, NestedCell> {
  return new Map(
    cells.flatMap((cell): [PeopleCell, NestedCell][] => {
      const left = cell.leftOut?.[wider];
      if (left === undefined) return [];
      return [[{ key: cell.key, people: left.people, units: left.units }, cell]];
    }),
  );
}

/** What the tables of those beside want hidden, as long as `hidden` is; undefined where one of them cannot be protected. */
function hiddenBeside(
  cells: readonly NestedCell[],
  wider: number,
  hidden: ReadonlySet<PeopleCell>,
  { k, shownElsewhere, hidesTotal }: ProtectOptions,
): NestedCell[] | undefined {
  const beside = besideIn(cells, wider);
  const mask = protectTable([...beside.keys()], {
    k,
    hiddenElsewhere: namesOf(hidden),
    // That nobody is in a cell is shown: then everybody whom the wider one tells of is beside.
    toldAnyway: namesOf(cells.filter(({ people }) => isNobody(people))),
    tellsNobody: true,
    ...(shownElsewhere === undefined ? {} : { shownElsewhere }),
    ...(hidesTotal === undefined ? {} : { hidesTotal }),
  });
  return mask.protectable ? [...mask.hidden].flatMap((one) => beside.get(one) ?? []) : undefined;
}

/**
 * The mask of a table of which wider ones are shown too, whatever they hide themselves. As `protectTable`, and: a cell is hidden in which 1 to
 * k − 1 people are left out; those left out make a table of their own, with the same cells hidden, whose lines and cells are protected alike.
 * Where that cannot be done, all but the total of everything is hidden.
 * @throws Error when two cells have one key
 */
export function protectNested(cells: readonly NestedCell[], options: ProtectOptions): Mask {
  const wider = Math.max(0, ...cells.map(({ leftOut = [] }) => leftOut.length));
  if (wider === 0) return protectTable(cells, options);
  const { k, hiddenBefore = [], hiddenElsewhere = [], shownElsewhere } = options;
  const isFew = ({ key, people, leftOut = [] }: NestedCell) =>
    !isNobody(people) && shownElsewhere?.has(cellName(key)) !== true && leftOut.some((one) => isFewLeftOut(one, k));
  const asked = { ...options, hiddenBefore: new Set([...hiddenBefore, ...namesOf(cells.filter(isFew))]) };
  const hidden = new Set<PeopleCell>(cells.filter(isFew));
  // Those beside first: what hides them hides their cells as well, but not the other way round. Each round hides more.
  for (;;) {
    const known = hidden.size;
    for (let index = 0; index < wider; index += 1) {
      const more = hiddenBeside(cells, index, hidden, asked);
      if (more === undefined) return onlyTotal(cells, k, { ...nothingDecided, ...asked });
      for (const cell of more) hidden.add(cell);
    }
    const mask = protectTable(cells, { ...asked, hiddenElsewhere: new Set([...hiddenElsewhere, ...namesOf(hidden)]) });
    for (const cell of mask.hidden) hidden.add(cell);
    if (!mask.protectable) return { hidden, protectable: false };
    if (hidden.size === known) return { hidden, protectable: true };
  }
}

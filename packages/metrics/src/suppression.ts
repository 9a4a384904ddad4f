/** Between summary and estimate: cells of few people are hidden before any number of theirs exists. */
import { cellName, coarseCells, isFewLeftOut, type LeftOut, type NestedCell, protectNested } from '@rapport/privacy';
import { composedDimensions } from './composition.ts';
import { countOf, isAlike } from './disclosure.ts';
import { leftOutOfWholeIn } from './left-out/read-left-out.ts';
import type { MetricQuery } from './request.ts';
import { numberIn, type RawRow } from './summary-row.ts';

/** A summary row with its coordinates (groups, then bucket) and the distinct people behind it, by role. */
export type Cell = {
  readonly key: readonly string[];
  readonly groups: string[];
  readonly bucket: string;
  readonly people: readonly number[];
  /** Whom wider metrics have in it and this one leaves out, in the order of `widerOf`. */
  readonly leftOut?: readonly LeftOut[];
  readonly row: RawRow;
};

type Asked = Pick<MetricQuery, 'metric' | 'protection' | 'groupBy'>;

/** Sums over composed breakdowns, which every cell of a composition shows (see `composition.ts`). Margins as any other. */
function shownTotals({ metric, groupBy }: Asked, cells: readonly Cell[]): Map<NestedCell, Cell[]> {
  const composed = composedDimensions(metric, groupBy);
  const totals = new Map<string, Cell[]>();
  for (const cell of composed.length === 0 ? [] : cells) {
    const name = JSON.stringify(cell.key.map((part, index) => (composed.includes(groupBy[index] ?? '') ? null : part)));
    totals.set(name, [...(totals.get(name) ?? []), cell]);
  }
  return new Map(
    [...totals].map(([name, parts]) => {
      const roles = Math.max(0, ...parts.map(({ people }) => people.length));
      // As if the same people were in every part: how many there are together is not counted.
      const people = Array.from({ length: roles }, (_, role) =>
        Math.max(...parts.map((part) => part.people[role] ?? 0)),
      );
      return [{ key: JSON.parse(name) as (string | null)[], people }, parts];
    }),
  );
}

/** Cells that must not be told for another reason than their size: scores that are all alike, and sums from which few are left out. */
function tellingCells({ metric }: Asked, cells: readonly Cell[], k: number): Cell[] {
  const isOfFew = ({ row }: Cell) =>
    numberIn(row, 'n') > 0 && leftOutOfWholeIn(row).some((one) => isFewLeftOut(one, k));
  return cells.filter((cell) => isAlike(metric, cell.row) || isOfFew(cell));
}

/** Whether `maskOf` would hide any. It is enough that numbers of people are right below k. */
export function hidesAny(query: Asked, cells: readonly Cell[]): boolean {
  const { metric, protection } = query;
  if (protection === 'none' || metric.people === 'none') return false;
  const { k } = protection;
  const isSmall = ({ people }: Cell) => people.some((count) => count > 0) && people.some((count) => count < k);
  const leavesFew = ({ people, leftOut = [] }: Cell) =>
    people.some((count) => count > 0) && leftOut.some((one) => isFewLeftOut(one, k));
  return cells.some(isSmall) || cells.some(leavesFew) || tellingCells(query, cells, k).length > 0;
}

/** hidden: cells of the summary. protectable: false where cells of nobody must not be told from them either. */
type CellMask = { hidden: ReadonlySet<Cell>; protectable: boolean };

/**
 * The cells to hide: those of fewer than k distinct people on a side, those of a sensitive score in which all are alike, and
 * those from which wider metrics leave few people over, and what would give these away (`protectNested`).
 */
export function maskOf(query: Asked, cells: readonly Cell[]): CellMask {
  const { protection } = query;
  if (protection === 'none' || !hidesAny(query, cells)) return { hidden: new Set(), protectable: true };
  const telling = tellingCells(query, cells, protection.k).map(({ key }) => cellName(key));
  const given = new Map<NestedCell, Cell>(
    cells.map((cell) => {
      const { key, people, leftOut = [], row } = cell;
      return [{ key, people, units: numberIn(row, 'n'), leftOut }, cell];
    }),
  );
  const totals = shownTotals(query, cells);
  const { hidden, protectable } = protectNested([...given.keys(), ...totals.keys()], {
    k: protection.k,
    hiddenBefore: new Set(telling),
  });
  const found = [...hidden].flatMap((cell) => given.get(cell) ?? totals.get(cell) ?? []);
  return { hidden: new Set(found), protectable };
}

/** The shown cells whose share must be coarse, for its own sake or for that of another (`coarseCells`). */
export function coarseSharesOf(query: Asked, cells: readonly Cell[], hidden: ReadonlySet<Cell>): ReadonlySet<Cell> {
  const { metric, protection } = query;
  if (protection === 'none') return new Set();
  const shares = cells.flatMap((cell) => {
    const x = countOf(metric, cell.row);
    const n = numberIn(cell.row, 'n');
    return x === undefined ? [] : [{ key: cell.key, x, n, isHidden: hidden.has(cell), cell }];
  });
  const coarse = coarseCells(shares, { k: protection.k, sensitive: metric.sensitive === true });
  return new Set([...coarse].map(({ cell }) => cell));
}

/** Between summary and estimate: cells of few people are hidden before any number of theirs exists. */
import type { PeopleModel } from './definition.ts';
import type { Protection } from './request.ts';

/** What suppression sees of a cell: its coordinates (groups and bucket) and the distinct people behind it. */
export type PeopleCell = { key: readonly string[]; people: readonly number[] };

/** The smallest side of a cell: a pairing's cell needs k mentors and k mentees. */
const fewest = (cell: PeopleCell) => Math.min(...cell.people);
const isEmpty = (cell: PeopleCell) => Math.max(0, ...cell.people) === 0;

function byKey(a: PeopleCell, b: PeopleCell): number {
  const [left, right] = [JSON.stringify(a.key), JSON.stringify(b.key)];
  return left < right ? -1 : Number(left > right);
}

/** Cells that differ in one coordinate only: with their total known, one hidden cell is what the others leave. */
function linesOf(cells: readonly PeopleCell[]): PeopleCell[][] {
  const lines = new Map<string, PeopleCell[]>();
  for (const cell of cells) {
    for (const axis of cell.key.keys()) {
      const others = cell.key.map((part, index) => (index === axis ? null : part));
      const name = JSON.stringify([axis, others]);
      lines.set(name, [...(lines.get(name) ?? []), cell]);
    }
  }
  return [...lines.values()];
}

function smallestShown(line: readonly PeopleCell[], hidden: ReadonlySet<PeopleCell>): PeopleCell | undefined {
  const shown = line.filter((cell) => !hidden.has(cell));
  // Ties by key, so that two calls hide the same cell.
  return shown.sort((a, b) => fewest(a) - fewest(b) || byKey(a, b))[0];
}

function leaks(line: readonly PeopleCell[], hidden: ReadonlySet<PeopleCell>, k: number): boolean {
  const members = line.filter((cell) => hidden.has(cell));
  const people = members.reduce((sum, cell) => sum + fewest(cell), 0);
  return members.length > 0 && (members.length < 2 || people < k);
}

/**
 * The cells to hide. First every cell with fewer than k distinct people on a side; then, along each line of cells,
 * the smallest shown ones until at least two are hidden and these hold k people together. Cells of nobody hide nothing.
 */
export function hiddenCells(
  cells: readonly PeopleCell[],
  people: PeopleModel,
  protection: Protection,
): ReadonlySet<PeopleCell> {
  if (protection === 'none' || people === 'none') return new Set();
  const { k } = protection;
  // Sorted, so that the mask does not depend on the order in which rows came.
  const peopled = cells.filter((cell) => !isEmpty(cell)).sort(byKey);
  const hidden = new Set<PeopleCell>(peopled.filter((cell) => fewest(cell) < k));
  const lines = linesOf(peopled);
  for (let changed = true; changed; ) {
    changed = false;
    for (const line of lines) {
      if (!leaks(line, hidden, k)) continue;
      const next = smallestShown(line, hidden);
      if (next === undefined) continue;
      hidden.add(next);
      changed = true;
    }
  }
  return hidden;
}

/** Complementary suppression along lines: with its total known, a hidden cell is what the shown ones leave. */
import { fewest, isNobody } from './people-cell.ts';
import type { Line, Node, Table } from './table.ts';

/** The total of everything is not hidden to protect others, unless it was said that it may. */
const isGrand = ({ at }: Node, { lengths }: Table) => at.every((index, axis) => index === lengths[axis]);

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/**
 * The fewest distinct people who can stand behind the hidden members together. Where the total is as large as the sum of all, nobody is
 * in two of them; else one person may be in all, and only the largest cell, or what the shown ones leave of the total, is sure.
 */
function surelyTogether({ members, total }: Line, hidden: readonly Node[]): number {
  const [first] = hidden;
  const sides = first?.people.map((_, role) => {
    const of = (nodes: readonly Node[]) => nodes.map(({ people }) => people[role] ?? 0);
    const [all, out] = [sum(of(members)), sum(of(hidden))];
    const known = total.cell === undefined ? undefined : total.people[role];
    if (known === all) return out;
    return Math.max(...of(hidden), known === undefined ? 0 : known - (all - out));
  });
  return fewest(sides ?? []);
}

function leaks(line: Line, k: number, { tellsNobody }: Table): boolean {
  const hidden = line.members.filter((node) => node.hidden);
  const { total } = line;
  const unknown = hidden.length + (total.hidden ? 1 : 0);
  if (unknown === 0) return false;
  if (tellsNobody && [...hidden, ...(total.hidden ? [total] : [])].every(({ people }) => isNobody(people)))
    return false;
  return unknown === 1 || (!total.hidden && surelyTogether(line, hidden) < k);
}

/** Which of two may rather be hidden: cells before margins, few people before many, then by name. */
function rather(a: Node, b: Node): Node {
  if (a.isMargin !== b.isMargin) return a.isMargin ? b : a;
  const difference = fewest(a.people) - fewest(b.people);
  if (difference !== 0) return difference < 0 ? a : b;
  return a.rank < b.rank ? a : b;
}

/** The best node to hide in some lines; undefined where nothing is left but the total of everything. */
export function candidateIn(table: Table, lines: readonly Line[]): Node | undefined {
  let best: Node | undefined;
  const consider = (node: Node) => {
    if (!node.hidden && node.isPeopled && !node.isKnown) best = best === undefined ? node : rather(best, node);
  };
  for (const { members } of lines) for (const member of members) consider(member);
  if (best !== undefined) return best;
  for (const { total } of lines) if (table.hidesTotal || !isGrand(total, table)) consider(total);
  return best;
}

/** Lines that are not yet known to be safe; a node that is hidden puts its lines back. */
export type OpenLines = Set<Line>;

export function hide(table: Table, node: Node, open: OpenLines): void {
  node.hidden = true;
  for (const line of table.linesOf.get(node) ?? []) open.add(line);
}

/** Hides along lines until each is safe. False where a line of the given cells cannot be made so. */
export function settleLines(table: Table, open: OpenLines, k: number): boolean {
  for (const line of open) {
    open.delete(line);
    while (leaks(line, k, table)) {
      const next = candidateIn(table, [line]);
      if (next !== undefined) hide(table, next, open);
      else if ([...line.members, line.total].some(({ hidden, cell }) => hidden && cell !== undefined)) return false;
      // Margins that nobody asked for: answers about them hide for themselves.
      else break;
    }
    open.delete(line);
  }
  return true;
}

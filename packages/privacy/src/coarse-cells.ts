/** Shares that must be coarse because others are: with the total known, one coarse x is what the exact ones leave. */
import type { PeopleCell } from './people-cell.ts';
import { isTelling } from './shown-share.ts';
import { type Line, type Node, nothingDecided, tableOf } from './table.ts';

/** A cell with n units, x of which have the property. isHidden: nothing of it is shown. */
export type ShareCell = {
  readonly key: PeopleCell['key'];
  readonly x: number;
  readonly n: number;
  readonly isHidden: boolean;
};

const countsOf = ({ amounts: [n = 0, x = 0] }: Node) => ({ n, x });

/** The shown cell of a line whose own share says least of anybody's: the one with the fewest on a side. */
function nextIn(line: Line, unknown: ReadonlySet<Node>): Node | undefined {
  const few = (node: Node) => Math.min(countsOf(node).x, countsOf(node).n - countsOf(node).x);
  const shown = line.members.filter((node) => !unknown.has(node) && countsOf(node).n > 0);
  return shown.sort((a, b) => few(a) - few(b) || a.rank - b.rank)[0];
}

/**
 * The cells to show coarsely: where x or n − x is 1 to k − 1 (or 0, where that is `sensitive`), and then, along every line with a known total, one
 * more where only a single x would be unknown. It guards against subtraction along lines; no linear program is solved for x.
 */
export function coarseCells<Cell extends ShareCell>(
  cells: readonly Cell[],
  options: { k: number; sensitive?: boolean },
): ReadonlySet<Cell> {
  const isOpen = (cell: Cell) => !cell.isHidden && isTelling(cell, options);
  if (!cells.some(isOpen)) return new Set();
  const shares = new Map<PeopleCell, Cell>(
    cells.map((cell) => [{ key: cell.key, people: [cell.n], units: cell.x }, cell]),
  );
  const { nodes, lines } = tableOf([...shares.keys()], options.k, nothingDecided);
  const shareOf = (node: Node) => (node.cell === undefined ? undefined : shares.get(node.cell));
  const unknown = new Set(
    nodes.filter((node) => shareOf(node)?.isHidden === true || isTelling(countsOf(node), options)),
  );
  for (let changed = true; changed; ) {
    changed = false;
    for (const line of lines) {
      if ([...line.members, line.total].filter((node) => unknown.has(node)).length !== 1) continue;
      const next = nextIn(line, unknown);
      if (next === undefined) continue;
      unknown.add(next);
      changed = true;
    }
  }
  const coarse = [...unknown].flatMap((node) => shareOf(node) ?? []);
  return new Set(coarse.filter(({ isHidden }) => !isHidden));
}

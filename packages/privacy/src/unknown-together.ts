/** Which cells must be unknown because others are: along a line with a known total, a single unknown one is what the others leave. */
import type { PeopleCell } from './people-cell.ts';
import { type Node, nothingDecided, tableOf } from './table.ts';

/** A cell with `units` in it; isUnknown: what is asked of it is not told. */
export type KnownCell = { readonly key: PeopleCell['key']; readonly units: number; readonly isUnknown: boolean };

/**
 * The known cells to make unknown too: in every line with one unknown cell alone, that of the fewest units beside it. It guards against subtraction
 * along lines; what two unknown cells are together may be found.
 */
export function unknownTogether<Cell extends KnownCell>(cells: readonly Cell[]): ReadonlySet<Cell> {
  if (!cells.some(({ isUnknown }) => isUnknown)) return new Set();
  const given = new Map<PeopleCell, Cell>(cells.map((cell) => [{ key: cell.key, people: [cell.units] }, cell]));
  const { nodes, lines } = tableOf([...given.keys()], 1, nothingDecided);
  const cellOf = (node: Node) => (node.cell === undefined ? undefined : given.get(node.cell));
  const unitsOf = ({ amounts: [units = 0] }: Node) => units;
  const unknown = new Set(nodes.filter((node) => cellOf(node)?.isUnknown === true));
  for (let changed = true; changed; ) {
    changed = false;
    for (const { members, total } of lines) {
      if ([...members, total].filter((node) => unknown.has(node)).length !== 1) continue;
      const known = members.filter((node) => !unknown.has(node) && unitsOf(node) > 0);
      const [next] = known.sort((a, b) => unitsOf(a) - unitsOf(b) || a.rank - b.rank);
      if (next === undefined) continue;
      unknown.add(next);
      changed = true;
    }
  }
  return new Set([...unknown].flatMap((node) => cellOf(node) ?? []).filter(({ isUnknown }) => !isUnknown));
}

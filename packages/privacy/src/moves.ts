/**
 * Other tables that fit what is shown, made from the true one: as long as such a change of the hidden cells is
 * found that moves a cell by enough, no linear program is needed to know that nobody can tell its number.
 */
import type { Node, Table } from './table.ts';

/** Cubes that are tried for one cell. More are rarely needed, and the linear program knows what these do not. */
const MOST_CUBES = 512;
/** Ends that are tried for it on an axis. */
const MOST_ENDS = 32;

/** The least that everybody knows to be in a hidden cell: who sees that empty cells are shown knows that it is not empty. */
export const leastOf = (node: Node, amount: number): number =>
  node.isPeopled ? Math.min(1, node.amounts[amount] ?? 0) : 0;

type Corner = { node: Node; sign: number };
type Cube = readonly Corner[];

const margins = (at: readonly number[], { lengths }: Table) =>
  at.filter((index, axis) => index === lengths[axis]).length;

/** The hidden nodes at which a cube through the target may end on each axis. */
function endsOf(table: Table, target: Node): number[][] {
  const lines = table.linesOf.get(target) ?? [];
  return table.lengths.map((_, axis) => {
    const line = lines.find((one) => one.axis === axis);
    if (line === undefined) return [];
    const others = [...line.members, line.total].filter((node) => node !== target && node.hidden);
    // Large ones first, as most can be taken from them; a few dozen are enough to try.
    const isLarge = (node: Node) => !node.isTarget;
    const tried = [...others.filter(isLarge), ...others.filter((node) => !isLarge(node))].slice(0, MOST_ENDS);
    return tried.map(({ at }) => at[axis] ?? 0);
  });
}

/** The cube between two opposite corners: adding at one and taking at its neighbours leaves every sum as it is. */
function cubeBetween(table: Table, from: readonly number[], to: readonly number[]): Cube | undefined {
  const own = margins(from, table);
  const corners: Corner[] = [];
  for (let bits = 0; bits < 2 ** from.length; bits += 1) {
    const at = from.map((index, axis) => ((bits >> axis) & 1 ? (to[axis] ?? 0) : index));
    const node = table.byId.get(table.idOf(at));
    if (node === undefined || !node.hidden) return undefined;
    const switched = at.filter((index, axis) => index !== from[axis]).length;
    // A margin stands on the other side of its line's equation.
    corners.push({ node, sign: (switched + margins(at, table) - own) % 2 === 0 ? 1 : -1 });
  }
  return corners;
}

/** The cubes through a target, made as they are asked for: mostly the first few are enough. */
function cubesThrough(table: Table, target: Node): () => Iterable<Cube> {
  const ends = endsOf(table, target);
  const total = ends.reduce((product, list) => product * list.length, 1);
  const found: Cube[] = [];
  let tried = 0;
  /** Tries the next pair of ends. */
  function look(): void {
    let rest = tried;
    const to = ends.map((list) => {
      const end = list[rest % list.length] ?? 0;
      rest = Math.floor(rest / list.length);
      return end;
    });
    tried += 1;
    const cube = cubeBetween(table, target.at, to);
    if (cube !== undefined) found.push(cube);
  }
  return function* cubes() {
    for (let index = 0; ; index += 1) {
      while (index >= found.length && tried < Math.min(total, MOST_CUBES)) look();
      const cube = found[index];
      if (cube === undefined) return;
      yield cube;
    }
  };
}

/** How far the target's amount can be moved one way along the cubes, one after the other. */
function reach(cubes: Iterable<Cube>, amount: number, way: 1 | -1, enough: number): number {
  const moved = new Map<Node, number>();
  const now = (node: Node) => (node.amounts[amount] ?? 0) + (moved.get(node) ?? 0);
  let far = 0;
  for (const cube of cubes) {
    const room = cube
      .filter(({ sign }) => sign * way < 0)
      .reduce((least, { node }) => Math.min(least, now(node) - leastOf(node, amount)), Number.POSITIVE_INFINITY);
    const step = Math.min(Math.max(0, room), enough - far);
    if (step <= 0) continue;
    for (const { node, sign } of cube) moved.set(node, (moved.get(node) ?? 0) + sign * way * step);
    far += step;
    if (far >= enough) break;
  }
  return far;
}

/** The amounts of a target that are not proved to be as uncertain as they must be: that they are not is yet to be seen. */
export function unprovedAmounts(table: Table, target: Node): number[] {
  const cubes = cubesThrough(table, target);
  return target.widths.flatMap((width, amount) => {
    const up = reach(cubes(), amount, 1, width);
    return up >= width || up + reach(cubes(), amount, -1, width - up) >= width ? [] : [amount];
  });
}

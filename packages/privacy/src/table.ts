/** A table with all its margins, those that nobody asked for too: each can be asked for elsewhere. */
import { cellName, fewest, isNobody, type PeopleCell } from './people-cell.ts';

/** A cell or margin. `at`: the index of its value on each axis, the axis' length for the margin over it. */
export type Node = {
  readonly id: number;
  /** Its place in the order of names, which breaks ties. */
  readonly rank: number;
  readonly at: readonly number[];
  /** The given cell; undefined for a margin that was not given. */
  readonly cell: PeopleCell | undefined;
  readonly people: number[];
  /** What an attacker adds and subtracts: people by role, and units where the table gives them. A margin's is the sum. */
  readonly amounts: number[];
  readonly isMargin: boolean;
  /** How wide each amount must stay, once the cell is one to protect. */
  readonly widths: readonly number[];
  hidden: boolean;
  /** Few people, or hidden before: what it holds must not be found. */
  isTarget: boolean;
  /** Whether it is no secret that somebody is in it: cells of nobody are shown. */
  isPeopled: boolean;
  /** Shown by another answer, so that hiding it here would hide nothing. */
  isKnown: boolean;
};

/** Names (`cellName`) of cells about which others have decided. */
export type Decided = {
  hiddenBefore: ReadonlySet<string>;
  hiddenElsewhere: ReadonlySet<string>;
  shownElsewhere: ReadonlySet<string>;
  hidesTotal: boolean;
  toldAnyway: ReadonlySet<string>;
  tellsNobody: boolean;
};

const NONE: ReadonlySet<string> = new Set();
export const nothingDecided: Decided = {
  hiddenBefore: NONE,
  hiddenElsewhere: NONE,
  shownElsewhere: NONE,
  hidesTotal: false,
  toldAnyway: NONE,
  tellsNobody: false,
};

/** Cells that differ on one axis, and the margin that they add up to. */
export type Line = { readonly axis: number; readonly members: readonly Node[]; readonly total: Node };

export type Table = {
  /** In the order of their names: nothing depends on the order in which cells came. */
  readonly nodes: readonly Node[];
  readonly byId: ReadonlyMap<number, Node>;
  readonly lines: readonly Line[];
  readonly linesOf: ReadonlyMap<Node, readonly Line[]>;
  /** Length of every axis that tells cells apart. */
  readonly lengths: readonly number[];
  readonly idOf: (at: readonly number[]) => number;
  /** Whether the total of everything may be hidden to protect others. */
  readonly hidesTotal: boolean;
  /** Whether it may be told that hidden cells together have nobody. */
  readonly tellsNobody: boolean;
};

type Axis = { position: number; values: string[] };

/** Axes with one value and no margin say nothing: their cells are their own totals. */
function axesOf(cells: readonly PeopleCell[]): Axis[] {
  const [first] = cells;
  return (first?.key ?? []).flatMap((_, position) => {
    const parts = cells.map(({ key }) => key[position] ?? null);
    const values = [...new Set(parts.filter((part) => part !== null))].sort();
    return values.length > 1 || (values.length === 1 && parts.includes(null)) ? [{ position, values }] : [];
  });
}

const subsets = (length: number) =>
  Array.from({ length: 2 ** length }, (_, bits) => Array.from({ length }, (_axis, axis) => ((bits >> axis) & 1) === 1));

/** A cell of 3 people and 30 units is as safe within 50 units as within 5 people. */
function widthsOf(cell: PeopleCell | undefined, k: number): number[] {
  if (cell === undefined) return [];
  const { people, units } = cell;
  const most = Math.max(1, ...people);
  return [...people.map(() => k), ...(units === undefined ? [] : [Math.max(k, (k * units) / most)])];
}

type Place = { id: number; rank: number; at: readonly number[]; isMargin: boolean };

function makeNode(place: Place, cell: PeopleCell | undefined, k: number): Node {
  const node = { ...place, cell, people: [...(cell?.people ?? [])], amounts: [], widths: widthsOf(cell, k) };
  return { ...node, hidden: false, isTarget: false, isPeopled: true, isKnown: false };
}

const amountsOf = ({ people, units }: PeopleCell) => (units === undefined ? [...people] : [...people, units]);

function add(sums: number[], amounts: readonly number[]): void {
  for (const [index, amount] of amounts.entries()) sums[index] = (sums[index] ?? 0) + amount;
}

/** @throws Error when two cells have one key */
function nodesOf(cells: readonly PeopleCell[], axes: readonly Axis[], k: number) {
  const lengths = axes.map(({ values }) => values.length);
  const indexes = axes.map(({ values }) => new Map(values.map((value, index) => [value, index])));
  const idOf = (at: readonly number[]) => at.reduce((id, index, axis) => id * ((lengths[axis] ?? 0) + 1) + index, 0);
  const byId = new Map<number, Node>();
  const place = (id: number, at: readonly number[]): Place => {
    return { id, rank: byId.size, at, isMargin: at.some((index, axis) => index === lengths[axis]) };
  };
  const placed = cells.map((cell) => {
    const at = axes.map(({ position }, axis) => indexes[axis]?.get(cell.key[position] ?? '') ?? lengths[axis] ?? 0);
    const id = idOf(at);
    if (byId.has(id)) throw new Error(`two cells have the key ${cellName(cell.key)}`);
    const node = makeNode(place(id, at), cell, k);
    byId.set(id, node);
    return node;
  });
  const margins = subsets(axes.length);
  for (const { at, cell, isMargin } of placed) {
    if (isMargin || cell === undefined) continue;
    for (const summed of margins) {
      const of = at.map((index, axis) => (summed[axis] ? (lengths[axis] ?? 0) : index));
      const id = idOf(of);
      const node = byId.get(id) ?? makeNode(place(id, of), undefined, k);
      byId.set(id, node);
      add(node.amounts, amountsOf(cell));
      if (node.cell === undefined) add(node.people, cell.people);
    }
  }
  // A margin of which the table has no cells is what it is said to be.
  for (const { amounts, cell } of placed) if (amounts.length === 0 && cell !== undefined) add(amounts, amountsOf(cell));
  return { byId, lengths, idOf };
}

function linesIn(
  nodes: readonly Node[],
  lengths: readonly number[],
  find: (at: readonly number[]) => Node | undefined,
): Line[] {
  const lines = new Map<string, { axis: number; members: Node[]; total: Node }>();
  for (const node of nodes) {
    for (const [axis, length] of lengths.entries()) {
      if (node.at[axis] === length) continue;
      const total = find(node.at.map((index, other) => (other === axis ? length : index)));
      if (total === undefined) continue;
      const name = `${axis}/${total.id}`;
      const line = lines.get(name) ?? { axis, members: [], total };
      line.members.push(node);
      lines.set(name, line);
    }
  }
  return [...lines.values()];
}

function decide(node: Node, k: number, { hiddenBefore, hiddenElsewhere, shownElsewhere, toldAnyway }: Decided): void {
  const name = node.cell === undefined ? undefined : cellName(node.cell.key);
  const isIn = (names: ReadonlySet<string>) => name !== undefined && names.has(name);
  if (isIn(toldAnyway)) {
    node.isKnown = true;
    return;
  }
  const before = isIn(hiddenBefore);
  node.isPeopled = !isNobody(node.people) && !before;
  node.isTarget = before || (!isNobody(node.people) && fewest(node.people) < k);
  node.hidden = node.isTarget || isIn(hiddenElsewhere);
  node.isKnown = !node.hidden && isIn(shownElsewhere);
}

/** The table that the cells and all their margins make. */
export function tableOf(cells: readonly PeopleCell[], k: number, decided: Decided): Table {
  const sorted = cells.map((cell) => ({ cell, name: cellName(cell.key) }));
  sorted.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  const { byId, lengths, idOf } = nodesOf(
    sorted.map(({ cell }) => cell),
    axesOf(cells),
    k,
  );
  const nodes = [...byId.values()];
  for (const node of nodes) decide(node, k, decided);
  const lines = linesIn(nodes, lengths, (at) => byId.get(idOf(at)));
  const linesOf = new Map<Node, Line[]>(nodes.map((node) => [node, []]));
  for (const line of lines) for (const node of [...line.members, line.total]) linesOf.get(node)?.push(line);
  const { hidesTotal, tellsNobody } = decided;
  return { nodes, byId, lines, linesOf, lengths, idOf, hidesTotal, tellsNobody };
}

/** Audits of a mask that know nothing of how it was made: they see what is shown, and that nobody counts below zero. */
import highsModule from 'highs';
import type { PeopleCell } from '../people-cell.ts';

type Shown = { cells: readonly PeopleCell[]; hidden: ReadonlySet<PeopleCell> };

const amount = ({ people }: PeopleCell) => people[0] ?? 0;

type Arc = { from: string; to: string; room: number };

/** A two-dimensional table as a circulation: from the total to the rows, through the cells to the columns, and back. */
function residualArcs({ cells, hidden }: Shown, without: PeopleCell): Arc[] {
  return cells.flatMap((cell) => {
    if (!hidden.has(cell) || cell === without) return [];
    const [from, to] = endsOf(cell);
    return [
      { from, to, room: 1_000_000 },
      { from: to, to: from, room: amount(cell) },
    ];
  });
}

function endsOf({ key: [row = null, column = null] }: PeopleCell): [string, string] {
  const [left, right] = [row === null ? 'all' : `row ${row}`, column === null ? 'all' : `column ${column}`];
  if (row === null && column === null) return ['columns', 'all'];
  if (row === null) return [right, 'columns'];
  if (column === null) return ['all', left];
  return [left, right];
}

/** Augmenting paths, breadth first. */
function maximumFlow(arcs: readonly Arc[], from: string, to: string, enough: number): number {
  const room = new Map<string, Map<string, number>>();
  const row = (node: string) => room.get(node) ?? new Map<string, number>();
  const grow = (a: string, b: string, by: number) => room.set(a, row(a).set(b, (row(a).get(b) ?? 0) + by));
  for (const arc of arcs) grow(arc.from, arc.to, arc.room);
  for (let flow = 0; ; ) {
    const before = new Map([[from, from]]);
    for (const node of before.keys()) {
      for (const [next, left] of row(node)) if (left > 0 && !before.has(next)) before.set(next, node);
    }
    if (flow >= enough || !before.has(to)) return Math.min(flow, enough);
    const path: [string, string][] = [];
    for (let node = to; node !== from; node = before.get(node) ?? from) path.push([before.get(node) ?? from, node]);
    const step = Math.min(...path.map(([a, b]) => row(a).get(b) ?? 0), enough - flow);
    for (const [a, b] of path) {
      grow(a, b, -step);
      grow(b, a, step);
    }
    flow += step;
  }
}

/** Between how many people a cell of a table with rows, columns and their totals can have: exact, by network flows. */
export function widthByFlow(shown: Shown, target: PeopleCell): number {
  const arcs = residualArcs(shown, target);
  const [from, to] = endsOf(target);
  // More in the cell must come back from its end to its start; less must go round it.
  const up = maximumFlow(arcs, to, from, 1_000_000);
  const down = maximumFlow(arcs, from, to, amount(target));
  return up + down;
}

const highs = await (highsModule as unknown as (typeof highsModule)['default'])();

/** The same for any number of axes, by a linear program written from the shown table alone. */
export function widthByProgram({ cells, hidden }: Shown, target: PeopleCell): number {
  const name = ({ key }: PeopleCell) => `x_${key.map((part) => part ?? 'all').join('_')}`;
  const byName = new Map(cells.map((cell) => [name(cell), cell]));
  const sums = cells.flatMap((total) =>
    total.key.flatMap((part, axis) => {
      if (part !== null) return [];
      const parts = cells.filter(({ key }) =>
        key.every((own, at) => (at === axis ? own !== null : own === total.key[at])),
      );
      const terms = [...parts.map((cell) => ({ cell, sign: 1 })), { cell: total, sign: -1 }];
      const unknown = terms.filter(({ cell }) => hidden.has(cell));
      if (unknown.length === 0) return [];
      const known = terms
        .filter(({ cell }) => !hidden.has(cell))
        .reduce((sum, { cell, sign }) => sum + sign * amount(cell), 0);
      return [`${unknown.map(({ cell, sign }) => `${sign > 0 ? '+' : '-'} ${name(cell)}`).join(' ')} = ${-known}`];
    }),
  );
  const ends = ['Minimize', 'Maximize'].map((goal) => {
    const text = `${goal}\n obj: ${name(target)}\nSubject To\n${sums.map((sum, index) => ` c${index}: ${sum}`).join('\n')}\nEnd`;
    const { Status: status, ObjectiveValue: value } = highs.solve(text, { output_flag: false });
    return status === 'Unbounded' || status === 'Primal infeasible or unbounded' ? 1_000_000 : value;
  });
  return byName.size === cells.length ? (ends[1] ?? 0) - (ends[0] ?? 0) : 0;
}

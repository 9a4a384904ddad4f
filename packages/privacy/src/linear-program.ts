/** The audit: between which numbers a hidden cell must lie, given all that is shown. */
import highsModule from 'highs';
import { leastOf } from './moves.ts';
import type { Line, Node, Table } from './table.ts';

// Its types are those of its CommonJS twin, where the default export is one step further down.
const loadHighs = highsModule as unknown as (typeof highsModule)['default'];

// Loading is asynchronous, solving is not: this way protecting a table can stay a plain function.
const highs = await loadHighs();

const TOLERANCE = 1e-6;

/** Hidden nodes that hang together with the target by lines, and these lines. */
export function componentOf(table: Table, target: Node): { nodes: Node[]; lines: Line[] } {
  const nodes = new Set([target]);
  const lines = new Set<Line>();
  for (const node of nodes) {
    for (const line of table.linesOf.get(node) ?? []) {
      if (lines.has(line)) continue;
      lines.add(line);
      for (const other of [...line.members, line.total]) if (other.hidden) nodes.add(other);
    }
  }
  return { nodes: [...nodes], lines: [...lines] };
}

/** Per line: hidden members minus a hidden total are what the shown ones leave. */
function modelOf(nodes: readonly Node[], lines: readonly Line[], amount: number, target: Node) {
  const column = new Map(nodes.map((node, index) => [node, index]));
  const [starts, indices, values, sums] = [[0], [] as number[], [] as number[], [] as number[]];
  for (const { members, total } of lines) {
    let known = 0;
    for (const node of [...members, total]) {
      const index = column.get(node);
      if (index === undefined) continue;
      const sign = node === total ? -1 : 1;
      known += sign * (node.amounts[amount] ?? 0);
      indices.push(index);
      values.push(sign);
    }
    starts.push(indices.length);
    sums.push(known);
  }
  const numCols = nodes.length;
  return {
    ...{ numCols, numRows: lines.length, rowLower: sums, rowUpper: sums },
    colCost: nodes.map((node) => (node === target ? 1 : 0)),
    colLower: nodes.map((node) => leastOf(node, amount)),
    colUpper: nodes.map(() => highs.infinity),
    matrix: { format: 'csr' as const, numRows: lines.length, numCols, starts, indices, values },
  };
}

/** Least and most that one amount of a hidden cell can be. @throws Error when the solver gives up */
function rangeOf(table: Table, target: Node, amount: number): { low: number; high: number } {
  const { nodes, lines } = componentOf(table, target);
  return highs.withModel(modelOf(nodes, lines, amount, target), (model) => {
    model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex' });
    const { minimize, maximize } = highs.constants.objectiveSense;
    const bounds = [minimize, maximize].map((sense) => {
      model.changeObjectiveSense(sense);
      model.run();
      const status = model.getModelStatus();
      if (status === highs.constants.modelStatus.unbounded) return Number.POSITIVE_INFINITY;
      if (status === highs.constants.modelStatus.optimal) return model.getObjectiveValue();
      throw new Error(`the audit of a table ended with status ${status}`);
    });
    const [low = 0, high = 0] = bounds;
    // People are whole: nobody believes in 4.5 of them.
    return { low: Math.ceil(low - TOLERANCE), high: Math.floor(high + TOLERANCE) };
  });
}

/** Whether some amounts of the target can be anything within as wide a range as they must. */
export function isWide(table: Table, target: Node, amounts: readonly number[]): boolean {
  return amounts.every((amount) => {
    const { low, high } = rangeOf(table, target, amount);
    return high - low >= (target.widths[amount] ?? 0) - TOLERANCE;
  });
}

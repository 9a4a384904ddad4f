/** What whoever solves equations can conclude: the least and the most that a sum of unknowns can be. */
import highsModule from 'highs';

// Its types are those of its CommonJS twin, where the default export is one step further down.
const highs = await (highsModule as unknown as (typeof highsModule)['default'])();

const TOLERANCE = 1e-6;

/** Unknowns by their index, and how often each is in. */
export type Terms = ReadonlyMap<number, number>;
/** Between which numbers a sum lies; `high` may be infinite. */
export type Known = { terms: Terms; low: number; high: number };
export type Range = { low: number; high: number };

function modelOf(unknowns: number, known: readonly Known[], target: Terms, least: number) {
  const [starts, indices, values] = [[0], [] as number[], [] as number[]];
  for (const { terms } of known) {
    for (const [index, factor] of terms) {
      indices.push(index);
      values.push(factor);
    }
    starts.push(indices.length);
  }
  const infinite = (bound: number) => (Number.isFinite(bound) ? bound : highs.infinity);
  return {
    ...{ numCols: unknowns, numRows: known.length },
    rowLower: known.map(({ low }) => low),
    rowUpper: known.map(({ high }) => infinite(high)),
    colCost: Array.from({ length: unknowns }, (_, index) => target.get(index) ?? 0),
    colLower: Array.from({ length: unknowns }, () => least),
    colUpper: Array.from({ length: unknowns }, () => highs.infinity),
    matrix: { format: 'csr' as const, numRows: known.length, numCols: unknowns, starts, indices, values },
  };
}

/**
 * The range of a sum of unknown whole numbers from `least` (0) up, given sums that are known; undefined where these contradict
 * each other. @throws Error when the solver gives up
 */
export function rangeOf(unknowns: number, known: readonly Known[], target: Terms, least = 0): Range | undefined {
  return highs.withModel(modelOf(unknowns, known, target, least), (model) => {
    model.options.set({ output_flag: false });
    const { minimize, maximize } = highs.constants.objectiveSense;
    const { optimal, infeasible, unbounded, unboundedOrInfeasible } = highs.constants.modelStatus;
    const ends: number[] = [];
    for (const sense of [minimize, maximize]) {
      model.changeObjectiveSense(sense);
      model.run();
      const status = model.getModelStatus();
      if (status === infeasible) return undefined;
      if (status === optimal) ends.push(model.getObjectiveValue());
      else if (status === unbounded || status === unboundedOrInfeasible)
        ends.push(sense === maximize ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY);
      else throw new Error(`the program of an attacker ended with status ${status}`);
    }
    const [low = 0, high = 0] = ends;
    // Plus nought: rounding upwards from below it gives its negative.
    return { low: Math.ceil(low - TOLERANCE) + 0, high: Math.floor(high + TOLERANCE) + 0 };
  });
}

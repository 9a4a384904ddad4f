/** Estimators that compare a group with the whole it belongs to: which breakdowns make the whole, and its sums. */
import type { MetricDefinition } from './definition.ts';
import { numberIn, type RawRow } from './summary-row.ts';

/**
 * Sums over all groups of a bucket: units, and those with the property (0 where the estimator has none). `isHidden`: all
 * groups that have units are hidden, so that their sum must not be told either.
 */
export type Whole = { n: number; k: number; isHidden: boolean };

/** Whether the metric's number is about a group among all groups, so that it says nothing without a breakdown. */
export function needsBreakdown({ estimator }: MetricDefinition): boolean {
  return estimator.name === 'composition' || estimator.name === 'representation';
}

/**
 * The breakdowns whose groups make up the whole: those that the metric always has, else all that were asked for. A
 * filter on them picks rows of the answer; it does not make the whole smaller.
 */
export function composedDimensions(metric: MetricDefinition, groupBy: readonly string[]): readonly string[] {
  if (!needsBreakdown(metric)) return [];
  return metric.alwaysBy === undefined || metric.alwaysBy.length === 0 ? groupBy : metric.alwaysBy;
}

type Part = { groups: readonly string[]; bucket: string; row: RawRow };

/** Gives the whole of a cell: the sums of the cells that differ from it in composed breakdowns only. */
export function wholesOf<P extends Part>(
  { metric, groupBy }: { metric: MetricDefinition; groupBy: readonly string[] },
  cells: readonly P[],
  hidden: ReadonlySet<unknown>,
): (cell: P) => Whole {
  const composed = composedDimensions(metric, groupBy);
  const nameOf = ({ groups, bucket }: Part) =>
    JSON.stringify([bucket, ...groups.filter((_, index) => !composed.includes(groupBy[index] ?? ''))]);
  const wholes = new Map<string, Whole>();
  for (const cell of composed.length === 0 ? [] : cells) {
    const own = numberIn(cell.row, 'n');
    if (own === 0) continue;
    const { n, k, isHidden } = wholes.get(nameOf(cell)) ?? { n: 0, k: 0, isHidden: true };
    const successes = metric.estimator.name === 'representation' ? numberIn(cell.row, 'k') : 0;
    wholes.set(nameOf(cell), { n: n + own, k: k + successes, isHidden: isHidden && hidden.has(cell) });
  }
  return (cell) => wholes.get(nameOf(cell)) ?? { n: numberIn(cell.row, 'n'), k: 0, isHidden: false };
}

/** Whether a filter on composed breakdowns lets a group into the answer. */
export function letsGroupIn(
  metric: MetricDefinition,
  groupBy: readonly string[],
  where: Readonly<Record<string, readonly string[]>>,
  groups: readonly string[],
): boolean {
  return composedDimensions(metric, groupBy).every((id) => {
    const values = where[id];
    const group = groups[groupBy.indexOf(id)] ?? '';
    if (values === undefined) return true;
    return values[0]?.startsWith('!') ? !values.includes(`!${group}`) : values.includes(group);
  });
}

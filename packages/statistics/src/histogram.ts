import { isWholeCount } from './estimate.ts';

/** `count` units have this amount. Rows come in any order, an amount may repeat: histograms merge by concatenation. */
export type HistogramRow = { amount: number; count: number };

/** Distinct amounts ascending with counts added, empty rows dropped; null when a row cannot be. */
export function sortedHistogram(rows: readonly HistogramRow[]): HistogramRow[] | null {
  const counts = new Map<number, number>();
  for (const { amount, count } of rows) {
    if (!Number.isFinite(amount) || !isWholeCount(count)) return null;
    if (count > 0) counts.set(amount, count + (counts.get(amount) ?? 0));
  }
  return [...counts].map(([amount, count]) => ({ amount, count })).sort((a, b) => a.amount - b.amount);
}

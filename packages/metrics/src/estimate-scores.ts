/** Estimates of scores: means, and changes of the same people. */
import {
  clusteredMean,
  clusteredProportion,
  cronbachAlpha,
  mean,
  nps,
  pairedChange,
  proportion,
} from '@rapport/statistics';
import type { CellEstimate } from './estimate.ts';
import { clusteredCell, countSums, plain } from './estimate-shares.ts';
import { fromExact, momentsOf, productsIn, sumIn, wholeIn, wholesIn } from './exact-sums.ts';
import type { SideEstimate } from './result.ts';
import { numberIn, type RawRow } from './summary-row.ts';

/** A side number: an estimate without its n. */
function side(cell: CellEstimate): SideEstimate {
  const { value, ci, reason } = cell;
  return { value, ci, ...(reason === undefined ? {} : { reason }) };
}

/** Mean with Student's t; the share of favourable scores beside it where the metric says which those are. */
export function meanOf(row: RawRow, n: number, favourableFrom: number | undefined): CellEstimate {
  const total = wholeIn(row['total'], 'total');
  const moments = momentsOf(n, total, wholeIn(row['squares'], 'squares'));
  const cell = {
    ...plain(mean({ n, ...moments })),
    details: { total: fromExact(total), sd: moments.variance === null ? null : Math.sqrt(moments.variance) },
  };
  if (favourableFrom === undefined) return cell;
  return { ...cell, favourable: side(plain(proportion({ n, k: numberIn(row, 'favourable') }))) };
}

/** Mean whose interval lets the scores of one mentor hang together. */
export function clusteredMeanOf(row: RawRow, n: number, favourableFrom: number | undefined): CellEstimate {
  const total = sumIn(row, 'k');
  const sums = {
    clusters: numberIn(row, 'clusters'),
    sumSquaredTop: productsIn(row, 'squared_top'),
    sumSquaredBottom: numberIn(row, 'squared_bottom'),
    sumProduct: sumIn(row, 'top_bottom'),
  };
  const { variance } = momentsOf(n, wholeIn(row['k'], 'k'), wholeIn(row['squares'], 'squares'));
  const cell = clusteredCell(clusteredMean({ n, total, variance, ...sums }));
  const details = { total, sd: variance === null ? null : Math.sqrt(variance), ...cell.details };
  if (favourableFrom === undefined) return { ...cell, details };
  const k = numberIn(row, 'favourable_k');
  const favourable = side(plain(clusteredProportion({ n, k, ...countSums(row, 'favourable_') })));
  return { ...cell, details, favourable };
}

/** Net promoter score, with the counts behind it. */
export function npsOf(row: RawRow, n: number): CellEstimate {
  const [promoters, detractors] = [numberIn(row, 'promoters'), numberIn(row, 'detractors')];
  return {
    ...plain(nps({ n, promoters, detractors })),
    details: { promoters, passives: n - promoters - detractors, detractors },
  };
}

/** Mean change of those who have both scores, with effect sizes and those who have only one. */
export function pairedChangeOf(row: RawRow, n: number): CellEstimate {
  const sum = (column: string) => wholeIn(row[column], column);
  const [before, after] = [sum('before_total'), sum('after_total')];
  const [first, second] = [sum('before_squares'), sum('after_squares')];
  const change = momentsOf(n, after - before, first + second - 2n * sum('products'));
  const [was, is] = [momentsOf(n, before, first), momentsOf(n, after, second)];
  const estimate = pairedChange({
    n,
    ...{ meanBefore: was.mean, meanAfter: is.mean },
    ...{ varianceBefore: was.variance, varianceAfter: is.variance, varianceChange: change.variance },
  });
  const { dz, dav, gav, test, df } = estimate;
  return {
    ...plain(estimate),
    details: {
      ...{ mean_before: was.mean, mean_after: is.mean, d_z: dz.value, d_av: dav.value, g_av: gav.value },
      ...{ d_z_low: dz.ci?.low ?? null, d_z_high: dz.ci?.high ?? null, t: test.statistic, df, p: test.p },
      ...{ only_before: numberIn(row, 'only_before'), only_after: numberIn(row, 'only_after') },
    },
  };
}

const FEW_ANSWERS = 30;

/** Cronbach's alpha of complete answers; answers of different lengths are not one scale. */
export function alphaOf(row: RawRow, n: number): CellEstimate {
  const items = numberIn(row, 'most_items');
  if (items !== numberIn(row, 'fewest_items')) return { value: null, n, ci: null, reason: 'mixed_scales' };
  const totals = wholesIn(row['item_totals'], 'item_totals');
  const squares = wholesIn(row['item_squares'], 'item_squares');
  const itemVariances = totals.map((total, index) => momentsOf(n, total, squares[index] ?? 0n).variance ?? 0);
  const { variance } = momentsOf(n, wholeIn(row['total'], 'total'), wholeIn(row['squares'], 'squares'));
  return {
    ...plain(cronbachAlpha({ n, itemVariances, totalVariance: variance })),
    ...(n < FEW_ANSWERS ? { flags: ['low_reliability' as const] } : {}),
    details: { items, item_variances: itemVariances.reduce((sum, one) => sum + one, 0), total_variance: variance },
  };
}

/** Summary → estimate: one cell's numbers, from the pure estimators. */
import {
  clusteredProportion,
  clusteredRate,
  countEstimate,
  type Estimate,
  mean,
  nps,
  proportion,
} from '@rapport/statistics';
import { estimateIncidence, estimateSurvival } from './estimate-curve.ts';
import type { MetricQuery } from './request.ts';
import type { MetricRow } from './result.ts';
import { nullableNumberIn, numberIn, numbersIn, type RawRow } from './summary-row.ts';

/** A cell's numbers, before its state is decided. */
export type CellEstimate = Omit<MetricRow, 'group' | 'bucket' | 'state'>;

function plain(estimate: Estimate): CellEstimate {
  const { value, n, ci, reason } = estimate;
  return { value, n, ci, ...(reason === undefined ? {} : { reason }) };
}

function shareOf(k: number, n: number): CellEstimate {
  return { ...plain(proportion({ n, k })), count: k };
}

function clusterSums(row: RawRow) {
  return {
    clusters: numberIn(row, 'clusters'),
    sumSquaredTop: numberIn(row, 'sum_squared_top'),
    sumSquaredBottom: numberIn(row, 'sum_squared_bottom'),
    sumProduct: numberIn(row, 'sum_product'),
  };
}

function clusteredShare(row: RawRow, n: number): CellEstimate {
  const k = numberIn(row, 'k');
  return { ...plain(clusteredProportion({ n, k, ...clusterSums(row) })), count: k };
}

function clusteredRateOf(row: RawRow, n: number): CellEstimate {
  const events = numberIn(row, 'k');
  const estimate = clusteredRate({ n, events, exposure: numberIn(row, 'exposure'), ...clusterSums(row) });
  return { ...plain(estimate), count: events };
}

function meanOf(row: RawRow, n: number): CellEstimate {
  const favourable = proportion({ n, k: numberIn(row, 'favourable') });
  const { value, ci, reason } = favourable;
  return {
    ...plain(mean({ n, mean: nullableNumberIn(row, 'mean'), variance: nullableNumberIn(row, 'variance') })),
    favourable: { value, ci, ...(reason === undefined ? {} : { reason }) },
  };
}

function latenessOf(row: RawRow, n: number): CellEstimate {
  const [p50, p95, p99] = numbersIn(row['quantiles']);
  const known = n > 0 && p50 !== undefined && p95 !== undefined && p99 !== undefined;
  return { ...shareOf(numberIn(row, 'k'), n), quantiles: known ? { p50, p95, p99 } : null };
}

/** The estimate of one cell that has counted units (n > 0). */
export function estimateCell(query: MetricQuery, row: RawRow): CellEstimate {
  const { estimator } = query.metric;
  const n = numberIn(row, 'n');
  switch (estimator.name) {
    case 'count':
      return plain(countEstimate(n));
    case 'distinct':
      return plain(countEstimate(numberIn(row, 'units')));
    case 'sum':
      return plain(countEstimate(numberIn(row, 'total')));
    case 'proportion':
      return shareOf(numberIn(row, 'k'), n);
    case 'clustered_proportion':
      return clusteredShare(row, n);
    case 'clustered_rate':
      return clusteredRateOf(row, n);
    case 'mean':
      return meanOf(row, n);
    case 'nps':
      return plain(nps({ n, promoters: numberIn(row, 'promoters'), detractors: numberIn(row, 'detractors') }));
    case 'lateness':
      return latenessOf(row, n);
    case 'survival':
      return estimateSurvival(query, estimator, row);
    case 'incidence':
      return estimateIncidence(query, estimator, row);
    default:
      throw new Error(`unknown estimator ${(estimator satisfies never as { name: string }).name}`);
  }
}

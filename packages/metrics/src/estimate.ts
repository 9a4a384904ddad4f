/** Summary → estimate: one cell's numbers, from the pure estimators. */
import { countEstimate } from '@rapport/statistics';
import type { Whole } from './composition.ts';
import { contrastOf } from './contrast/contrast-estimate.ts';
import { discreet } from './disclosure.ts';
import { estimateIncidence, estimateSurvival } from './estimate-curve.ts';
import { representationOf, sameGroupOf } from './estimate-groups.ts';
import { alphaOf, clusteredMeanOf, meanOf, npsOf, pairedChangeOf } from './estimate-scores.ts';
import { clusteredRateOf, clusteredShare, compositionOf, plain, rateOf, shareOf } from './estimate-shares.ts';
import { giniOf, latenessOf, quantileOf } from './estimate-spread.ts';
import type { MetricQuery } from './request.ts';
import type { MetricRow } from './result.ts';
import { SUM_SCALE } from './summary-columns.ts';
import { numberIn, type RawRow } from './summary-row.ts';

/** A cell's numbers, before its state is decided. */
export type CellEstimate = Omit<MetricRow, 'group' | 'bucket' | 'state'>;

/**
 * The estimate of one cell that has counted units (n > 0), or whose whole has. Under protection it tells of no few people in it;
 * `isCoarse`: nor of those in another cell.
 */
export function estimateCell(query: MetricQuery, row: RawRow, whole: Whole, isCoarse = false): CellEstimate {
  const { metric, protection } = query;
  const estimate = exactCell(query, row, whole);
  return protection === 'none' ? estimate : discreet(metric, row, whole, estimate, { k: protection.k, isCoarse });
}

const guardOf = ({ metric, protection }: MetricQuery) =>
  protection === 'none' ? undefined : { k: protection.k, sensitive: metric.sensitive === true };

function exactCell(query: MetricQuery, row: RawRow, whole: Whole): CellEstimate {
  const { estimator } = query.metric;
  const n = numberIn(row, 'n');
  switch (estimator.name) {
    case 'count':
      return plain(countEstimate(n));
    case 'distinct':
      return plain(countEstimate(numberIn(row, 'units')));
    case 'sum':
      return plain(countEstimate(numberIn(row, 'total') / SUM_SCALE));
    case 'proportion':
      return shareOf(numberIn(row, 'k'), n);
    case 'clustered_proportion':
      return clusteredShare(row, n);
    case 'composition':
      return compositionOf(n, whole);
    case 'representation':
      return representationOf(row, n, whole);
    case 'same_group':
      return sameGroupOf(row);
    case 'rate':
      return rateOf(row, n);
    case 'clustered_rate':
      return clusteredRateOf(row, n);
    case 'mean':
      return meanOf(row, n, estimator.favourableFrom);
    case 'clustered_mean':
      return clusteredMeanOf(row, n, estimator.favourableFrom);
    case 'paired_change':
      return pairedChangeOf(row, n);
    case 'alpha':
      return alphaOf(row, n);
    case 'quantile':
      return quantileOf(row, estimator, query.protection);
    case 'gini':
      return giniOf(row);
    case 'nps':
      return npsOf(row, n);
    case 'lateness':
      return latenessOf(row, n, query.protection);
    case 'contrast':
      return contrastOf(row, query.method ?? estimator.methods[0] ?? 'raw', estimator.covariates, guardOf(query));
    case 'survival':
      return estimateSurvival(query, estimator, row);
    case 'incidence':
      return estimateIncidence(query, estimator, row);
    default:
      throw new Error(`unknown estimator ${(estimator satisfies never as { name: string }).name}`);
  }
}

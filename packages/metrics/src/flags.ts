/** What to be careful about in a cell. */
import { reliability } from '@rapport/statistics';
import type { MetricDefinition } from './definition.ts';
import type { CellEstimate } from './estimate.ts';
import type { MetricQuery } from './request.ts';
import type { ReliabilityFlag } from './result.ts';

const FEW_CLUSTERS = 10;

/**
 * How the size of an estimate's error is judged: a share by its logarithm, another number by itself, and numbers for
 * which zero is no special value (differences, scores from −100 to 100, times read off a curve) not at all.
 */
function kindOf({ estimator }: MetricDefinition): 'share' | 'value' | null {
  switch (estimator.name) {
    case 'proportion':
    case 'clustered_proportion':
    case 'composition':
    case 'lateness':
      return 'share';
    case 'survival':
      return (estimator.value ?? 'at') === 'at' ? 'share' : null;
    case 'incidence':
      return estimator.value === 'horizon' ? 'share' : null;
    case 'rate':
    case 'clustered_rate':
    case 'mean':
    case 'clustered_mean':
    case 'representation':
    case 'same_group':
    case 'quantile':
    case 'gini':
      return 'value';
    case 'count':
    case 'distinct':
    case 'sum':
    case 'nps':
    case 'paired_change':
    case 'alpha':
    case 'contrast':
      return null;
    default:
      throw new Error(`unknown estimator ${(estimator satisfies never as { name: string }).name}`);
  }
}

function isUnreliable(metric: MetricDefinition, { value, n, ci }: CellEstimate): boolean {
  const kind = kindOf(metric);
  if (kind === null || value === null || n === null) return false;
  // A value without an interval says nothing of how sure it is.
  if (ci === null || ci.low === null || ci.high === null) return true;
  const { low, high, level, method } = ci;
  return reliability({ value, n, ci: { low, high, level, method } }, kind).low;
}

/** The flags of a cell, in a fixed order; none where there is nothing to be careful about. */
export function flagsOf(query: MetricQuery, estimate: CellEstimate, immature: number): ReliabilityFlag[] {
  const clusters = estimate.details?.['clusters'];
  const found: Record<ReliabilityFlag, boolean> = {
    immature: immature > 0,
    low_reliability: estimate.flags?.includes('low_reliability') === true || isUnreliable(query.metric, estimate),
    low_power: estimate.flags?.includes('low_power') === true,
    few_clusters: typeof clusters === 'number' && clusters < FEW_CLUSTERS,
  };
  return (Object.keys(found) as ReliabilityFlag[]).filter((flag) => found[flag]);
}

/** The number of units too young to count, where it may be shown: fewer than k of them could be pointed at. */
export function shownImmature({ protection }: MetricQuery, immature: number): { immature?: number } {
  if (immature === 0 || (protection !== 'none' && immature < protection.k)) return {};
  return { immature };
}

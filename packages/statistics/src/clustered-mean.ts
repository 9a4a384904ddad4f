import { type ClusteredEstimate, type ClusterSums, ratioVariance, whyNoInterval } from './clustered.ts';
import { tCritical } from './critical-value.ts';
import { DEFAULT_LEVEL, isCount, isLevel, undefinedEstimate } from './estimate.ts';

/**
 * Per cluster: top = the sum of its scores, bottom = their number; `total` is the sum of all scores. `variance` of the
 * single scores (divisor n − 1) serves the design effect only. Mergeable by adding when no cluster is in two parts.
 */
export type ClusteredMeanSummary = ClusterSums & { n: number; total: number; variance?: number | null };

/**
 * Mean of scores where those of one cluster hang together: total/n, variance linearised between clusters as in
 * `clusteredRate`, interval with t on m − 1 df (= least squares with cluster-robust variance). No scores: `no_units`;
 * one cluster: `too_few_units`; all clusters with the same mean: `zero_variance`.
 */
export function clusteredMean(summary: ClusteredMeanSummary, level = DEFAULT_LEVEL): ClusteredEstimate {
  const { n, total, clusters, variance: ofScores } = summary;
  const unclustered = { clusters: isCount(clusters) ? clusters : 0, designEffect: null };
  const squares = [clusters, summary.sumSquaredTop, summary.sumSquaredBottom].every(isCount);
  const finite = [total, summary.sumProduct].every(Number.isFinite);
  if (!isCount(n) || !squares || !finite || !isLevel(level)) {
    return { ...undefinedEstimate('invalid_input', n), ...unclustered };
  }
  if (n === 0) return { ...undefinedEstimate('no_units', 0), ...unclustered };
  const value = total / n;
  const variance = ratioVariance(summary, value, n);
  const reason = whyNoInterval(clusters, variance);
  if (reason) return { value, n, ci: null, reason, ...unclustered };
  const half = tCritical(level, clusters - 1) * Math.sqrt(variance);
  const designEffect = isCount(ofScores) && ofScores > 0 ? variance / (ofScores / n) : null;
  return {
    value,
    n,
    ci: { low: value - half, high: value + half, level, method: 'cluster_t' },
    clusters,
    designEffect,
  };
}

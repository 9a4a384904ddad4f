import { tCritical } from './critical-value.ts';
import type { Estimate, Interval, UndefinedReason } from './estimate.ts';
import { DEFAULT_LEVEL, isCount, isLevel, undefinedEstimate } from './estimate.ts';
import { proportion } from './proportion.ts';
import { rate } from './rate.ts';

/** Sums over clusters (mentors): of the squares of each cluster's total, and of the product of its two totals. */
export type ClusterSums = { clusters: number; sumSquaredTop: number; sumSquaredBottom: number; sumProduct: number };

/** Per cluster: top = its events, bottom = its exposure. Mergeable by adding when no cluster is in two parts. */
export type ClusteredRateSummary = ClusterSums & { n: number; events: number; exposure: number };

/** Per cluster: top = its units with the property, bottom = its units. Mergeable by adding, as above. */
export type ClusteredProportionSummary = ClusterSums & { n: number; k: number };

/** `designEffect`: variance over that of independent events or units; null where either is 0 or unknown. */
export type ClusteredEstimate = Estimate & { clusters: number; designEffect: number | null };

/**
 * Events per exposure where the events of one cluster hang together: ratio of sums, variance linearised between
 * clusters, m/(m−1) Σ(e_j − R t_j)² / T², interval by the delta method on the log scale with t on m − 1 degrees of
 * freedom (= Poisson regression with cluster-robust variance). Fewer than 2 clusters: no interval, `too_few_units`.
 * No events: clusters can't differ, and the interval is the exact Poisson one, [0, upper].
 */
export function clusteredRate(summary: ClusteredRateSummary, level = DEFAULT_LEVEL): ClusteredEstimate {
  const { n, events, exposure, clusters } = summary;
  const unclustered = { clusters: isCount(clusters) ? clusters : 0, designEffect: null };
  if (!isCount(n) || !isCount(events) || !isCount(exposure) || !areSums(summary) || !isLevel(level)) {
    return { ...undefinedEstimate('invalid_input', n), ...unclustered };
  }
  if (exposure === 0) return { ...undefinedEstimate('no_exposure', n), ...unclustered };
  const value = events / exposure;
  const variance = ratioVariance(summary, value, exposure);
  if (events === 0) return { ...rate({ n, events, exposure }, level), clusters, designEffect: null };
  const reason = whyNoInterval(clusters, variance);
  const designEffect = reason ? null : variance / (value / exposure);
  if (reason) return { value, n, ci: null, reason, clusters, designEffect };
  const factor = Math.exp((tCritical(level, clusters - 1) * Math.sqrt(variance)) / value);
  const ci: Interval = { low: value / factor, high: value * factor, level, method: 'cluster_log_delta_t' };
  return { value, n, ci, clusters, designEffect };
}

/**
 * Share k/n where the units of one cluster hang together: the same linearised variance, interval by the delta method
 * on the logit scale with t on m − 1 degrees of freedom (= logistic regression with cluster-robust variance), so that
 * it stays inside (0, 1). k = 0 or k = n: the variance between clusters is 0 and says nothing; the interval is then
 * Wilson's with every cluster as one observation, which is right however much the units of a cluster hang together.
 */
export function clusteredProportion(summary: ClusteredProportionSummary, level = DEFAULT_LEVEL): ClusteredEstimate {
  const { n, k, clusters } = summary;
  const unclustered = { clusters: isCount(clusters) ? clusters : 0, designEffect: null };
  if (!isCount(n) || !isCount(k) || k > n || !areSums(summary) || !isLevel(level)) {
    return { ...undefinedEstimate('invalid_input', n), ...unclustered };
  }
  if (n === 0) return { ...undefinedEstimate('no_units', 0), ...unclustered };
  const value = k / n;
  const variance = ratioVariance(summary, value, n);
  if ((k === 0 || k === n) && clusters >= 1)
    return { ...onClusters(value, n, clusters, level), clusters, designEffect: null };
  const reason = whyNoInterval(clusters, variance);
  if (reason) return { value, n, ci: null, reason, clusters, designEffect: null };
  const binomial = value * (1 - value);
  const half = (tCritical(level, clusters - 1) * Math.sqrt(variance)) / binomial;
  const logit = Math.log(value / (1 - value));
  const ci: Interval = { low: expit(logit - half), high: expit(logit + half), level, method: 'cluster_logit_delta_t' };
  return { value, n, ci, clusters, designEffect: variance / (binomial / n) };
}

function onClusters(value: number, n: number, clusters: number, level: number): Estimate {
  const { ci } = proportion({ n: clusters, k: value * clusters }, level);
  return ci === null
    ? { value, n, ci, reason: 'too_few_units' }
    : { value, n, ci: { ...ci, method: 'wilson_on_clusters' } };
}

/**
 * Linearised variance of Σtop/Σbottom. 0 stands for "all clusters have exactly the same ratio"; with one cluster there is
 * nothing to compare.
 */
export function ratioVariance(sums: ClusterSums, ratio: number, bottom: number): number {
  if (sums.clusters < 2) return 0;
  const squares = sums.sumSquaredTop + ratio * ratio * sums.sumSquaredBottom;
  const residuals = squares - 2 * ratio * sums.sumProduct;
  // The difference of equal sums leaves rounding dust, which would pass for a tiny variance (or a negative one).
  if (residuals <= squares * 1e-14) return 0;
  return ((sums.clusters / (sums.clusters - 1)) * residuals) / (bottom * bottom);
}

/** Why a clustered estimate has no interval; null when it has one. */
export function whyNoInterval(clusters: number, variance: number): UndefinedReason | null {
  if (clusters < 2) return 'too_few_units';
  return variance === 0 ? 'zero_variance' : null;
}

function areSums(sums: ClusterSums): boolean {
  return [sums.clusters, sums.sumSquaredTop, sums.sumSquaredBottom, sums.sumProduct].every(isCount);
}

function expit(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

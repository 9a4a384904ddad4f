/** What an estimate may tell of the single people in a cell that is large enough to be shown. */
import { isTelling, type ShownShare, shownShare } from '@rapport/privacy';
import type { Whole } from './composition.ts';
import type { MetricDefinition } from './definition.ts';
import type { CellEstimate } from './estimate.ts';
import { momentsOf, wholeIn } from './exact-sums.ts';
import type { SideEstimate } from './result.ts';
import { numberIn, type RawRow } from './summary-row.ts';

/** k, and whether the cell's share must be coarse for the sake of another one's. */
type Guard = { k: number; isCoarse: boolean };
type Inexact = Exclude<ShownShare, { kind: 'exact' }>;

const COARSE = /^(at_most|at_least|near_\d+_(percent|days|points))$/;

/** Whether a reason says that the value is a bound or rounded, so that it tells of nobody. */
export const isCoarseReason = (reason: string | undefined): boolean => reason !== undefined && COARSE.test(reason);

/** at_most, at_least, near_10_percent, near_20_percent … */
export function reasonOf(shown: Inexact): string {
  return shown.kind === 'near' ? `near_${Math.round(shown.step * 100)}_percent` : shown.kind;
}

/** Units of a cell that have the property, where the metric is a share of people, pairings, answers or goals. */
export function countOf(metric: MetricDefinition, row: RawRow): number | undefined {
  if (metric.unitsAreEvents === true) return undefined;
  const { name } = metric.estimator;
  const counts = name === 'proportion' || name === 'clustered_proportion' || name === 'representation';
  return counts ? numberIn(row, 'k') : undefined;
}

/** Whether all scores of a cell are the same and that is sensitive: the mean would be everybody's own score. */
export function isAlike(metric: MetricDefinition, row: RawRow): boolean {
  const { name } = metric.estimator;
  if (metric.sensitive !== true || (name !== 'mean' && name !== 'clustered_mean')) return false;
  const n = numberIn(row, 'n');
  if (n === 0) return false;
  const total = wholeIn(row[name === 'mean' ? 'total' : 'k'], 'total');
  const { variance } = momentsOf(n, total, wholeIn(row['squares'], 'squares'));
  return variance !== null && variance <= 0;
}

/** A coarse number in place of an exact one: no interval, no count, nothing that was made from them. */
function coarse({ n }: CellEstimate, shown: Inexact, scale = 1): CellEstimate {
  return { value: shown.value * scale, n, ci: null, reason: reasonOf(shown) };
}

function shareShown(metric: MetricDefinition, estimate: CellEstimate, { k, isCoarse }: Guard): CellEstimate {
  const { count, n } = estimate;
  if (metric.unitsAreEvents === true || typeof count !== 'number' || n === null) return estimate;
  const shown = shownShare({ x: count, n }, { k, sensitive: metric.sensitive === true, coarse: isCoarse });
  return shown.kind === 'exact' ? estimate : coarse(estimate, shown);
}

/** A share over another share: of all units (representation), or of what chance would give (same_group). */
function ratioShown(metric: MetricDefinition, estimate: CellEstimate, guard: Guard, base: number | null): CellEstimate {
  const shown = shareShown(metric, estimate, guard);
  if (shown === estimate) return estimate;
  const value = base === null || base <= 0 || shown.value === null ? null : shown.value / base;
  const { all_units, all_successes, expected, random_low, random_high } = estimate.details ?? {};
  const known = { all_units, all_successes, expected, random_low, random_high };
  const details = Object.fromEntries(
    Object.entries(known).flatMap(([name, one]) => (one === undefined ? [] : [[name, one]])),
  );
  return { ...shown, value, details };
}

/** Events per exposure, of events that are people's own: fewer than k of them are below k of the exposure. */
function rateShown(metric: MetricDefinition, estimate: CellEstimate, { k }: Guard): CellEstimate {
  const { count, n, details } = estimate;
  const exposure = details?.['exposure'] ?? 0;
  if (metric.unitsAreEvents === true || typeof count !== 'number' || exposure <= 0) return estimate;
  if (count >= k || (count === 0 && metric.sensitive !== true)) return estimate;
  return { value: (k - 1) / exposure, n, ci: null, reason: 'at_most', details: { exposure } };
}

/** The share of favourable scores beside a mean. */
function favourableShown(metric: MetricDefinition, row: RawRow, estimate: CellEstimate, { k }: Guard): CellEstimate {
  const { favourable, n } = estimate;
  if (favourable === undefined || n === null || metric.unitsAreEvents === true) return estimate;
  const x = numberIn(row, metric.estimator.name === 'mean' ? 'favourable' : 'favourable_k');
  const shown = shownShare({ x, n }, { k, sensitive: metric.sensitive === true });
  if (shown.kind === 'exact') return estimate;
  const side: SideEstimate = { value: shown.value, ci: null, reason: reasonOf(shown) };
  return { ...estimate, favourable: side };
}

/** A score of three kinds of people, rounded to tens where one kind is few. */
function npsShown(metric: MetricDefinition, estimate: CellEstimate, { k }: Guard): CellEstimate {
  const { value, n, details = {} } = estimate;
  const kinds = ['promoters', 'passives', 'detractors'].map((name) => details[name] ?? 0);
  const sensitive = metric.sensitive === true;
  // That a kind has nobody is told only by the others being all; that one has everybody is what is sensitive.
  const tells = kinds.some((x) => isTelling({ x, n: n ?? 0 }, { k, sensitive: sensitive && x > 0 }));
  if (!tells || value === null || n === null) return estimate;
  const step = 100 * Math.max(0.1, Math.ceil((10 * k) / n) / 10);
  const rounded = Math.max(-100 + step / 2, Math.min(100 - step / 2, Math.round(value / step) * step));
  return { value: rounded, n, ci: null, reason: `near_${Math.round(step)}_points` };
}

/** Numbers of people beside the main one, unless they are few. */
function detailsShown(estimate: CellEstimate, names: readonly string[], { k }: Guard): CellEstimate {
  const { details } = estimate;
  if (details === undefined) return estimate;
  const few = names.filter((name) => (details[name] ?? 0) > 0 && (details[name] ?? 0) < k);
  return { ...estimate, details: { ...details, ...Object.fromEntries(few.map((name) => [name, null])) } };
}

/**
 * An estimate without what it would tell of fewer than k people. A share with fewer than k on a side becomes a bound or a rounded number
 * (`reason` says which) without count and interval. Curves, quantiles and contrasts see to it where they are made.
 */
export function discreet(
  metric: MetricDefinition,
  row: RawRow,
  whole: Whole,
  estimate: CellEstimate,
  guard: Guard,
): CellEstimate {
  const { name } = metric.estimator;
  switch (name) {
    case 'proportion':
    case 'clustered_proportion':
    case 'composition':
    case 'lateness':
      return shareShown(metric, estimate, guard);
    case 'representation':
      return ratioShown(metric, estimate, guard, whole.n === 0 ? null : whole.k / whole.n);
    case 'same_group':
      return ratioShown(metric, estimate, guard, estimate.details?.['expected'] ?? null);
    case 'rate':
      return rateShown(metric, estimate, guard);
    case 'mean':
    case 'clustered_mean':
      return favourableShown(metric, row, estimate, guard);
    case 'nps':
      return npsShown(metric, estimate, guard);
    case 'paired_change':
      return detailsShown(estimate, ['only_before', 'only_after'], guard);
    case 'count':
    case 'distinct':
    case 'sum':
    case 'clustered_rate':
    case 'alpha':
    case 'gini':
    case 'quantile':
    case 'contrast':
    case 'survival':
    case 'incidence':
      return estimate;
    default:
      throw new Error(`unknown estimator ${name satisfies never}`);
  }
}

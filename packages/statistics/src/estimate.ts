/** Why a number is missing. On a known value it says why the interval is missing. A closed list: the API shows it. */
export type UndefinedReason =
  | 'no_units' // nobody in the sample
  | 'no_events' // the estimate is 0 and its transformed interval does not exist
  | 'no_exposure' // no time at risk, so no rate
  | 'too_few_units' // one unit (or one cluster) cannot show how units vary
  | 'zero_variance' // all units (or clusters) alike: the usual interval would have no width
  | 'not_reached' // the curve never gets there
  | 'follow_up_too_short' // the horizon lies beyond what was observed
  | 'too_few_items' // one question cannot agree with itself
  | 'no_overlap' // nobody in one group resembles anybody in the other
  | 'poor_balance' // matched groups still differ too much to be compared
  | 'empty_stratum' // a part of the population is not in the sample: it cannot be weighted for
  | 'everyone_ended' // the curve stands at 0 (or 1), where its interval does not exist
  | 'exact_count' // a census: nothing was sampled
  | 'invalid_input'; // impossible counts or level: a bug upstream, shown and never hidden in a number

export type Method =
  | 'wilson'
  | 'newcombe_10'
  | 'mover'
  | 'mover_ratio'
  | 'log_log'
  | 'brookmeyer_crowley_log_log'
  | 'greenwood_normal'
  | 'garwood_exact'
  | 'cluster_log_delta_t'
  | 'cluster_logit_delta_t'
  | 'wilson_on_clusters'
  | 'student_t'
  | 'cluster_t'
  | 'katz_log'
  | 'woolf_log'
  | 'mantel_haenszel_sato'
  | 'mantel_haenszel_greenland_robins'
  | 'mantel_haenszel_robins_breslow_greenland'
  | 'welch_t'
  | 'conditional_exact'
  | 'weighted_hc1_t'
  | 'post_stratified_normal'
  | 'noncentral_t'
  | 'feldt_f'
  | 'order_statistic_binomial'
  | 'jackknife_logit_t'
  | 'representation_log_delta'
  | 'wilson_over_expected'
  | 'nps_wald'
  | 'nps_wilson_on_promoters'
  | 'nps_wilson_on_detractors'
  | 'nps_wilson_on_passives';

export type Interval = { low: number; high: number; level: number; method: Method };

/** `reason` is present exactly when something is missing: the value, or only its interval. */
export type KnownEstimate =
  | { value: number; n: number; ci: Interval; reason?: never }
  | { value: number; n: number; ci: null; reason: UndefinedReason };
export type UndefinedEstimate = { value: null; n: number; ci: null; reason: UndefinedReason };
export type Estimate = KnownEstimate | UndefinedEstimate;

/** An interval of times: a limit the curve's band has not reached yet is null, which reads "or later". */
export type OpenInterval = { low: number | null; high: number | null; level: number; method: Method };

/** A median time. `value` null with a lower limit is legal: "not reached, and above `ci.low`". */
export type MedianEstimate =
  | { value: number; n: number; ci: OpenInterval | null; reason?: UndefinedReason }
  | { value: null; n: number; ci: OpenInterval | null; reason: UndefinedReason };

/** Confidence level of every interval for which none is asked. */
export const DEFAULT_LEVEL = 0.95;

/** Products of fractions give 0.5000000000000001 where arithmetic by hand gives 0.5. */
export const CROSSING_TOLERANCE = 1e-12;

/** No value and why; an impossible `n` becomes 0. */
export function undefinedEstimate(reason: UndefinedReason, n: number): UndefinedEstimate {
  return { value: null, n: isCount(n) ? n : 0, ci: null, reason };
}

/** A finite amount >= 0; the strings in which 64-bit integers arrive in JSON rows are refused here, not concatenated. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** Curves subtract counts from the number at risk, which is exact for whole numbers only. */
export function isWholeCount(value: unknown): value is number {
  return isCount(value) && Number.isSafeInteger(value);
}

/** A confidence level lies strictly between 0 and 1. */
export function isLevel(level: number): boolean {
  return level > 0 && level < 1;
}

import type { Method } from '@rapport/statistics';

/** What an answer looks like. Field names are those of the wire: API, CLI and exports print these very objects. */
import type { ContrastReading } from './contrast/contrast-estimate.ts';

/**
 * value: a number, or a reason why the question has none (a median not reached). zero: a true zero. in_progress: the
 * bucket is not over at as_of, or part of it is too young. not_yet_observable: all of it is. suppressed: too few people.
 * no_data: no units.
 */
export type CellState = 'value' | 'zero' | 'in_progress' | 'not_yet_observable' | 'suppressed' | 'no_data';

export type ConfidenceInterval = { low: number | null; high: number | null; level: number; method: Method };

/** A number beside the main one, with its own interval. */
export type SideEstimate = { value: number | null; ci: ConfidenceInterval | null; reason?: string };

export type SurvivalRowPoint = {
  day: number;
  survival: number | null;
  ci_low: number | null;
  ci_high: number | null;
  at_risk: number;
};
export type IncidenceRowPoint = Omit<SurvivalRowPoint, 'survival'> & { incidence: number | null };

/**
 * A point of the whole curve: how many had ended (by what it is about) and how many were no longer followed by then; both null where that would
 * tell of few.
 */
export type CurveRowPoint = (SurvivalRowPoint | IncidenceRowPoint) & { ended: number | null; censored: number | null };

/**
 * immature: part of the cell is too young and left out. low_reliability: the standard error is 30 % of the value or more.
 * few_clusters: fewer than ten mentors carry the interval. low_power: a comparison could not have seen a usual
 * difference.
 */
export type ReliabilityFlag = 'immature' | 'low_reliability' | 'low_power' | 'few_clusters';

export type MetricRow = {
  group: Record<string, string>;
  bucket: string | null;
  state: CellState;
  value: number | null;
  n: number | null;
  ci: ConfidenceInterval | null;
  /**
   * Why the value, or only its interval, is missing; or how the value is other than exact, because that would tell of fewer than k
   * people: at_most and at_least (a bound), near_10_percent, near_20_percent, near_50_percent, near_30_days, near_20_points … (rounded to
   * such steps). Such a value has no count and no interval.
   */
  reason?: string;
  /** Shares: how many units have the property. Rates: how many events. */
  count?: number | null;
  /** What to be careful about; absent where there is nothing. */
  flags?: ReliabilityFlag[];
  /** Units too young to count; absent where there are none, or too few to be shown. */
  immature?: number;
  /**
   * Side numbers of the estimator, null where undefined.
   * clustered_*: clusters, design_effect (variance over that of independent units); clustered_rate, rate: exposure ·
   * mean, clustered_mean: total of the scores, sd · nps: promoters, passives, detractors · survival: ended, censored ·
   * incidence: events, competing, censored · representation: all_units, all_successes (of all groups together) ·
   * same_group: expected (share, at random), random_low and random_high (95 % of the ratios that random pairing gives), p ·
   * paired_change: mean_before, mean_after, d_z (with d_z_low, d_z_high), d_av, g_av, t, df, p, only_before, only_after ·
   * alpha: items, item_variances (their sum), total_variance · gini: total, mean.
   */
  details?: Record<string, number | null>;
  /** Time to event: the curve at fixed days, the median and (survival) the restricted mean up to rmst_tau days. */
  points?: (SurvivalRowPoint | IncidenceRowPoint)[];
  /** With curve=full: the curve at every day by which something had happened; protected, at every month that tells of nobody. */
  curve?: CurveRowPoint[];
  median?: number | null;
  median_ci?: [number | null, number | null] | null;
  rmst?: number | null;
  rmst_tau?: number;
  rmst_ci?: [number, number] | null;
  /** Scores: share of favourable answers. */
  favourable?: SideEstimate;
  /** Participants against others: how the difference was made and how far to trust it. */
  contrast?: ContrastReading;
  /** Lateness in seconds. */
  quantiles?: { p50: number; p95: number; p99: number } | null;
  /** Released answers: the release whose number this is, the latest or an earlier one; absent where none was ever published. */
  release?: string;
};

export type ResultMeta = {
  metric: string;
  version: number;
  title: string;
  definition: string;
  unit: string;
  direction: string;
  time_refers_to: string;
  /** The query as it was understood, defaults filled in. */
  query: {
    metric: string;
    programme: string | null;
    from: string | null;
    to: string | null;
    grain: string | null;
    /** With grain week. */
    week_start?: string;
    group_by: string[];
    where: Record<string, string[]>;
    as_of: string;
    known_at: string;
    duration: string | null;
    horizon: number | null;
    /** Of contrasts. */
    method?: string;
    /** Of times to an event, where the whole curve was asked for. */
    curve?: 'full';
  };
  as_of: string;
  known_at: string;
  time_zones: string[];
  duration: string | null;
  protection: { k: number } | 'none';
  row_count: number;
  suppressed_cells: number;
  lineage: { relations: string[]; grain: string };
  caveats: string[];
  /** Released answers: the release that they were asked of. */
  release?: { id: string; at: string; made_at: string };
};

export type MetricResult = { rows: MetricRow[]; meta: ResultMeta };

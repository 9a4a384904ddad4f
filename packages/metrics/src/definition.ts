/** What a metric is. The catalogue's files are values of `MetricDefinition`; nothing else knows a metric's SQL. */
import type { StreamName } from '@rapport/events';
import type { RelationName } from '@rapport/warehouse';
import type { ContrastMethod } from './contrast/contrast-method.ts';

/**
 * How a summary becomes an estimate, and which columns the sample must give for it (see `summaries.ts`). Amounts,
 * scores and exposures are summed exactly, to 1e-12, and must lie within ±9 million a unit (`sum`: 9e12, to 1e-6).
 *
 * Counts: count – none · distinct – unit_id · sum – amount.
 * Shares: proportion, clustered_proportion – success · composition – none: the group's share of all units of the bucket
 * within the other filters · representation – success: the group's share of the successes ÷ its share of the units ·
 * same_group – mentor_value, mentee_value: observed ÷ expected share of pairings within one group, under random pairing
 * within a programme.
 * Rates: rate, clustered_rate – events, exposure.
 * Time to event: survival – elapsed_ms, ended (and entry_ms with delayedEntry: unseen before it; the unit counts only
 * if it ends after it) · incidence – elapsed_ms, outcome (0 open, 1 the event, 2 the competing one).
 * Scores: mean, clustered_mean, nps – score · paired_change – before, after (Nullable; complete pairs count) · alpha –
 * scores Array(Float64), complete cases, one length in a cell.
 * Spread: quantile, gini – amount · lateness – seconds.
 * Contrast: contrast – arm (1 participant, 0 other), success, stratum Array(String) in the order of `covariates`, before and
 * earlier (Nullable: the outcome one and two periods before). The value is participants minus others.
 *
 * The clustered ones take the mentor as cluster and need people: 'pair' or a column mentor_id and mentee_id.
 */
export type Estimator =
  | { name: 'count' | 'distinct' | 'sum' }
  | { name: 'proportion' | 'clustered_proportion' | 'composition' | 'representation' | 'same_group' }
  | { name: 'rate' | 'clustered_rate' }
  | SurvivalEstimator
  | { name: 'incidence'; points: readonly number[]; value: 'median' | 'horizon' }
  | { name: 'mean' | 'clustered_mean'; favourableFrom?: number }
  | { name: 'nps' | 'paired_change' | 'alpha' | 'gini' }
  | QuantileEstimator
  | { name: 'lateness'; lateAfterSeconds: number }
  | { name: 'contrast'; covariates: readonly string[]; methods: readonly ContrastMethod[] };

/** The value is the curve at `valueAt` days ('at', the default), its median, or the restricted mean up to the horizon. */
type SurvivalEstimator = {
  name: 'survival';
  points: readonly number[];
  valueAt: number;
  value?: 'at' | 'median' | 'rmst';
  delayedEntry?: true;
};

/** The p-quantile of the amounts, which are rounded to whole multiples of `step`. */
export type QuantileEstimator = { name: 'quantile'; p: number; step: number };

/**
 * How a row finds its time bucket. instant: by its column `at`. snapshot: the sample is taken at the end of each
 * bucket. interval: the sample cuts each unit's time into the buckets it spans. The last two give a column `bucket`.
 */
type TimeModel = 'instant' | 'snapshot' | 'interval';

/**
 * What a cell's people are, for suppression: a pairing's mentor and mentee, one participant, participants and others (arms), or nobody. event: a receipt
 * names nobody, but two `pairing.ended_early` are two pairs' ends, so that few events are hidden like few people.
 */
export type PeopleModel = 'pair' | 'person' | 'arms' | 'event' | 'none';

type Family =
  | 'participation'
  | 'retention'
  | 'engagement'
  | 'meetings'
  | 'surveys'
  | 'outcomes'
  | 'equity'
  | 'pipeline';

type Unit =
  | 'share'
  | 'count'
  | 'days'
  | 'hours'
  | 'minutes'
  | 'meetings per pair-month'
  | 'hours per pair-month'
  | 'events per person-year'
  | 'points'
  | 'score'
  | 'ratio'
  | 'index';

/** What is usual or aimed at, in the metric's unit, and who says so. Never a judgement of ours. */
export type Target = { low?: number; high?: number; text: string; origin: string };

/** One entry of a definition's change log. */
export type DefinitionChange = { version: number; date: string; what: string };

/** A table of events as they were received, for what no fact tells: corrections, say. */
type EventTable = `events_${StreamName}`;

/** Gives the SELECT of a relation with the query parameters {as_of} and {known_at}. */
export type RelationSource = (name: RelationName) => string;

/** What the compiler hands to a sample. All texts are SQL; values travel as bound parameters. */
export type SampleContext = {
  /** The named relation as of the query's `as_of` and `known_at`, ready for FROM. */
  relation: (name: RelationName) => string;
  /** SQL of the id that says that there is none, and of an id made from another text: of a relation's ids' own type. */
  noId: string;
  idOf: (text: string) => string;
  /** The local date of an instant in the row's programme (needs the column `time_zone`). */
  day: (instant: string) => string;
  /** Milliseconds between two instants by the query's duration convention. */
  elapsedMs: (from: string, to: string) => string;
  /** Array of (label, from, to) for the row's programme, cut off at as_of: for snapshot and interval samples. */
  buckets: string;
  asOf: string;
  knownAt: string;
  /** The query's horizon in days. */
  horizonDays: string;
  /** Condition for a filter that belongs inside the sample (`sampleFilters`); true where the query does not set it. */
  matches: (filter: string, expression: string) => string;
};

/**
 * A wider metric of whose units this one leaves some out for what people did or did not do: who did not answer, whose pairing has not ended.
 * Both numbers side by side tell how many these are (see `left-out/`). The wider one is protected without this one.
 */
export type LeavingOut = {
  /** The wider metric's id. */
  of: string;
  /** Columns of both samples that name a unit of the wider one. */
  by: readonly string[];
  /** SQL over the wider sample: those of its units that could be in this one; all unless said otherwise. */
  only?: string;
  /** Columns of both samples: of the wider one's units only those could be in this one that share them with one that is (a questionnaire that asks it). */
  within?: readonly string[];
  /** Where the two mean different times, so that their cells of one period have little to do with each other. */
  onlyOverAllTime?: true;
};

export type MetricDefinition = {
  id: string;
  /** Id in the reference catalogue of definitions; '' where it has none. */
  reference: string;
  version: number;
  family: Family;
  title: string;
  question: string;
  /** The formula in words, with numerator and denominator. */
  formula: string;
  unit: Unit;
  /** What one row of the sample counts. */
  grain: string;
  direction: 'higher is better' | 'lower is better' | 'neither';
  target?: Target;
  /** What from, to and the buckets refer to. */
  timeRefersTo: string;
  time: TimeModel;
  /** Column that start_month, start_quarter and start_year refer to; `at` unless said otherwise. */
  startColumn?: string;
  dimensions: readonly string[];
  /** Filters that are no breakdown: they change what counts as a success. */
  sampleFilters?: readonly string[];
  /** Filters that hold unless the query filters or groups by the same dimension. */
  defaultWhere?: Readonly<Record<string, readonly string[]>>;
  /** Breakdowns that are always made, because the pooled number would mislead. */
  alwaysBy?: readonly string[];
  /** Whether units can be too young to count; the sample then gives a column `mature`. */
  matures?: boolean;
  /** Whether `duration=calendar` means something here. */
  measuresDuration?: boolean;
  horizon?: { days: number; meaning: string };
  people: PeopleModel;
  /** With people 'event': every row of the sample is another event, so that they need only be counted. */
  eventsOnce?: true;
  /**
   * Whether it tells on each of them that all, or nobody, has the property: such shares are shown as bounds, and such scores hidden where
   * all are the same. Answers to surveys and whether they were given, leaving and ending early, careers, and how somebody does.
   */
  sensitive?: true;
  /**
   * Whether units are things that happen (meetings, windows of time, records) and no people, pairings, answers or goals: a
   * share of them is shown as it is, however few have the property.
   */
  unitsAreEvents?: true;
  leavesOut?: readonly LeavingOut[];
  relations: readonly (RelationName | EventTable | 'event_receipts' | 'dead_letters')[];
  estimator: Estimator;
  /** One row per unit: keys, time, estimator columns, and the columns that its dimensions need. */
  sample: (context: SampleContext) => string;
  caveats: readonly string[];
  /** Oldest first; the last entry's version is the metric's. */
  changes: readonly DefinitionChange[];
};

/** Whether a sample needs the ids of people and pairings as they are: it draws lots by them, or sets them beside ids of events. */
export function readsIdTexts({ estimator, people }: Pick<MetricDefinition, 'estimator' | 'people'>): boolean {
  return estimator.name === 'contrast' || people === 'event';
}

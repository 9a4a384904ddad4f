/** What each estimator sums over the rows of a cell. `counted` says which rows count. */
import { contrastColumns } from './contrast/contrast-summary.ts';
import type { MetricDefinition } from './definition.ts';
import { exact, exactProducts, exactSum } from './exact-sums.ts';

/** How many ways a watched time can end: kind 0 is still open, 1 the event, 2 the competing one. */
export const TIME_KINDS = 4;

/** Smallest part of an amount that `sum` keeps: amounts may be large, so it has its own scale. */
export const SUM_SCALE = 1_000_000;

const histogram = (key: string) => `sumMapIf([${key}], [toUInt64(1)], counted)`;

/**
 * How long each unit was watched and how that ended, as elapsed_ms × kinds + kind, sorted: a map of half a million different
 * times takes the engine seconds, their list a tenth of one.
 */
function timesSql(kind: string): string {
  return `arraySort(groupArrayIf(toInt64(elapsed_ms) * ${TIME_KINDS} + ${kind}, counted)) AS times`;
}

/** Columns that the sums are made of: amounts as whole numbers. */
export function preparedColumns({ estimator }: MetricDefinition): string[] {
  switch (estimator.name) {
    case 'mean':
    case 'clustered_mean':
      return [`${exact('score')} AS exact_score`];
    case 'rate':
    case 'clustered_rate':
      return [`${exact('events')} AS exact_events`, `${exact('exposure')} AS exact_exposure`];
    case 'paired_change':
      return [`${exact('ifNull(before, 0)')} AS exact_before`, `${exact('ifNull(after, 0)')} AS exact_after`];
    case 'alpha':
      return [
        `arrayMap(one -> toInt128(${exact('one')}), scores) AS exact_scores`,
        'arraySum(exact_scores) AS exact_total',
      ];
    case 'quantile':
      return [`toInt64(round(amount / ${estimator.step})) AS amount_steps`];
    case 'gini':
      return [`${exact('amount')} AS exact_amount`];
    case 'count':
    case 'distinct':
    case 'sum':
    case 'proportion':
    case 'clustered_proportion':
    case 'composition':
    case 'representation':
    case 'same_group':
    case 'survival':
    case 'incidence':
    case 'nps':
    case 'lateness':
    case 'contrast':
      return [];
    default:
      throw new Error(`unknown estimator ${(estimator satisfies never as { name: string }).name}`);
  }
}

const scoreSums = [
  `${exactSum('exact_score', 'counted')} AS total`,
  `${exactProducts('exact_score', 'exact_score', 'counted')} AS squares`,
];

const pairedSums = [
  `${exactSum('exact_before', 'counted')} AS before_total`,
  `${exactSum('exact_after', 'counted')} AS after_total`,
  `${exactProducts('exact_before', 'exact_before', 'counted')} AS before_squares`,
  `${exactProducts('exact_after', 'exact_after', 'counted')} AS after_squares`,
  `${exactProducts('exact_before', 'exact_after', 'counted')} AS products`,
  'countIf(NOT young AND before IS NOT NULL AND after IS NULL) AS only_before',
  'countIf(NOT young AND before IS NULL AND after IS NOT NULL) AS only_after',
];

const texts = (array: string) => `arrayMap(one -> toString(one), ${array})`;

const itemSums = [
  'minIf(length(scores), counted) AS fewest_items',
  'maxIf(length(scores), counted) AS most_items',
  `${texts('sumForEachIf(exact_scores, counted)')} AS item_totals`,
  `${texts('sumForEachIf(arrayMap(one -> one * one, exact_scores), counted)')} AS item_squares`,
  `${exactSum('exact_total', 'counted')} AS total`,
  `${exactProducts('exact_total', 'exact_total', 'counted')} AS squares`,
];

// By programme, because nobody is paired across programmes.
const samePairs = [
  'countIf(counted AND mentor_value = mentee_value) AS k',
  `${histogram("(programme_id, ifNull(toString(mentor_value), ''))")} AS mentor_values`,
  `${histogram("(programme_id, ifNull(toString(mentee_value), ''))")} AS mentee_values`,
];

/** The columns of a summary that is made in one step. Those of two steps are elsewhere. */
export function plainColumns({ estimator }: MetricDefinition): string[] {
  switch (estimator.name) {
    case 'count':
    case 'composition':
      return [];
    case 'distinct':
      return ['uniqExactIf(unit_id, counted) AS units'];
    case 'sum':
      return [`toString(sumIf(toInt128(round(toFloat64(amount) * ${SUM_SCALE})), counted)) AS total`];
    case 'proportion':
    case 'representation':
      return ['countIf(counted AND success) AS k'];
    case 'rate':
      return [`${exactSum('exact_events', 'counted')} AS k`, `${exactSum('exact_exposure', 'counted')} AS exposure`];
    case 'survival':
      return [
        timesSql('(ended != 0)'),
        ...(estimator.delayedEntry === true ? ['arraySort(groupArrayIf(toInt64(entry_ms), counted)) AS entries'] : []),
      ];
    case 'incidence':
      return [timesSql('outcome')];
    case 'mean':
      return [
        ...scoreSums,
        ...(estimator.favourableFrom === undefined
          ? []
          : [`countIf(counted AND score >= ${estimator.favourableFrom}) AS favourable`]),
      ];
    case 'nps':
      return ['countIf(counted AND score >= 9) AS promoters', 'countIf(counted AND score <= 6) AS detractors'];
    case 'paired_change':
      return pairedSums;
    case 'alpha':
      return itemSums;
    case 'gini':
      return [`${histogram('exact_amount')} AS histogram`];
    case 'same_group':
      return samePairs;
    case 'lateness':
      return [
        `countIf(counted AND seconds > ${estimator.lateAfterSeconds}) AS k`,
        'quantilesExactInclusive(0.5, 0.95, 0.99)(seconds) AS quantiles',
      ];
    case 'contrast':
      return contrastColumns();
    case 'clustered_proportion':
    case 'clustered_rate':
    case 'clustered_mean':
    case 'quantile':
      throw new Error(`${estimator.name} is summed in two steps`);
    default:
      throw new Error(`unknown estimator ${(estimator satisfies never as { name: string }).name}`);
  }
}

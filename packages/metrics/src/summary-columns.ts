/** What each estimator sums over the rows of a cell. `counted` says which rows count. */
import type { MetricDefinition } from './definition.ts';
import { exact, exactProducts, exactSum } from './exact-sums.ts';

/** Smallest part of an amount that `sum` keeps: amounts may be large, so it has its own scale. */
export const SUM_SCALE = 1_000_000;

function timesOf(amounts: string[]): string {
  return `sumMapIf([toInt64(elapsed_ms)], ${amounts.map((amount) => `[toUInt64(${amount})]`).join(', ')}, counted) AS times`;
}

/** Columns that the sums are made of: amounts as whole numbers. */
export function preparedColumns({ estimator }: MetricDefinition): string[] {
  switch (estimator.name) {
    case 'mean':
      return [`${exact('score')} AS exact_score`];
    case 'rate':
    case 'clustered_rate':
      return [`${exact('events')} AS exact_events`, `${exact('exposure')} AS exact_exposure`];
    case 'count':
    case 'distinct':
    case 'sum':
    case 'proportion':
    case 'clustered_proportion':
    case 'composition':
    case 'survival':
    case 'incidence':
    case 'nps':
    case 'lateness':
      return [];
    default:
      throw new Error(`unknown estimator ${(estimator satisfies never as { name: string }).name}`);
  }
}

const scoreSums = [
  `${exactSum('exact_score', 'counted')} AS total`,
  `${exactProducts('exact_score', 'exact_score', 'counted')} AS squares`,
];

/** The columns of a summary that is made in one step. Clustered estimators are summed by mentor first, elsewhere. */
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
      return ['countIf(counted AND success) AS k'];
    case 'rate':
      return [`${exactSum('exact_events', 'counted')} AS k`, `${exactSum('exact_exposure', 'counted')} AS exposure`];
    case 'survival':
      return [timesOf(['ended', 'NOT ended'])];
    case 'incidence':
      return [timesOf(['outcome = 1', 'outcome = 2', 'outcome = 0'])];
    case 'mean':
      return [
        ...scoreSums,
        ...(estimator.favourableFrom === undefined
          ? []
          : [`countIf(counted AND score >= ${estimator.favourableFrom}) AS favourable`]),
      ];
    case 'nps':
      return ['countIf(counted AND score >= 9) AS promoters', 'countIf(counted AND score <= 6) AS detractors'];
    case 'lateness':
      return [
        `countIf(counted AND seconds > ${estimator.lateAfterSeconds}) AS k`,
        'quantilesExactInclusive(0.5, 0.95, 0.99)(seconds) AS quantiles',
      ];
    case 'clustered_proportion':
    case 'clustered_rate':
      throw new Error(`${estimator.name} is summed by mentor first`);
    default:
      throw new Error(`unknown estimator ${(estimator satisfies never as { name: string }).name}`);
  }
}

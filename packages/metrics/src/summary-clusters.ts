/** Sums per mentor first, then over mentors: what the variance between mentors needs. */
import type { MetricDefinition } from './definition.ts';
import { menteesOfMentors, type PeopleCount } from './summary-people.ts';

const clustered = ['clustered_proportion', 'clustered_rate', 'clustered_mean'];

/** Whether the metric's units of one mentor hang together in its interval. */
export function isClustered(metric: MetricDefinition): boolean {
  return clustered.includes(metric.estimator.name);
}

/** A ratio of sums over mentors: Σtop ÷ Σbottom, both whole numbers. */
type RatioSums = { prefix: string; top: string; bottom: string };

function ratiosOf({ estimator }: MetricDefinition): RatioSums[] {
  if (estimator.name === 'clustered_rate') {
    return [
      { prefix: '', top: 'sumIf(toInt128(exact_events), counted)', bottom: 'sumIf(toInt128(exact_exposure), counted)' },
    ];
  }
  if (estimator.name === 'clustered_proportion') {
    return [{ prefix: '', top: 'toInt64(countIf(counted AND success))', bottom: 'toInt64(countIf(counted))' }];
  }
  const favourableFrom = estimator.name === 'clustered_mean' ? estimator.favourableFrom : undefined;
  const favourable = `toInt64(countIf(counted AND score >= ${favourableFrom}))`;
  return [
    { prefix: '', top: 'sumIf(toInt128(exact_score), counted)', bottom: 'toInt64(countIf(counted))' },
    ...(favourableFrom === undefined
      ? []
      : [{ prefix: 'favourable_', top: favourable, bottom: 'toInt64(countIf(counted))' }]),
  ];
}

function outerSums({ prefix }: RatioSums): string[] {
  const [top, bottom] = [`${prefix}top_sum`, `${prefix}bottom_sum`];
  return [
    `toString(sum(${top})) AS ${prefix}k`,
    `toString(sum(${bottom})) AS ${prefix}exposure`,
    `toString(sum(${top} * ${top})) AS ${prefix}squared_top`,
    `toString(sum(${bottom} * ${bottom})) AS ${prefix}squared_bottom`,
    `toString(sum(${top} * ${bottom})) AS ${prefix}top_bottom`,
  ];
}

/** The columns of the two steps: per mentor, and over the mentors. */
export function clusteredColumns(
  metric: MetricDefinition,
  people: PeopleCount,
): { perMentor: string[]; overMentors: string[] } {
  const ratios = ratiosOf(metric);
  const mentees = menteesOfMentors(people);
  const scored = metric.estimator.name === 'clustered_mean';
  return {
    perMentor: [
      'countIf(counted) AS units',
      'countIf(young) AS young_units',
      mentees.perMentor,
      ...(scored ? ['sumIf(toInt128(exact_score) * exact_score, counted) AS score_squares'] : []),
      ...ratios.flatMap(({ prefix, top, bottom }) => [
        `${top} AS ${prefix}top_sum`,
        `${bottom} AS ${prefix}bottom_sum`,
      ]),
    ],
    overMentors: [
      'sum(units) AS n',
      'sum(young_units) AS immature',
      'countIf(units > 0) AS clusters',
      'countIf(units > 0) AS mentors',
      mentees.overMentors,
      ...(scored ? ['toString(sum(score_squares)) AS squares'] : []),
      ...ratios.flatMap(outerSums),
    ],
  };
}

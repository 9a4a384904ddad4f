/** What a cohort triangle is asked for, and which metrics have one. */
import type { MetricDefinition } from './definition.ts';
import { nearest } from './nearest.ts';
import { type MetricQuery, type MetricRequest, parseRequest } from './request.ts';
import { createIssues, type Issues, quoted } from './request-issues.ts';

export const cohortGrains = ['month', 'quarter', 'year'] as const;
export type CohortGrain = (typeof cohortGrains)[number];

/**
 * A request for a triangle: cohorts are the units that start in one month, quarter or year; `period` is the length of a
 * step in time since the start (by default the cohort's), `periods` how many steps (12).
 */
export type TriangleRequest = Omit<MetricRequest, 'grain' | 'weekStart' | 'horizon' | 'curve'> & {
  cohort: string;
  period?: string | undefined;
  periods?: number | undefined;
};

/** `days`: length of a step. A month is 30.4375 days, whatever the calendar says, so that steps are equally long. */
export type TriangleQuery = MetricQuery & { cohort: CohortGrain; period: CohortGrain; periods: number; days: number };

const DAYS: Record<CohortGrain, number> = { month: 30.4375, quarter: 91.3125, year: 365.25 };
const DEFAULT_PERIODS = 12;
const MAX_PERIODS = 120;
/** Each period of a share at a horizon is a query of its own. */
const MAX_HORIZON_PERIODS = 24;

/** How a metric's triangle is read: off one curve a cohort, by a horizon a period, or not at all. */
export function triangleKind(metric: MetricDefinition): 'curve' | 'horizon' | 'none' {
  const { estimator } = metric;
  if (metric.time !== 'instant') return 'none';
  if (estimator.name === 'survival' || estimator.name === 'incidence') return 'curve';
  const readAtHorizon = metric.horizon !== undefined && metric.matures === true;
  return readAtHorizon && estimator.name === 'proportion' ? 'horizon' : 'none';
}

function lengthOf(field: 'cohort' | 'period', value: string, issues: Issues): CohortGrain {
  const known = cohortGrains.find((length) => length === value);
  if (known === undefined) {
    const message = `${field} must be one of ${cohortGrains.join(', ')}, not ${quoted(value)}`;
    issues.add('INVALID_TRIANGLE', field, message, nearest(value, cohortGrains));
  }
  return known ?? 'month';
}

/**
 * The triangle's query with all defaults.
 * @throws MetricRequestError with everything that is wrong with it, also where the metric has no triangle
 */
export function parseTriangle(request: TriangleRequest, now: number): TriangleQuery {
  const { cohort, period = cohort, periods = DEFAULT_PERIODS, ...rest } = request;
  const query = parseRequest(
    { ...rest, horizon: undefined, weekStart: undefined, grain: undefined, curve: undefined },
    now,
  );
  const issues = createIssues();
  const kind = triangleKind(query.metric);
  if (kind === 'none') {
    const message = `${query.metric.id} has no triangle: that follows cohorts through the time since their start, and needs a metric of time to event or a share at a horizon`;
    issues.add('OPTION_NOT_APPLICABLE', 'metric', message);
  }
  const most = kind === 'horizon' ? MAX_HORIZON_PERIODS : MAX_PERIODS;
  if (!Number.isSafeInteger(periods) || periods < 1 || periods > most) {
    issues.add('INVALID_TRIANGLE', 'periods', `periods must be a whole number from 1 to ${most}`);
  }
  const lengths = { cohort: lengthOf('cohort', cohort, issues), period: lengthOf('period', period, issues) };
  issues.throwIfAny();
  return { ...query, ...lengths, grain: lengths.cohort, periods, days: DAYS[lengths.period] };
}

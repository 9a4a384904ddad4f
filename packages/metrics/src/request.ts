/** The one query shape of API, CLI and exports, and the rules by which a request is refused. */
import { bucketsLimit, countBuckets, type TimeGrain, type WeekStart } from './calendar.ts';
import { findMetric, metrics } from './catalogue.ts';
import { needsBreakdown } from './composition.ts';
import type { ContrastMethod } from './contrast/contrast-method.ts';
import { methodOf } from './contrast/contrast-request.ts';
import type { MetricDefinition } from './definition.ts';
import { findDimension } from './dimensions.ts';
import { nearest } from './nearest.ts';
import { createIssues, type Issues, quoted } from './request-issues.ts';
import { curveOf, dateOf, durationOf, grainOf, horizonOf, instantOf, weekStartOf } from './request-values.ts';

/** `k`: cells with fewer distinct people than this are hidden. `none` is for the operator's own machine. */
export type Protection = { k: number } | 'none';

export type MetricRequest = {
  metric: string;
  programme?: string | undefined;
  /** Local dates yyyy-mm-dd in the programme's zone; half-open [from, to). */
  from?: string | undefined;
  to?: string | undefined;
  grain?: string | undefined;
  /** On which day weeks start: monday (default), sunday or saturday. */
  weekStart?: string | undefined;
  groupBy?: readonly string[] | undefined;
  /** Values per dimension; one with a leading ! is excluded. */
  where?: Readonly<Record<string, readonly string[]>> | undefined;
  /** RFC 3339 instants: what had happened by then, as far as it was known by then. Both default to now. */
  asOf?: string | undefined;
  knownAt?: string | undefined;
  duration?: string | undefined;
  /** Days; what it means stands in the metric. */
  horizon?: number | undefined;
  /** Contrasts: raw, matched or difference_in_differences. */
  method?: string | undefined;
  /** Contrasts: when the clock starts. Only `pairing`; anything earlier is refused, with the reason. */
  index?: string | undefined;
  /** Times to an event: full, for the whole curve beside its fixed points. */
  curve?: string | undefined;
  protection: Protection;
};

/** A request that makes sense, with every default filled in. Instants are epoch milliseconds. */
export type MetricQuery = {
  metric: MetricDefinition;
  programme: string | null;
  from: string | null;
  to: string | null;
  grain: TimeGrain | null;
  weekStart: WeekStart;
  groupBy: readonly string[];
  where: Readonly<Record<string, readonly string[]>>;
  asOf: number;
  knownAt: number;
  duration: 'exact' | 'calendar';
  horizon: number | null;
  method: ContrastMethod | null;
  curve?: 'full';
  protection: Protection;
};

type Asked = Omit<MetricRequest, 'metric'>;

const MAX_DIMENSIONS = 2;
const MAX_FILTERS = 10;
const MAX_FILTER_VALUES = 100;
const MAX_VALUE_LENGTH = 200;

function metricOf(id: string): MetricDefinition {
  const metric = findMetric(id);
  if (metric !== undefined) return metric;
  const issues = createIssues();
  const suggestion = nearest(
    id,
    metrics.map((known) => known.id),
  );
  issues.add('UNKNOWN_METRIC', 'metric', `there is no metric ${quoted(id)}`, suggestion);
  issues.throwIfAny();
  throw new Error('unreachable: an unknown metric always has an issue');
}

function checkDimension(id: string, field: string, metric: MetricDefinition, issues: Issues): void {
  if (metric.dimensions.includes(id)) return;
  if (findDimension(id) === undefined) {
    issues.add('UNKNOWN_DIMENSION', field, `there is no dimension ${quoted(id)}`, nearest(id, metric.dimensions));
    return;
  }
  const allowed = metric.dimensions.length === 0 ? 'none' : metric.dimensions.join(', ');
  issues.add(
    'DIMENSION_NOT_ALLOWED',
    field,
    `${metric.id} counts ${metric.grain}, which has no ${id}; its dimensions are ${allowed}`,
  );
}

function groupsOf(request: Asked, metric: MetricDefinition, issues: Issues): string[] {
  const asked = [...new Set(request.groupBy ?? [])];
  for (const id of asked) checkDimension(id, 'groupBy', metric, issues);
  const groups = [...new Set([...(metric.alwaysBy ?? []), ...asked])];
  if (groups.length > MAX_DIMENSIONS) {
    const forced = metric.alwaysBy === undefined ? '' : ` (${metric.id} is always by ${metric.alwaysBy.join(', ')})`;
    issues.add('TOO_MANY_DIMENSIONS', 'groupBy', `at most ${MAX_DIMENSIONS} breakdowns at a time${forced}`);
  }
  if (groups.length === 0 && needsBreakdown(metric)) {
    const choices = metric.dimensions.join(', ');
    issues.add(
      'BREAKDOWN_NEEDED',
      'groupBy',
      `${metric.id} compares a group with all groups, so it needs a breakdown: group by one or two of ${choices}`,
    );
  }
  return groups;
}

function checkValues(id: string, values: readonly string[], issues: Issues): void {
  const field = `where.${id}`;
  if (values.length === 0 || values.length > MAX_FILTER_VALUES) {
    issues.add('INVALID_FILTER_VALUE', field, `${id} needs 1 to ${MAX_FILTER_VALUES} values`);
  } else if (values.some((value) => value === '' || value === '!' || value.length > MAX_VALUE_LENGTH)) {
    issues.add('INVALID_FILTER_VALUE', field, `values of ${id} must have 1 to ${MAX_VALUE_LENGTH} characters`);
  } else if (new Set(values.map((value) => value.startsWith('!'))).size > 1) {
    issues.add('INVALID_FILTER_VALUE', field, `${id} both includes and excludes (!) values: do one of the two`);
  }
}

function filtersOf(request: Asked, metric: MetricDefinition, groups: string[], issues: Issues) {
  const asked = Object.entries(request.where ?? {});
  if (asked.length > MAX_FILTERS)
    issues.add('INVALID_FILTER_VALUE', 'where', `at most ${MAX_FILTERS} filters at a time`);
  const known = [...metric.dimensions, ...(metric.sampleFilters ?? [])];
  for (const [id, values] of asked.slice(0, MAX_FILTERS)) {
    if (!known.includes(id) && findDimension(id) === undefined) {
      issues.add('UNKNOWN_FILTER', `where.${id.slice(0, 60)}`, `there is no filter ${quoted(id)}`, nearest(id, known));
    } else if (!known.includes(id)) checkDimension(id, `where.${id}`, metric, issues);
    else checkValues(id, values, issues);
  }
  const defaults = Object.entries(metric.defaultWhere ?? {}).filter(
    ([id]) => !groups.includes(id) && request.where?.[id] === undefined,
  );
  return Object.fromEntries([...defaults, ...asked]);
}

function checkRange(query: MetricQuery, issues: Issues): void {
  const { from, to, grain, weekStart } = query;
  if (from !== null && to !== null && to <= from) {
    issues.add('EMPTY_RANGE', 'to', `to (${to}) must lie after from (${from}): the range is half-open`);
  } else if (
    from !== null &&
    to !== null &&
    grain !== null &&
    countBuckets(from, to, grain, weekStart) > bucketsLimit
  ) {
    issues.add('TOO_MANY_BUCKETS', 'grain', `that range has more than ${bucketsLimit} ${grain}s: take a coarser grain`);
  }
}

function checkScope(request: Asked, metric: MetricDefinition, issues: Issues): void {
  const { programme, protection } = request;
  if (programme !== undefined && !metric.dimensions.includes('programme')) {
    issues.add('OPTION_NOT_APPLICABLE', 'programme', `${metric.id} cannot be told apart by programme`);
  }
  if (protection !== 'none' && !(Number.isSafeInteger(protection.k) && protection.k >= 2)) {
    issues.add('INVALID_PROTECTION', 'protection', 'k must be a whole number of at least 2');
  }
}

/**
 * The request with all defaults, or everything that is wrong with it.
 * @throws MetricRequestError
 */
export function parseRequest(request: MetricRequest, now: number): MetricQuery {
  return queryOf(metricOf(request.metric), request, now);
}

/** The same for a metric at hand. @throws MetricRequestError */
export function queryOf(metric: MetricDefinition, request: Omit<MetricRequest, 'metric'>, now: number): MetricQuery {
  const issues = createIssues();
  const groupBy = groupsOf(request, metric, issues);
  const query: MetricQuery = {
    metric,
    programme: request.programme ?? null,
    from: dateOf('from', request.from, issues),
    to: dateOf('to', request.to, issues),
    grain: grainOf(request.grain, issues),
    weekStart: weekStartOf(request, issues),
    groupBy,
    where: filtersOf(request, metric, groupBy, issues),
    asOf: instantOf('asOf', request.asOf, now, issues),
    knownAt: instantOf('knownAt', request.knownAt, now, issues),
    duration: durationOf(request, metric, issues),
    horizon: horizonOf(request, metric, issues),
    method: methodOf(request, metric, issues),
    ...curveOf(request, metric, issues),
    protection: request.protection,
  };
  checkScope(request, metric, issues);
  checkRange(query, issues);
  issues.throwIfAny();
  return query;
}

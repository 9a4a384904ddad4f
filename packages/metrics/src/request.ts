/** The one query shape of API, CLI and exports, and the rules by which a request is refused. */
import { bucketsLimit, countBuckets, grains, isDate, parseInstant, type TimeGrain } from './calendar.ts';
import { findMetric, metrics } from './catalogue.ts';
import type { MetricDefinition } from './definition.ts';
import { findDimension } from './dimensions.ts';
import { nearest } from './nearest.ts';
import { MetricRequestError, type RequestIssue, type RequestProblem } from './request-error.ts';

/** `k`: cells with fewer distinct people than this are hidden. `none` is for the operator's own machine. */
export type Protection = { k: number } | 'none';

export type MetricRequest = {
  metric: string;
  programme?: string | undefined;
  /** Local dates yyyy-mm-dd in the programme's zone; half-open [from, to). */
  from?: string | undefined;
  to?: string | undefined;
  grain?: string | undefined;
  groupBy?: readonly string[] | undefined;
  /** Values per dimension; one with a leading ! is excluded. */
  where?: Readonly<Record<string, readonly string[]>> | undefined;
  /** RFC 3339 instants: what had happened by then, as far as it was known by then. Both default to now. */
  asOf?: string | undefined;
  knownAt?: string | undefined;
  duration?: string | undefined;
  /** Days; what it means stands in the metric. */
  horizon?: number | undefined;
  protection: Protection;
};

/** A request that makes sense, with every default filled in. Instants are epoch milliseconds. */
export type MetricQuery = {
  metric: MetricDefinition;
  programme: string | null;
  from: string | null;
  to: string | null;
  grain: TimeGrain | null;
  groupBy: readonly string[];
  where: Readonly<Record<string, readonly string[]>>;
  asOf: number;
  knownAt: number;
  duration: 'exact' | 'calendar';
  horizon: number | null;
  protection: Protection;
};

const MAX_DIMENSIONS = 2;
const MAX_FILTERS = 10;
const MAX_FILTER_VALUES = 100;
const MAX_VALUE_LENGTH = 200;
const MAX_HORIZON_DAYS = 36_525;

type Issues = ReturnType<typeof createIssues>;

function createIssues() {
  const list: RequestIssue[] = [];
  function add(code: RequestProblem, field: string, message: string, suggestion?: string): void {
    const hint = suggestion === undefined ? '' : `: did you mean ${suggestion}?`;
    list.push({ code, field, message: `${message}${hint}`, ...(suggestion === undefined ? {} : { suggestion }) });
  }
  function throwIfAny(): void {
    const [first, ...rest] = list;
    if (first !== undefined) throw new MetricRequestError([first, ...rest]);
  }
  return { add, throwIfAny };
}

// What a caller wrote comes back in messages: bounded, so that an answer is not as long as an attack.
const quoted = (text: string) => `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;

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

function groupsOf(request: MetricRequest, metric: MetricDefinition, issues: Issues): string[] {
  const asked = [...new Set(request.groupBy ?? [])];
  for (const id of asked) checkDimension(id, 'groupBy', metric, issues);
  const groups = [...new Set([...(metric.alwaysBy ?? []), ...asked])];
  if (groups.length > MAX_DIMENSIONS) {
    const forced = metric.alwaysBy === undefined ? '' : ` (${metric.id} is always by ${metric.alwaysBy.join(', ')})`;
    issues.add('TOO_MANY_DIMENSIONS', 'groupBy', `at most ${MAX_DIMENSIONS} breakdowns at a time${forced}`);
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

function filtersOf(request: MetricRequest, metric: MetricDefinition, groups: string[], issues: Issues) {
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

function dateOf(field: 'from' | 'to', value: string | undefined, issues: Issues): string | null {
  if (value === undefined) return null;
  if (isDate(value)) return value;
  issues.add('INVALID_DATE', field, `${field} must be a date such as 2024-01-31, not ${quoted(value)}`);
  return null;
}

function instantOf(field: 'asOf' | 'knownAt', value: string | undefined, now: number, issues: Issues): number {
  if (value === undefined) return now;
  const instant = parseInstant(value);
  if (instant !== undefined && instant <= now) return instant;
  const why =
    instant === undefined
      ? `must be an instant such as 2024-10-24T19:33:01Z, not ${quoted(value)}`
      : 'lies in the future';
  issues.add('INVALID_INSTANT', field, `${field === 'asOf' ? 'as_of' : 'known_at'} ${why}`);
  return now;
}

function grainOf(value: string | undefined, issues: Issues): TimeGrain | null {
  if (value === undefined) return null;
  const grain = grains.find((known) => known === value);
  if (grain === undefined) {
    issues.add(
      'INVALID_GRAIN',
      'grain',
      `grain must be one of ${grains.join(', ')}, not ${quoted(value)}`,
      nearest(value, grains),
    );
  }
  return grain ?? null;
}

function durationOf(request: MetricRequest, metric: MetricDefinition, issues: Issues): 'exact' | 'calendar' {
  const { duration = 'exact' } = request;
  if (duration !== 'exact' && duration !== 'calendar') {
    issues.add('INVALID_DURATION', 'duration', `duration must be exact or calendar, not ${quoted(duration)}`);
    return 'exact';
  }
  if (duration === 'calendar' && metric.measuresDuration !== true) {
    issues.add('OPTION_NOT_APPLICABLE', 'duration', `${metric.id} measures no duration`);
  }
  return duration;
}

function horizonOf(request: MetricRequest, metric: MetricDefinition, issues: Issues): number | null {
  const { horizon } = request;
  if (horizon === undefined) return metric.horizon?.days ?? null;
  if (metric.horizon === undefined) {
    issues.add('OPTION_NOT_APPLICABLE', 'horizon', `${metric.id} has no horizon`);
  } else if (!Number.isFinite(horizon) || horizon <= 0 || horizon > MAX_HORIZON_DAYS) {
    issues.add('INVALID_HORIZON', 'horizon', `horizon must be a number of days from 1 to ${MAX_HORIZON_DAYS}`);
  }
  return horizon;
}

function checkRange(query: MetricQuery, issues: Issues): void {
  const { from, to, grain } = query;
  if (from !== null && to !== null && to <= from) {
    issues.add('EMPTY_RANGE', 'to', `to (${to}) must lie after from (${from}): the range is half-open`);
  } else if (from !== null && to !== null && grain !== null && countBuckets(from, to, grain) > bucketsLimit) {
    issues.add('TOO_MANY_BUCKETS', 'grain', `that range has more than ${bucketsLimit} ${grain}s: take a coarser grain`);
  }
}

function checkScope(request: MetricRequest, metric: MetricDefinition, issues: Issues): void {
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
  const metric = metricOf(request.metric);
  const issues = createIssues();
  const groupBy = groupsOf(request, metric, issues);
  const query: MetricQuery = {
    metric,
    programme: request.programme ?? null,
    from: dateOf('from', request.from, issues),
    to: dateOf('to', request.to, issues),
    grain: grainOf(request.grain, issues),
    groupBy,
    where: filtersOf(request, metric, groupBy, issues),
    asOf: instantOf('asOf', request.asOf, now, issues),
    knownAt: instantOf('knownAt', request.knownAt, now, issues),
    duration: durationOf(request, metric, issues),
    horizon: horizonOf(request, metric, issues),
    protection: request.protection,
  };
  checkScope(request, metric, issues);
  checkRange(query, issues);
  issues.throwIfAny();
  return query;
}

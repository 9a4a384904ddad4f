/** The single values of a request: dates, instants, grain, durations. Each gives a default where it finds a fault. */
import { grains, isDate, parseInstant, type TimeGrain, type WeekStart, weekStarts } from './calendar.ts';
import type { MetricDefinition } from './definition.ts';
import { nearest } from './nearest.ts';
import type { MetricRequest } from './request.ts';
import { type Issues, quoted } from './request-issues.ts';

const MAX_HORIZON_DAYS = 36_525;

export function dateOf(field: 'from' | 'to', value: string | undefined, issues: Issues): string | null {
  if (value === undefined) return null;
  if (isDate(value)) return value;
  issues.add('INVALID_DATE', field, `${field} must be a date such as 2024-01-31, not ${quoted(value)}`);
  return null;
}

export function instantOf(field: 'asOf' | 'knownAt', value: string | undefined, now: number, issues: Issues): number {
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

export function grainOf(value: string | undefined, issues: Issues): TimeGrain | null {
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

export function weekStartOf(
  { weekStart, grain }: Pick<MetricRequest, 'weekStart' | 'grain'>,
  issues: Issues,
): WeekStart {
  if (weekStart === undefined) return 'monday';
  const known = weekStarts.find((day) => day === weekStart);
  if (known === undefined) {
    const message = `week_start must be one of ${weekStarts.join(', ')}, not ${quoted(weekStart)}`;
    issues.add('INVALID_WEEK_START', 'weekStart', message, nearest(weekStart, weekStarts));
  } else if (grain !== 'week') {
    issues.add('OPTION_NOT_APPLICABLE', 'weekStart', 'week_start says how weeks are cut: it needs grain week');
  }
  return known ?? 'monday';
}

export function durationOf(
  request: Pick<MetricRequest, 'duration'>,
  metric: MetricDefinition,
  issues: Issues,
): 'exact' | 'calendar' {
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

export function horizonOf(
  request: Pick<MetricRequest, 'horizon'>,
  metric: MetricDefinition,
  issues: Issues,
): number | null {
  const { horizon } = request;
  if (horizon === undefined) return metric.horizon?.days ?? null;
  if (metric.horizon === undefined) {
    issues.add('OPTION_NOT_APPLICABLE', 'horizon', `${metric.id} has no horizon`);
  } else if (!Number.isFinite(horizon) || horizon <= 0 || horizon > MAX_HORIZON_DAYS) {
    issues.add('INVALID_HORIZON', 'horizon', `horizon must be a number of days from 1 to ${MAX_HORIZON_DAYS}`);
  }
  return horizon;
}

export function curveOf(
  { curve }: Pick<MetricRequest, 'curve'>,
  { id, estimator }: MetricDefinition,
  issues: Issues,
): { curve?: 'full' } {
  if (curve === undefined) return {};
  if (curve !== 'full') {
    issues.add('INVALID_CURVE', 'curve', `curve must be full, or left out, not ${quoted(curve)}`);
  } else if (estimator.name !== 'survival' && estimator.name !== 'incidence') {
    issues.add('OPTION_NOT_APPLICABLE', 'curve', `${id} is no time to an event, and has no curve`);
  }
  return { curve: 'full' };
}

/** The query parameters of a series, as texts in and a metric request out. The schema below is also their documentation. */
import { type MetricRequest, nearest, type RequestIssue } from '@rapport/metrics';
import type { ProblemItem } from '@rapport/service';
import { z } from 'zod';

/** Every parameter but the filters, whose names are open: f.<dimension>. */
export const seriesParameters = z.object({
  programme: z
    .string()
    .optional()
    .meta({ description: 'Only this programme', examples: ['code-review'] }),
  from: z
    .string()
    .optional()
    .meta({ description: "First local date, in the programme's zone", examples: ['2019-01-01'] }),
  to: z
    .string()
    .optional()
    .meta({ description: 'First local date that is left out: ranges are half-open', examples: ['2020-01-01'] }),
  grain: z
    .enum(['day', 'week', 'month', 'quarter', 'year'])
    .optional()
    .meta({ description: 'One row per such bucket; absent: one row for the whole range' }),
  group_by: z
    .string()
    .optional()
    .meta({ description: 'At most two dimensions, separated by commas', examples: ['start_year'] }),
  as_of: z
    .string()
    .optional()
    .meta({ description: 'RFC 3339: what had happened by then (default now)', examples: ['2024-10-24T19:33:01Z'] }),
  known_at: z
    .string()
    .optional()
    .meta({ description: 'RFC 3339: what had been told by then (default now)', examples: ['2026-11-01T00:00:00Z'] }),
  duration: z
    .enum(['exact', 'calendar'])
    .optional()
    .meta({ description: 'How durations are counted: fractions of 24 hours, or calendar days' }),
  horizon: z
    .string()
    .optional()
    .meta({ description: 'Days; what it means stands in the metric', examples: ['365'] }),
  format: z.enum(['json', 'csv']).optional().meta({ description: 'csv: one line a row, RFC 4180' }),
});

export type SeriesRequest = { request: Omit<MetricRequest, 'protection'>; format: 'json' | 'csv' };
export type ParsedSeries = { ok: true; series: SeriesRequest } | { ok: false; errors: ProblemItem[] };

const names = Object.keys(seriesParameters.shape);
const FILTER = /^f\.([a-z_]{1,60})$/;
const MAX_PARAMETERS = 30;

/** Request fields and the parameters that set them. */
const parameterOf: Record<string, string> = { groupBy: 'group_by', asOf: 'as_of', knownAt: 'known_at', metric: 'id' };

/** The parameter that an engine's issue is about. */
export function problemItem(issue: RequestIssue): ProblemItem {
  const field = issue.field.startsWith('where.') ? `f.${issue.field.slice('where.'.length)}` : issue.field;
  return { parameter: parameterOf[field] ?? field, message: issue.message, code: issue.code };
}

const list = (text: string) => text.split(',').map((part) => part.trim());

function unknownParameter(name: string): ProblemItem {
  const suggestion = nearest(name.slice(0, 60), names);
  const hint =
    suggestion === undefined ? `known are ${names.join(', ')} and f.<dimension>` : `did you mean ${suggestion}?`;
  return { parameter: name.slice(0, 60), message: `there is no such parameter: ${hint}`, code: 'UNKNOWN_PARAMETER' };
}

function checkNames(query: Record<string, unknown>): ProblemItem[] {
  const given = Object.keys(query);
  if (given.length > MAX_PARAMETERS) {
    return [{ message: `at most ${MAX_PARAMETERS} parameters at a time`, code: 'TOO_MANY_PARAMETERS' }];
  }
  return given.flatMap((name) => {
    if (!names.includes(name) && !FILTER.test(name)) return [unknownParameter(name)];
    if (typeof query[name] === 'string') return [];
    return [
      { parameter: name, message: 'is given more than once: separate values by commas', code: 'REPEATED_PARAMETER' },
    ];
  });
}

function filtersIn(query: Record<string, string>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => {
      const dimension = FILTER.exec(name)?.[1];
      return dimension === undefined ? [] : [[dimension, list(value)]];
    }),
  );
}

/** Parses the parameters of GET /v1/metrics/:id/series. What they mean for the metric is for the engine to judge. */
export function parseSeries(metric: string, raw: unknown): ParsedSeries {
  const given = (raw ?? {}) as Record<string, unknown>;
  const errors = checkNames(given);
  if (errors.length > 0) return { ok: false, errors };
  const query = given as Record<string, string>;
  const { format = 'json', horizon, group_by: groupBy } = query;
  if (format !== 'json' && format !== 'csv') {
    return { ok: false, errors: [{ parameter: 'format', message: 'must be json or csv', code: 'INVALID_FORMAT' }] };
  }
  const request = {
    metric,
    programme: query['programme'],
    from: query['from'],
    to: query['to'],
    grain: query['grain'],
    groupBy: groupBy === undefined ? [] : list(groupBy),
    where: filtersIn(query),
    asOf: query['as_of'],
    knownAt: query['known_at'],
    duration: query['duration'],
    // A text that is no number becomes NaN, which the engine refuses by name.
    horizon: horizon === undefined ? undefined : /^\d+(\.\d+)?$/.test(horizon) ? Number(horizon) : Number.NaN,
  };
  return { ok: true, series: { request, format } };
}

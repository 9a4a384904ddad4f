import { MetricRequestError, metrics, nearest } from '@rapport/metrics';
import { ProblemError, type ProblemItem } from '@rapport/service';
import { problemItem } from './series-parameters.ts';

const RETRY_AFTER_SECONDS = 5;

/** ClickHouse's UNKNOWN_TABLE and UNKNOWN_DATABASE: the projector has not made the schema yet. */
const SCHEMA_MISSING: readonly unknown[] = [60, 81];

/** A request that was understood and makes no sense: 400, with every parameter at fault. */
export function invalidRequest(errors: readonly ProblemItem[]): ProblemError {
  const [first] = errors;
  return new ProblemError({
    status: 400,
    code: first?.code ?? 'REQUEST_INVALID',
    title: 'The request makes no sense',
    detail: errors.map(({ message }) => message).join('; '),
    errors: [...errors],
  });
}

/** 404 for a metric that nobody has heard of, with the one that was meant. */
export function unknownMetric(id: string): ProblemError {
  const suggestion = nearest(
    id,
    metrics.map((metric) => metric.id),
  );
  const hint = suggestion === undefined ? '' : `: did you mean ${suggestion}?`;
  const message = `there is no metric "${id.slice(0, 60)}"${hint}`;
  return new ProblemError({
    status: 404,
    code: 'UNKNOWN_METRIC',
    title: 'Not found',
    detail: message,
    errors: [{ parameter: 'id', message }],
  });
}

/** What a failure below means to the caller: their request, a warehouse that may come (back), or a fault of ours. */
export function problemOf(error: unknown): unknown {
  if (error instanceof MetricRequestError) {
    if (error.code !== 'UNKNOWN_METRIC') return invalidRequest(error.issues.map(problemItem));
    return new ProblemError({
      status: 404,
      code: error.code,
      title: 'Not found',
      detail: error.message,
      errors: error.issues.map(problemItem),
    });
  }
  const { retriable, clickhouseCode } = error as { retriable?: boolean; clickhouseCode?: unknown };
  if (retriable !== true && !SCHEMA_MISSING.includes(clickhouseCode)) return error;
  return new ProblemError({
    status: 503,
    code: 'WAREHOUSE_UNAVAILABLE',
    title: 'The warehouse does not answer',
    detail: 'the warehouse does not answer just now; try again',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    cause: error,
  });
}

import { MetricRequestError, metrics, nearest, ReleaseError } from '@rapport/metrics';
import { ProblemError, type ProblemItem } from '@rapport/service';
import { problemItem } from './series-parameters.ts';

const RETRY_AFTER_SECONDS = 5;
/** The first release follows the first data within minutes. */
const RELEASED_SOON_SECONDS = 60;

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

/** 422 for what makes sense and is in no released table; errors say what may be asked. */
function notPublished({ message, issues }: MetricRequestError): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'BREAKDOWN_NOT_PUBLISHED',
    title: 'Not published',
    detail: message,
    errors: issues.map(problemItem),
  });
}

/** 503 for answers that wait for a release. */
function notReleased(error: ReleaseError): ProblemError {
  return new ProblemError({
    status: 503,
    code: error.code,
    title: error.retriable ? 'Nothing is released yet' : 'The release cannot be read',
    detail: error.message,
    ...(error.retriable ? { retryAfterSeconds: RELEASED_SOON_SECONDS } : {}),
  });
}

/** What a failure below means to the caller: their request, a warehouse that may come (back), or a fault of ours. */
export function problemOf(error: unknown): unknown {
  if (error instanceof ReleaseError) return notReleased(error);
  if (error instanceof MetricRequestError) {
    if (error.issues.every(({ code }) => code === 'BREAKDOWN_NOT_PUBLISHED')) return notPublished(error);
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

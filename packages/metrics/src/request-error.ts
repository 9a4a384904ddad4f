/** Why a request makes no sense; a closed list that API and CLI show. */
export type RequestProblem =
  | 'UNKNOWN_METRIC'
  | 'UNKNOWN_PROGRAMME'
  | 'UNKNOWN_DIMENSION'
  | 'DIMENSION_NOT_ALLOWED'
  | 'TOO_MANY_DIMENSIONS'
  | 'UNKNOWN_FILTER'
  | 'INVALID_FILTER_VALUE'
  | 'INVALID_GRAIN'
  | 'INVALID_WEEK_START'
  | 'INVALID_DATE'
  | 'INVALID_INSTANT'
  | 'INVALID_HORIZON'
  | 'INVALID_CURVE'
  | 'INVALID_DURATION'
  | 'INVALID_PROTECTION'
  | 'OPTION_NOT_APPLICABLE'
  | 'EMPTY_RANGE'
  | 'TOO_MANY_BUCKETS'
  | 'TOO_MANY_GROUPS'
  | 'BREAKDOWN_NEEDED'
  | 'INVALID_METHOD'
  | 'INVALID_TRIANGLE'
  | 'INVALID_COMPARISON'
  | 'INVALID_REPORT'
  | 'NOT_SETTLED'
  | 'BREAKDOWN_NOT_PUBLISHED'
  | 'INVALID_CELL'
  | 'INVALID_CURSOR'
  | 'INVALID_LIMIT';

/** `field` is the request's field (`groupBy`, `where.mentor_level`); `suggestion` the nearest name that exists. */
export type RequestIssue = { code: RequestProblem; field: string; message: string; suggestion?: string };

/** A request that was refused before any query ran, with everything that is wrong with it. Never worth a retry. */
export class MetricRequestError extends Error {
  readonly code: RequestProblem;
  readonly field: string;
  readonly suggestion: string | undefined;
  readonly issues: readonly RequestIssue[];
  readonly retriable = false;

  constructor(issues: readonly [RequestIssue, ...RequestIssue[]]) {
    super(issues.map(({ message }) => message).join('; '));
    const [first] = issues;
    this.code = first.code;
    this.field = first.field;
    this.suggestion = first.suggestion;
    this.issues = issues;
  }
}

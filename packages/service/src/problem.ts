/** Errors of HTTP interfaces, as RFC 9457 problem details. */

/** One thing that is wrong, with its place: a JSON pointer into the body, or the name of a parameter. */
export type ProblemItem = { pointer?: string; parameter?: string; message: string; code?: string };

export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: ProblemItem[];
  instance?: string;
  trace_id?: string;
};

/** RFC 9457. */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** An error that a request handler throws to answer with a problem. `retryAfterSeconds` becomes `Retry-After`; `headers` go with it. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly errors: ProblemItem[] | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(input: {
    status: number;
    code: string;
    title: string;
    detail: string;
    errors?: ProblemItem[];
    retryAfterSeconds?: number;
    headers?: Readonly<Record<string, string>>;
    cause?: unknown;
  }) {
    super(input.detail, { cause: input.cause });
    this.status = input.status;
    this.code = input.code;
    this.title = input.title;
    this.errors = input.errors;
    this.retryAfterSeconds = input.retryAfterSeconds;
    this.headers = input.headers ?? {};
  }
}

/** The problem's type URI: stable, one per code. */
export function problemType(code: string): string {
  return `urn:rapport:problem:${code.toLowerCase().replaceAll('_', '-')}`;
}

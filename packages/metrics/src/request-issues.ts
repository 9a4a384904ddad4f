import { MetricRequestError, type RequestIssue, type RequestProblem } from './request-error.ts';

export type Issues = ReturnType<typeof createIssues>;

/** Collects everything that is wrong with a request before any of it is refused. */
export function createIssues() {
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
export const quoted = (text: string) => `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;

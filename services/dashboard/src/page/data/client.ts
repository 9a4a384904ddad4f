/** The API as the page reaches it: through the server that the page came from, which adds the token of the session. */
import { type Answer, createRapportClient, type Problem } from '@rapport/client';

export const api = createRapportClient({ baseUrl: `${globalThis.location.origin}/api/insights` });

/** The address of a path of the API, for links that the browser follows itself (files). */
export const apiAddress = (path: string): string => `/api/insights${path}`;

/** A problem that the API answered with, thrown so that the query that asked fails with it. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** A filter of the view that cannot apply: the metric counts what has no such dimension. Told, and never left out in silence. */
export class FilterError extends Error {
  /** What the metric counts. */
  readonly grain: string;
  readonly dimensions: readonly string[];
  constructor(grain: string, dimensions: readonly string[]) {
    super(`counts ${grain}, which has no ${dimensions.join(', ')}`);
    this.name = 'FilterError';
    this.grain = grain;
    this.dimensions = dimensions;
  }
}

/** The body of an answer: `await bodyOf(asked(api.GET(…)))`. @throws ProblemError where it is a problem */
export async function bodyOf<T>(answered: Promise<Answer<T>>): Promise<T> {
  const answer = await answered;
  if (answer.ok) return answer.body;
  throw new ProblemError(answer.problem);
}

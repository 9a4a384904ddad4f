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

/** The body of an answer: `await bodyOf(asked(api.GET(…)))`. @throws ProblemError where it is a problem */
export async function bodyOf<T>(answered: Promise<Answer<T>>): Promise<T> {
  const answer = await answered;
  if (answer.ok) return answer.body;
  throw new ProblemError(answer.problem);
}

/** What a route says about its answer, for the request log and the limits. Cells, never their values. */
import type { FastifyInstance, FastifyRequest } from 'fastify';

export type Answered = {
  /** What was asked, as it was understood. */
  questions: unknown[];
  metrics: string[];
  shown: number;
  hidden: number;
  release: string | null;
};

declare module 'fastify' {
  interface FastifyRequest {
    answered: Answered;
  }
}

type AnswerMeta = { metric: string; row_count: number; suppressed_cells: number; query: unknown; release?: unknown };

/** Gives every request an empty note to fill. */
export function addAnswered(app: FastifyInstance): void {
  app.decorateRequest('answered');
  app.addHook('onRequest', async (request) => {
    request.answered = { questions: [], metrics: [], shown: 0, hidden: 0, release: null };
  });
}

/** Notes cells that a request was answered with; to be called once for each part of an answer. */
export function noteCells(request: FastifyRequest, cells: { shown: number; hidden: number }): void {
  request.answered.shown += cells.shown;
  request.answered.hidden += cells.hidden;
}

const textOf = (release: unknown): string | null => {
  if (typeof release === 'string') return release;
  const { id } = (release ?? {}) as { id?: unknown };
  return typeof id === 'string' ? id : null;
};

/** Notes an answer of the metric engine: which metric, which question, how many cells, of which release. */
export function noteAnswer(request: FastifyRequest, meta: AnswerMeta): void {
  const { metric, row_count, suppressed_cells, query, release } = meta;
  const { answered } = request;
  noteCells(request, { shown: Math.max(0, row_count - suppressed_cells), hidden: suppressed_cells });
  answered.questions.push(query);
  answered.metrics.push(metric);
  answered.release ??= textOf(release);
}

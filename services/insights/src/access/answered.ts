/** What a route says about its answer, for the request log and the limits. Cells, never their values. */
import { ProblemError } from '@rapport/service';
import type { FastifyInstance, FastifyRequest } from 'fastify';

type Answered = {
  /** What was asked, as it was understood. */
  questions: unknown[];
  metrics: string[];
  shown: number;
  hidden: number;
  release: string | null;
  /** Turned away before it was asked. */
  limited: boolean;
};

declare module 'fastify' {
  interface FastifyRequest {
    answered: Answered;
  }
}

/** Largest answer of the metric engine to one question of a token; what is larger is for exports. */
const MOST_CELLS = 50_000;

type AnswerMeta = { metric: string; row_count: number; suppressed_cells: number; query: unknown; release?: unknown };

/** Gives every request an empty note to fill. */
export function addAnswered(app: FastifyInstance): void {
  app.decorateRequest('answered');
  app.addHook('onRequest', async (request) => {
    request.answered = { questions: [], metrics: [], shown: 0, hidden: 0, release: null, limited: false };
  });
}

/** Notes cells that a request was answered with; to be called once for each part of an answer. */
export function noteCells(request: FastifyRequest, cells: { shown: number; hidden: number }): void {
  request.answered.shown += cells.shown;
  request.answered.hidden += cells.hidden;
}

function refuseTooLarge(cells: number): void {
  if (cells <= MOST_CELLS) return;
  const detail = `the answer has ${cells} cells, and one may have ${MOST_CELLS}: take a coarser grain, fewer breakdowns or a shorter range`;
  throw new ProblemError({ status: 422, code: 'RESULT_TOO_LARGE', title: 'The answer is too large', detail });
}

const textOf = (release: unknown): string | null => {
  if (typeof release === 'string') return release;
  const { id } = (release ?? {}) as { id?: unknown };
  return typeof id === 'string' ? id : null;
};

/**
 * Notes an answer of the metric engine: which metric, which question, how many cells, of which release.
 * @throws ProblemError 422 for an answer that is larger than a token may have at once
 */
export function noteAnswer(request: FastifyRequest, meta: AnswerMeta): void {
  const { metric, row_count, suppressed_cells, query, release } = meta;
  const { access, answered } = request;
  if (access.tokenId !== null) refuseTooLarge(row_count);
  noteCells(request, { shown: Math.max(0, row_count - suppressed_cells), hidden: suppressed_cells });
  answered.questions.push(query);
  answered.metrics.push(metric);
  answered.release ??= textOf(release);
}

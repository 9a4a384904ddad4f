/** What is asked about an answer: explanations, cohorts, many questions at once, and what changed since. */
import {
  createChangeReceipts,
  findMetric,
  MetricRequestError,
  parseQuestion,
  type Question,
  type RunQuery,
  requestOf,
} from '@rapport/metrics';
import { ProblemError } from '@rapport/service';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Access, protectionOf } from '../access/access.ts';
import { noteAnswer } from '../access/answered.ts';
import type { EngineFor } from '../access/engines.ts';
import { requireLive, scopedQuestion } from '../access/scope.ts';
import { problemAnswer } from '../answers.ts';
import { invalidRequest, problemOf, unknownMetric } from '../problems.ts';
import type { QueryMetrics } from '../query-metrics.ts';
import { diffAnswer, explainAnswer, manyAnswer, manyQuestions, triangleAnswer } from '../question-answers.ts';
import {
  diffParameters,
  idParameter,
  parseQuery,
  questionParameters,
  questionProblem,
  triangleParameters,
} from '../series-parameters.ts';

type Dependencies = { engineFor: EngineFor; query: RunQuery; queryMetrics: QueryMetrics; clock: () => number };

const MOST_QUESTIONS = 20;
const PROBLEMS = { 400: problemAnswer, 404: problemAnswer, 422: problemAnswer, 503: problemAnswer };

/** The question of an address about one metric. @throws ProblemError */
function questionIn(request: FastifyRequest, further: readonly string[] = []) {
  const { id } = request.params as { id: string };
  if (findMetric(id) === undefined) throw unknownMetric(id);
  const parsed = parseQuery(id, request.query, further);
  if (!parsed.ok) throw invalidRequest(parsed.errors);
  return { ...parsed, question: scopedQuestion(request.access, parsed.question) };
}

/** How much the warehouse reads tells how much there is of everybody's: not for who sees some programmes only. */
function readsFor<T extends object>({ programmes }: Access, explanation: T) {
  return programmes === 'all' ? explanation : { ...explanation, tables: [], rows_read: null };
}

const selfOf = (request: FastifyRequest, metric: string) => {
  return { self: request.url, metric: `/v1/metrics/${metric}` };
};

function addExplain(app: FastifyInstance, { engineFor, queryMetrics }: Dependencies): void {
  app.get('/v1/metrics/:id/explain', {
    schema: {
      summary: 'What stands behind an answer: its SQL, the rows that reads, and each cell’s formula in numbers',
      description: 'Parameters are those of the series. A suppressed cell is not explained.',
      tags: ['metrics'],
      params: idParameter,
      querystring: questionParameters,
      response: { 200: explainAnswer, ...PROBLEMS },
    },
    handler: (request) =>
      queryMetrics.timed('/v1/metrics/{id}/explain', async () => {
        const { question } = questionIn(request);
        const { access } = request;
        const { meta, ...data } = await engineFor(access).explain(requestOf(question, protectionOf(access)));
        noteAnswer(request, meta);
        return { data: readsFor(access, data), meta, links: selfOf(request, question.metric) };
      }),
  });
}

function addTriangle(app: FastifyInstance, { engineFor, queryMetrics }: Dependencies): void {
  app.get('/v1/metrics/:id/triangle', {
    schema: {
      summary: 'Cohorts by the time since their start',
      description: 'For metrics of time to event and shares at a horizon.',
      tags: ['metrics'],
      params: idParameter,
      querystring: triangleParameters,
      response: { 200: triangleAnswer, ...PROBLEMS },
    },
    handler: (request) =>
      queryMetrics.timed('/v1/metrics/{id}/triangle', async () => {
        const { question, further } = questionIn(request, ['cohort', 'period', 'periods']);
        const { cohort = 'month', period, periods } = further;
        const { access } = request;
        const { rows, meta } = await engineFor(access).triangle({
          ...requestOf(question, protectionOf(access)),
          ...{ cohort, period },
          periods: periods === undefined ? undefined : Number(periods),
        });
        noteAnswer(request, { ...meta, row_count: rows.flatMap(({ cells }) => cells).length });
        return { data: rows, meta, links: selfOf(request, question.metric) };
      }),
  });
}

function addDiff(app: FastifyInstance, { engineFor, query, queryMetrics, clock }: Dependencies): void {
  app.get('/v1/metrics/:id/diff', {
    schema: {
      summary: 'A change receipt: the same question at two moments of knowledge',
      description:
        'Which rows changed, and how many events of which type and class changed them. A suppressed row shows no change; where one is, events are not counted. Single events are never listed here.',
      tags: ['metrics'],
      params: idParameter,
      querystring: diffParameters,
      response: { 200: diffAnswer, 403: problemAnswer, ...PROBLEMS },
    },
    handler: (request) =>
      queryMetrics.timed('/v1/metrics/{id}/diff', async () => {
        const { access } = request;
        requireLive(access, 'a change receipt');
        const { question, further } = questionIn(request, ['between']);
        const [knownBefore = '', knownAfter] = (further['between'] ?? '').split(',').map((part) => part.trim());
        const protection = protectionOf(access);
        const changeReceipt = createChangeReceipts({ engine: engineFor(access), query, clock });
        const data = await changeReceipt(requestOf(question, protection), { knownBefore, knownAfter }, { listed: 0 });
        const { metric, rows, unchanged_rows, hidden_rows } = data;
        const row_count = rows.length + unchanged_rows + hidden_rows;
        noteAnswer(request, { metric, query: data.question, row_count, suppressed_cells: hidden_rows });
        return { data, meta: { protection }, links: selfOf(request, question.metric) };
      }),
  });
}

/** The problem that a failed question is, as the API would have answered it alone; a fault of ours is thrown on. */
function problemIn(error: unknown) {
  const meant = problemOf(error);
  if (!(meant instanceof ProblemError)) throw error;
  const { status, code, title, message: detail, errors } = meant;
  return { status, code, title, detail, ...(errors === undefined ? {} : { errors }) };
}

async function answerOf(engineFor: EngineFor, request: FastifyRequest, raw: unknown) {
  const parsed = parseQuestion(raw);
  if (!parsed.ok) return { problem: problemIn(invalidRequest(parsed.issues.map(questionProblem))) };
  return answerTo(engineFor, request, parsed.question);
}

// A warehouse that does not answer fails the whole: that is no question's own fault.
const isOwnFault = (error: unknown) =>
  error instanceof MetricRequestError || (error instanceof ProblemError && error.status < 500);

async function answerTo(engineFor: EngineFor, request: FastifyRequest, question: Question) {
  const { access } = request;
  try {
    const asked = requestOf(scopedQuestion(access, question), protectionOf(access));
    const { rows, meta } = await engineFor(access).compare(asked);
    noteAnswer(request, meta);
    return { data: rows, meta };
  } catch (error) {
    if (isOwnFault(error)) return { problem: problemIn(error) };
    throw error;
  }
}

function questionsIn(body: unknown): readonly unknown[] {
  const queries = (body as { queries?: unknown } | null | undefined)?.queries;
  if (Array.isArray(queries) && queries.length >= 1 && queries.length <= MOST_QUESTIONS) return queries;
  const message = `queries must be a list of 1 to ${MOST_QUESTIONS} questions`;
  throw invalidRequest([{ pointer: '/queries', message, code: 'INVALID_QUERIES' }]);
}

function addQuery(app: FastifyInstance, { engineFor, queryMetrics }: Dependencies): void {
  app.post('/v1/query', {
    schema: {
      summary: `Up to ${MOST_QUESTIONS} questions at once, each with its own answer or problem`,
      description: 'Answers come in the order of the questions. Fields are named like the parameters of a series.',
      tags: ['metrics'],
      body: manyQuestions,
      response: { 200: manyAnswer, 400: problemAnswer, 503: problemAnswer },
    },
    handler: (request) =>
      queryMetrics.timed('/v1/query', async () => {
        const data = await Promise.all(questionsIn(request.body).map((raw) => answerOf(engineFor, request, raw)));
        const suppressed = data.reduce((sum, one) => sum + ('meta' in one ? one.meta.suppressed_cells : 0), 0);
        queryMetrics.suppressed(suppressed);
        return { data, meta: { row_count: data.length }, links: { self: '/v1/query' } };
      }),
  });
}

/** GET /v1/metrics/:id/explain, …/triangle and …/diff, and POST /v1/query. */
export function addQuestionRoutes(app: FastifyInstance, dependencies: Dependencies): void {
  addExplain(app, dependencies);
  addTriangle(app, dependencies);
  addDiff(app, dependencies);
  addQuery(app, dependencies);
}

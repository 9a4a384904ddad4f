import {
  compareReissue,
  createFrozenReports,
  type FrozenReport,
  parseQuestion,
  type Question,
  type RunQuery,
  reportOf,
} from '@rapport/metrics';
import { ProblemError } from '@rapport/service';
import {
  findReport,
  keepReport,
  listReports,
  type ReportFilter,
  type StoredReportHead,
  type Warehouse,
} from '@rapport/warehouse';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Access, protectionOf } from '../access/access.ts';
import { noteAnswer, noteCells } from '../access/answered.ts';
import type { EngineFor } from '../access/engines.ts';
import { requireLive, scopedQuestion } from '../access/scope.ts';
import { problemAnswer } from '../answers.ts';
import { parsedBy } from '../attention/attention-parameters.ts';
import { freezeBody, freezeDescription, nameOfTitle } from '../freezing/freeze-order.ts';
import { storedMoment } from '../freezing/stored-moment.ts';
import { frozenAnswer, frozenListAnswer, frozenMadeAnswer, reissueAnswer } from '../frozen-answers.ts';
import { invalidRequest } from '../problems.ts';
import type { QueryMetrics } from '../query-metrics.ts';
import type { SampleLog } from '../releases/waiting-records.ts';
import { questionProblem } from '../series-parameters.ts';

type Dependencies = {
  warehouse: Warehouse;
  query: RunQuery;
  engineFor: EngineFor;
  /** Without it nobody here knows what stands on the log: then what is stored is all there is. */
  sampleLog: SampleLog | undefined;
  queryMetrics: QueryMetrics;
  clock: () => number;
};

const idParameter = z.object({ id: z.string().meta({ examples: ['board-2026-q3-4f0c2ab91d7e'] }) });

/** The reports that a caller may see: that hide what is too small for them, and are about programmes of theirs only. */
const visibleTo = ({ k, programmes }: Access): ReportFilter => {
  return { leastGroup: k, ...(programmes === 'all' ? {} : { programmes }) };
};

const iso = (ms: number) => new Date(ms).toISOString();

function headOf({ id, name, frozenAt, asOf, knownAt, smallestGroup, answers, sha256 }: StoredReportHead) {
  const times = { frozen_at: iso(frozenAt), as_of: iso(asOf), known_at: iso(knownAt) };
  return { id, name, ...times, protection: { k: smallestGroup }, answers, sha256 };
}

async function reportIn({ warehouse }: Dependencies, request: FastifyRequest) {
  const { id } = request.params as { id: string };
  const stored = await findReport(warehouse, id, visibleTo(request.access));
  if (stored !== undefined) return stored;
  throw new ProblemError({
    status: 404,
    code: 'UNKNOWN_REPORT',
    title: 'Not found',
    detail: `there is no frozen report "${id.slice(0, 80)}" that this API may show`,
  });
}

const parsed = (content: string): FrozenReport => reportOf(JSON.parse(content));

function noteReport(request: FastifyRequest, answers: FrozenReport['content']['answers']): void {
  const { answered } = request;
  answered.questions.push(...answers.map(({ question }) => question));
  answered.metrics.push(...answers.map(({ metric }) => metric));
  for (const { meta } of answers) {
    noteCells(request, { shown: meta.row_count - meta.suppressed_cells, hidden: meta.suppressed_cells });
  }
}

function addReading(app: FastifyInstance, dependencies: Dependencies): void {
  const { warehouse, queryMetrics } = dependencies;
  app.get('/v1/frozen-reports', {
    schema: {
      summary: 'Reports that were frozen at fixed times, the newest first',
      tags: ['frozen reports'],
      response: { 200: frozenListAnswer, 503: problemAnswer },
    },
    handler: ({ access }) =>
      queryMetrics.timed('/v1/frozen-reports', async () => {
        const data = (await listReports(warehouse, visibleTo(access))).map(headOf);
        return { data, meta: { row_count: data.length }, links: { self: '/v1/frozen-reports' } };
      }),
  });
  app.get('/v1/frozen-reports/:id', {
    schema: {
      summary: 'A frozen report: its questions and answers as they were',
      tags: ['frozen reports'],
      params: idParameter,
      response: { 200: frozenAnswer, 404: problemAnswer, 503: problemAnswer },
    },
    handler: (request) =>
      queryMetrics.timed('/v1/frozen-reports/{id}', async () => {
        const { content, ...head } = await reportIn(dependencies, request);
        const self = `/v1/frozen-reports/${head.id}`;
        const report = parsed(content).content;
        noteReport(request, report.answers);
        return { data: report, meta: headOf(head), links: { self, reissue: `${self}/reissue` } };
      }),
  });
}

/** @throws ProblemError 403: leads and data teams read what was frozen for them */
function requireFreezer({ role }: Access): void {
  if (role === 'admin' || role === 'analyst' || role === 'demo') return;
  throw new ProblemError({
    status: 403,
    code: 'NOT_PERMITTED',
    title: 'Not permitted',
    detail: 'reports are frozen by analysts and administrators',
  });
}

/** The questions as this caller may ask them. @throws ProblemError 400 that names each at fault, and as scopedQuestion */
function questionsIn({ access }: FastifyRequest, raw: readonly unknown[]): Question[] {
  return raw.map((one, index) => {
    const parsed = parseQuestion(one);
    if (parsed.ok) return scopedQuestion(access, parsed.question);
    throw invalidRequest(
      parsed.issues
        .map(questionProblem)
        .map(({ parameter, ...rest }) => ({ ...rest, parameter: `questions.${index}.${parameter}` })),
    );
  });
}

/**
 * Freezes and keeps. Who is answered from releases gets the answers of the latest one and no choice of times: two reports of
 * moments of one's own could be subtracted.
 */
async function freeze(dependencies: Dependencies, request: FastifyRequest) {
  const { warehouse, query, engineFor, sampleLog, clock } = dependencies;
  const { access } = request;
  requireFreezer(access);
  const { title, questions: raw, as_of, known_at } = parsedBy(freezeBody, request.body);
  if (as_of !== undefined || known_at !== undefined) requireLive(access, 'a report of a time of one’s own');
  const order = { name: nameOfTitle(title), questions: questionsIn(request, raw), protection: protectionOf(access) };
  const reports = createFrozenReports({ query, clock });
  const live = async () => {
    const settled = await storedMoment({ warehouse, sampleLog, clock });
    const knownAt = known_at ?? new Date(settled ?? clock()).toISOString();
    return reports.freeze({ ...order, asOf: as_of ?? knownAt, knownAt }, settled);
  };
  const { id, sha256, bytes, content } = await (access.answers === 'live'
    ? live()
    : reports.freezeReleased(order, engineFor(access)));
  for (const { meta } of content.answers) noteAnswer(request, meta);
  const head = {
    ...{ id, name: content.name, sha256, answers: content.answers.length, smallestGroup: order.protection.k },
    ...{ frozenAt: clock(), asOf: Date.parse(content.as_of), knownAt: Date.parse(content.known_at) },
  };
  await keepReport(warehouse, { ...head, content: bytes });
  return headOf(head);
}

/** GET and POST /v1/frozen-reports, GET /v1/frozen-reports/:id and …/reissue. */
export function addFrozenRoutes(app: FastifyInstance, dependencies: Dependencies): void {
  const { query, queryMetrics, clock } = dependencies;
  const { reissue } = createFrozenReports({ query, clock });
  addReading(app, dependencies);
  app.post('/v1/frozen-reports', {
    schema: {
      summary: 'Answers questions at fixed times and keeps the answers with their digest',
      description:
        'For analysts and administrators. Small groups are hidden as in every answer to the caller. Whoever is answered from releases freezes the latest one.',
      tags: ['frozen reports'],
      body: freezeDescription,
      response: {
        ...{ 201: frozenMadeAnswer, 400: problemAnswer, 403: problemAnswer, 404: problemAnswer },
        ...{ 422: problemAnswer, 503: problemAnswer },
      },
    },
    handler: (request, reply) =>
      queryMetrics.timed('/v1/frozen-reports', async () => {
        const data = await freeze(dependencies, request);
        reply.status(201).header('location', `/v1/frozen-reports/${data.id}`);
        return { data, meta: {}, links: { self: `/v1/frozen-reports/${data.id}` } };
      }),
  });
  app.get('/v1/frozen-reports/:id/reissue', {
    schema: {
      summary: 'The same questions at the same times, answered again: are the bytes the same, and if not, why?',
      tags: ['frozen reports'],
      params: idParameter,
      response: { 200: reissueAnswer, 403: problemAnswer, 404: problemAnswer, 503: problemAnswer },
    },
    handler: (request) =>
      queryMetrics.timed('/v1/frozen-reports/{id}/reissue', async () => {
        requireLive(request.access, 'a reissue');
        const stored = await reportIn(dependencies, request);
        const frozen = parsed(stored.content);
        noteReport(request, frozen.content.answers);
        const data = compareReissue(frozen, await reissue(frozen));
        const report = `/v1/frozen-reports/${stored.id}`;
        return { data, meta: headOf(stored), links: { self: `${report}/reissue`, report } };
      }),
  });
}

import { compareReissue, createFrozenReports, type FrozenReport, type RunQuery, reportOf } from '@rapport/metrics';
import { ProblemError } from '@rapport/service';
import { findReport, listReports, type ReportFilter, type StoredReportHead, type Warehouse } from '@rapport/warehouse';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Access } from '../access/access.ts';
import { noteCells } from '../access/answered.ts';
import { requireLive } from '../access/scope.ts';
import { problemAnswer } from '../answers.ts';
import { frozenAnswer, frozenListAnswer, reissueAnswer } from '../frozen-answers.ts';
import type { QueryMetrics } from '../query-metrics.ts';

type Dependencies = { warehouse: Warehouse; query: RunQuery; queryMetrics: QueryMetrics; clock: () => number };

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

/** GET /v1/frozen-reports, /v1/frozen-reports/:id and …/reissue. Freezing is for who owns the data: the command does it. */
export function addFrozenRoutes(app: FastifyInstance, dependencies: Dependencies): void {
  const { query, queryMetrics, clock } = dependencies;
  const { reissue } = createFrozenReports({ query, clock });
  addReading(app, dependencies);
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

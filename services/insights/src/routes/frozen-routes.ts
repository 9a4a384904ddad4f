import { compareReissue, createFrozenReports, type FrozenReport, type RunQuery, reportOf } from '@rapport/metrics';
import { ProblemError } from '@rapport/service';
import { findReport, listReports, type StoredReportHead, type Warehouse } from '@rapport/warehouse';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { problemAnswer } from '../answers.ts';
import { frozenAnswer, frozenListAnswer, reissueAnswer } from '../frozen-answers.ts';
import { SMALLEST_GROUP } from '../protection.ts';
import type { QueryMetrics } from '../query-metrics.ts';

type Dependencies = { warehouse: Warehouse; query: RunQuery; queryMetrics: QueryMetrics; clock: () => number };

const idParameter = z.object({ id: z.string().meta({ examples: ['board-2026-q3-4f0c2ab91d7e'] }) });

/** Reports that show smaller groups than this API does are not for it. */
const isForAll = ({ smallestGroup }: StoredReportHead) => smallestGroup >= SMALLEST_GROUP;

const iso = (ms: number) => new Date(ms).toISOString();

function headOf({ id, name, frozenAt, asOf, knownAt, smallestGroup, answers, sha256 }: StoredReportHead) {
  const times = { frozen_at: iso(frozenAt), as_of: iso(asOf), known_at: iso(knownAt) };
  return { id, name, ...times, protection: { k: smallestGroup }, answers, sha256 };
}

async function reportIn({ warehouse }: Dependencies, request: FastifyRequest) {
  const { id } = request.params as { id: string };
  const stored = await findReport(warehouse, id);
  if (stored !== undefined && isForAll(stored)) return stored;
  throw new ProblemError({
    status: 404,
    code: 'UNKNOWN_REPORT',
    title: 'Not found',
    detail: `there is no frozen report "${id.slice(0, 80)}" that this API may show`,
  });
}

const parsed = (content: string): FrozenReport => reportOf(JSON.parse(content));

function addReading(app: FastifyInstance, dependencies: Dependencies): void {
  const { warehouse, queryMetrics } = dependencies;
  app.get('/v1/frozen-reports', {
    schema: {
      summary: 'Reports that were frozen at fixed times, the newest first',
      tags: ['frozen reports'],
      response: { 200: frozenListAnswer, 503: problemAnswer },
    },
    handler: () =>
      queryMetrics.timed('/v1/frozen-reports', async () => {
        const data = (await listReports(warehouse)).filter(isForAll).map(headOf);
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
        return { data: parsed(content).content, meta: headOf(head), links: { self, reissue: `${self}/reissue` } };
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
      response: { 200: reissueAnswer, 404: problemAnswer, 503: problemAnswer },
    },
    handler: (request) =>
      queryMetrics.timed('/v1/frozen-reports/{id}/reissue', async () => {
        const stored = await reportIn(dependencies, request);
        const frozen = parsed(stored.content);
        const data = compareReissue(frozen, await reissue(frozen));
        const report = `/v1/frozen-reports/${stored.id}`;
        return { data, meta: headOf(stored), links: { self: `${report}/reissue`, report } };
      }),
  });
}

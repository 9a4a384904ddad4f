import { createHash } from 'node:crypto';
import { type ComparedResult, describeMetric, findMetric, metrics, requestOf, resultToCsv } from '@rapport/metrics';
import type { Logger } from '@rapport/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { protectionOf, SMALLEST_GROUP } from '../access/access.ts';
import { noteAnswer } from '../access/answered.ts';
import type { EngineFor } from '../access/engines.ts';
import { scopedQuestion } from '../access/scope.ts';
import { metricAnswer, metricListAnswer, problemAnswer, seriesAnswer, versionsAnswer } from '../answers.ts';
import { invalidRequest, unknownMetric } from '../problems.ts';
import type { QueryMetrics } from '../query-metrics.ts';
import { idParameter, parseSeries, seriesParameters } from '../series-parameters.ts';

type Dependencies = { engineFor: EngineFor; logger: Logger; queryMetrics: QueryMetrics };

/** Same rows, same definition, same question: same tag, whenever it is asked. */
function entityTag(result: ComparedResult, url: string): string {
  const { version } = result.meta;
  const text = JSON.stringify([url, version, result.meta.protection, result.rows]);
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}

// RFC 9110: a list of tags or *, compared weakly.
function isKnownToCaller(header: string | undefined, tag: string): boolean {
  const opaque = (text: string) => text.trim().replace(/^W\//, '');
  return (header ?? '').split(',').some((known) => known.trim() === '*' || opaque(known) === opaque(tag));
}

function sendSeries(request: FastifyRequest, reply: FastifyReply, result: ComparedResult, format: 'json' | 'csv') {
  const tag = entityTag(result, request.url);
  reply.header('etag', tag).header('cache-control', 'private, no-cache');
  if (isKnownToCaller(request.headers['if-none-match'], tag)) return reply.status(304).send();
  if (format === 'csv') return reply.type('text/csv; charset=utf-8; header=present').send(resultToCsv(result));
  const { metric } = result.meta;
  const separator = request.url.includes('?') ? '&' : '?';
  const links = { self: request.url, metric: `/v1/metrics/${metric}`, csv: `${request.url}${separator}format=csv` };
  return reply.send({ data: result.rows, meta: result.meta, links });
}

async function series(dependencies: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const { id } = request.params as { id: string };
  if (findMetric(id) === undefined) throw unknownMetric(id);
  const parsed = parseSeries(id, request.query);
  if (!parsed.ok) throw invalidRequest(parsed.errors);
  const { access } = request;
  const question = scopedQuestion(access, parsed.question);
  const result = await dependencies.engineFor(access).compare(requestOf(question, protectionOf(access)));
  noteAnswer(request, result.meta);
  const { row_count, suppressed_cells, query } = result.meta;
  dependencies.queryMetrics.suppressed(suppressed_cells);
  dependencies.logger.info({ query, row_count, suppressed_cells, trace_id: request.id }, 'answered a metric query');
  return sendSeries(request, reply, result, parsed.format);
}

function addVersionsRoute(app: FastifyInstance): void {
  app.get('/v1/metrics/:id/versions', {
    schema: {
      summary: 'The change log of a metric’s definition, oldest first',
      tags: ['metrics'],
      params: idParameter,
      response: { 200: versionsAnswer, 404: problemAnswer },
    },
    handler: async (request) => {
      const { id } = request.params as { id: string };
      const metric = findMetric(id);
      if (metric === undefined) throw unknownMetric(id);
      const data = [...metric.changes];
      return {
        data,
        meta: { metric: id, version: metric.version, row_count: data.length },
        links: { self: `/v1/metrics/${id}/versions`, metric: `/v1/metrics/${id}` },
      };
    },
  });
}

/** GET /v1/metrics, /v1/metrics/:id, …/versions and …/series. */
export function addMetricRoutes(app: FastifyInstance, dependencies: Dependencies): void {
  const { queryMetrics } = dependencies;
  app.get('/v1/metrics', {
    schema: { summary: 'The metric catalogue', tags: ['metrics'], response: { 200: metricListAnswer } },
    handler: async () => ({
      data: metrics.map(describeMetric),
      meta: { row_count: metrics.length },
      links: { self: '/v1/metrics' },
    }),
  });
  app.get('/v1/metrics/:id', {
    schema: {
      summary: 'One metric: what it means and what it can be sliced by',
      tags: ['metrics'],
      params: idParameter,
      response: { 200: metricAnswer, 404: problemAnswer },
    },
    handler: async (request) => {
      const { id } = request.params as { id: string };
      const metric = findMetric(id);
      if (metric === undefined) throw unknownMetric(id);
      return {
        data: describeMetric(metric),
        meta: {},
        links: {
          self: `/v1/metrics/${id}`,
          series: `/v1/metrics/${id}/series`,
          explain: `/v1/metrics/${id}/explain`,
          versions: `/v1/metrics/${id}/versions`,
        },
      };
    },
  });
  addVersionsRoute(app);
  app.get('/v1/metrics/:id/series', {
    schema: {
      summary: 'A metric’s values, by time bucket and group, with intervals',
      description: `Filters are f.<dimension>=a,b (a leading ! excludes). Cells about fewer than ${SMALLEST_GROUP} people are suppressed.`,
      tags: ['metrics'],
      params: idParameter,
      querystring: seriesParameters,
      response: { 200: seriesAnswer, 400: problemAnswer, 404: problemAnswer, 422: problemAnswer, 503: problemAnswer },
    },
    handler: (request, reply) =>
      queryMetrics.timed('/v1/metrics/{id}/series', () => series(dependencies, request, reply)),
  });
}

import { createHash } from 'node:crypto';
import {
  createMetricEngine,
  describeMetric,
  findMetric,
  type MetricEngine,
  type MetricResult,
  metrics,
  nearest,
  resultToCsv,
} from '@rapport/metrics';
import { type Logger, ProblemError } from '@rapport/service';
import type { Warehouse } from '@rapport/warehouse';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { metricAnswer, metricListAnswer, problemAnswer, seriesAnswer } from '../answers.ts';
import { invalidRequest } from '../problems.ts';
import type { QueryMetrics } from '../query-metrics.ts';
import { parseSeries, type SeriesRequest, seriesParameters } from '../series-parameters.ts';

/** Smallest number of distinct people, on each side, that a cell of this API may be about. */
const SMALLEST_GROUP = 5;

type Dependencies = { warehouse: Warehouse; logger: Logger; queryMetrics: QueryMetrics };

const idParameter = z.object({ id: z.string().meta({ examples: ['pair-survival'] }) });

function unknownMetric(id: string): ProblemError {
  const suggestion = nearest(
    id,
    metrics.map((metric) => metric.id),
  );
  const hint = suggestion === undefined ? '' : `: did you mean ${suggestion}?`;
  const message = `there is no metric "${id.slice(0, 60)}"${hint}`;
  return new ProblemError({
    status: 404,
    code: 'UNKNOWN_METRIC',
    title: 'Not found',
    detail: message,
    errors: [{ parameter: 'id', message }],
  });
}

/** Same rows, same definition, same question: same tag, whenever it is asked. */
function entityTag(result: MetricResult, url: string): string {
  const { version, protection } = result.meta;
  const text = JSON.stringify([url, version, protection, result.rows]);
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}

// RFC 9110: a list of tags or *, compared weakly.
function isKnownToCaller(header: string | undefined, tag: string): boolean {
  const opaque = (text: string) => text.trim().replace(/^W\//, '');
  return (header ?? '').split(',').some((known) => known.trim() === '*' || opaque(known) === opaque(tag));
}

function sendSeries(
  request: FastifyRequest,
  reply: FastifyReply,
  result: MetricResult,
  format: SeriesRequest['format'],
) {
  const tag = entityTag(result, request.url);
  reply.header('etag', tag).header('cache-control', 'private, no-cache');
  if (isKnownToCaller(request.headers['if-none-match'], tag)) return reply.status(304).send();
  if (format === 'csv') return reply.type('text/csv; charset=utf-8; header=present').send(resultToCsv(result));
  const { metric } = result.meta;
  const separator = request.url.includes('?') ? '&' : '?';
  const links = { self: request.url, metric: `/v1/metrics/${metric}`, csv: `${request.url}${separator}format=csv` };
  return reply.send({ data: result.rows, meta: result.meta, links });
}

async function series(engine: MetricEngine, dependencies: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const { id } = request.params as { id: string };
  if (findMetric(id) === undefined) throw unknownMetric(id);
  const parsed = parseSeries(id, request.query);
  if (!parsed.ok) throw invalidRequest(parsed.errors);
  const result = await engine.run({ ...parsed.series.request, protection: { k: SMALLEST_GROUP } });
  const { row_count, suppressed_cells, query } = result.meta;
  dependencies.queryMetrics.suppressed(suppressed_cells);
  dependencies.logger.info({ query, row_count, suppressed_cells, trace_id: request.id }, 'answered a metric query');
  return sendSeries(request, reply, result, parsed.series.format);
}

/** GET /v1/metrics, /v1/metrics/:id and /v1/metrics/:id/series. */
export function addMetricRoutes(app: FastifyInstance, dependencies: Dependencies): void {
  const { warehouse, queryMetrics } = dependencies;
  const engine = createMetricEngine({ query: (sql, params) => warehouse.query(sql, params) });
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
        links: { self: `/v1/metrics/${id}`, series: `/v1/metrics/${id}/series` },
      };
    },
  });
  app.get('/v1/metrics/:id/series', {
    schema: {
      summary: 'A metric’s values, by time bucket and group, with intervals',
      description: `Filters are f.<dimension>=a,b (a leading ! excludes). Cells about fewer than ${SMALLEST_GROUP} people are suppressed.`,
      tags: ['metrics'],
      params: idParameter,
      querystring: seriesParameters,
      response: { 200: seriesAnswer, 400: problemAnswer, 404: problemAnswer, 503: problemAnswer },
    },
    handler: (request, reply) =>
      queryMetrics.timed('/v1/metrics/{id}/series', () => series(engine, dependencies, request, reply)),
  });
}

import { metrics } from '@rapport/metrics';
import { ProblemError } from '@rapport/service';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Access } from '../access/access.ts';
import { count, links, problemAnswer } from '../answers.ts';
import { type HealthDependencies, pipelineHealth } from '../health/pipeline-health.ts';
import type { QueryMetrics } from '../query-metrics.ts';

type Dependencies = HealthDependencies & { queryMetrics: QueryMetrics; clock: () => number };

const PATH = '/v1/health';
const SEEN_BY: readonly Access['role'][] = ['admin', 'demo', 'data'];

const instant = z.string().nullable();
const partition = z.object({
  partition: z.number(),
  end_offset: z.number().nullable().meta({ description: 'The offset that the next record on the log will get' }),
  stored_offset: z.number().nullable().meta({ description: 'The last one that is stored' }),
  lag: z
    .number()
    .nullable()
    .meta({ description: 'Records on the log that are not stored yet; null where nobody knows' }),
  rows: z.number(),
  latest_record_at: instant.meta({ description: 'Kafka time of the newest record that became a row' }),
  written_at: instant.meta({ description: 'When the newest chunk was written' }),
});
const topic = partition
  .omit({ partition: true, end_offset: true, stored_offset: true })
  .extend({ topic: z.string(), stream: z.string(), partitions: z.array(partition) });

const letter = z.object({
  topic: z.string(),
  partition: z.number(),
  offset: z.number(),
  code: z.string(),
  field: z.string().meta({ description: 'The field that broke a rule; empty where the whole record is unreadable' }),
  message: z.string(),
  programme: z.string().meta({ description: 'Empty where it could not be read' }),
  at: instant.meta({ description: 'When Kafka took the record' }),
  state: z.enum(['open', 'retried', 'discarded']),
  marked_at: instant,
  marked_by: z.string(),
  reason: z.string().meta({ description: 'Why it was retried or discarded' }),
});

const letters = z.object({
  topic: z.string(),
  total: z.number(),
  open: z.number().meta({ description: 'Nothing was done about these yet' }),
  counts: z.array(z.object({ topic: z.string(), code: z.string(), count: z.number(), open: z.number() })),
  newest: z.array(letter).meta({ description: 'At most 100, without their bytes' }),
});

const rebuild = z.object({
  phase: z.enum(['filling', 'compared', 'swapping', 'swapped', 'rolling_back', 'rolled_back']),
  epoch: z.number(),
  started_at: z.string(),
  offsets: z
    .object({ done: z.number(), total: z.number() })
    .nullable()
    .meta({ description: 'While it is filled: how far it has come' }),
});

const healthAnswer = z.object({
  data: z.object({
    log: z.enum(['read', 'not_configured', 'unreachable']).meta({ description: 'Whether the brokers were asked' }),
    topics: z.array(topic),
    dead_letters: letters,
    rebuild: rebuild.nullable().meta({ description: 'Tables that are built anew, or kept of the last time' }),
    quality: z
      .array(z.object({ metric: z.string(), title: z.string(), question: z.string() }))
      .meta({ description: 'Metrics that judge the data: ask for their series' }),
  }),
  meta: count.extend({ as_of: z.string() }),
  links,
});

/** Offsets and letters count what everybody sends: whoever sees some programmes only must not see them. */
function refuseOthers({ role, programmes }: Access): void {
  if (SEEN_BY.includes(role) && programmes === 'all') return;
  throw new ProblemError({
    status: 403,
    code: 'NOT_PERMITTED',
    title: 'Not permitted',
    detail:
      'this counts the records of all programmes: it is for tokens of the roles admin and data that see all of them',
  });
}

const quality = () =>
  metrics
    .filter(({ family }) => family === 'pipeline')
    .map(({ id, title, question }) => ({ metric: id, title, question }));

/** GET /v1/health. */
export function addHealthRoutes(app: FastifyInstance, dependencies: Dependencies): void {
  const { queryMetrics, clock, ...own } = dependencies;
  app.get(PATH, {
    schema: {
      summary: 'How far the log reaches and how far it is stored, what was set aside, and what is being rebuilt',
      description: 'For those who run the pipeline: admin, data, and the demo.',
      tags: ['operations'],
      response: { 200: healthAnswer, 403: problemAnswer, 503: problemAnswer },
    },
    handler: ({ access }, reply) =>
      queryMetrics.timed(PATH, async () => {
        refuseOthers(access);
        const health = await pipelineHealth(own);
        reply.header('cache-control', 'private, no-store');
        const meta = { row_count: health.topics.length, as_of: new Date(clock()).toISOString() };
        return { data: { ...health, quality: quality() }, meta, links: { self: PATH } };
      }),
  });
}

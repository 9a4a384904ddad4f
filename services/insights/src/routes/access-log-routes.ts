import { type AccessLogLine, listAccessLog, type Warehouse } from '@rapport/warehouse';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { requireAdmin } from '../access/scope.ts';
import { count, links, problemAnswer } from '../answers.ts';
import { invalidRequest } from '../problems.ts';
import type { QueryMetrics } from '../query-metrics.ts';

type Dependencies = { warehouse: Warehouse; queryMetrics: QueryMetrics };

const LIMIT = 100;
const MOST = 1_000;
const PATH = '/v1/access-log';

const instant = z.iso.datetime({ offset: true, error: 'must be an instant such as 2026-11-01T00:00:00Z' });

const parameters = z.strictObject({
  since: instant.optional().meta({ description: 'Only from then on' }),
  until: instant.optional().meta({ description: 'Only before' }),
  token: z.string().min(1).max(100).optional().meta({ description: 'Only of this token: its id or name' }),
  metric: z.string().min(1).max(100).optional().meta({ description: 'Only where this metric was asked for' }),
  limit: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a whole number')
    .optional()
    .meta({ description: `How many lines, the newest first (default ${LIMIT}, at most ${MOST})` }),
});

const line = z.object({
  at: z.string(),
  id: z.string(),
  trace_id: z.string(),
  token_id: z.string(),
  name: z.string(),
  role: z.string(),
  method: z.string(),
  route: z.string(),
  url: z.string(),
  status: z.number(),
  metrics: z.array(z.string()),
  questions: z.string().meta({ description: 'What was asked, as it was understood: a JSON list' }),
  cells_shown: z.number(),
  cells_hidden: z.number(),
  release: z.string().meta({ description: 'Empty for answers of the moment' }),
  duration_ms: z.number(),
});

export const accessLogAnswer = z.object({ data: z.array(line), meta: count, links });

const plain = ({ at, ...rest }: AccessLogLine) => ({ at: new Date(at).toISOString(), ...rest });
const ms = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));

/** What the parameters ask for. @throws ProblemError 400 */
function filterOf(raw: unknown) {
  const parsed = parameters.safeParse(raw);
  if (!parsed.success) {
    throw invalidRequest(
      parsed.error.issues.map(({ path, message }) => {
        return { parameter: path.join('.'), message: `${path.join('.')} ${message}`.trim(), code: 'INVALID_PARAMETER' };
      }),
    );
  }
  const { since, until, token, metric, limit } = parsed.data;
  const most = limit === undefined ? LIMIT : Math.min(MOST, Number(limit));
  return { since: ms(since), until: ms(until), token, metric, limit: most };
}

/** GET /v1/access-log, for administrators: it says who asked about whom. */
export function addAccessLogRoutes(app: FastifyInstance, { warehouse, queryMetrics }: Dependencies): void {
  app.get(PATH, {
    schema: {
      summary: 'Who asked what, how many cells they saw and how many were hidden; for administrators',
      description: 'A line is there about a second after its answer.',
      tags: ['operations'],
      querystring: parameters,
      response: { 200: accessLogAnswer, 400: problemAnswer, 403: problemAnswer, 503: problemAnswer },
    },
    handler: ({ access, query }) =>
      queryMetrics.timed(PATH, async () => {
        requireAdmin(access);
        const data = (await listAccessLog(warehouse, filterOf(query))).map(plain);
        return { data, meta: { row_count: data.length }, links: { self: PATH } };
      }),
  });
}

/** GET /v1/attention, its rules and single alerts; POST /v1/alerts/{id}/acknowledge, snooze and resolve. */
import {
  type AlertFilter,
  type AlertRow,
  alertAnswer,
  alertOf,
  alertRows,
  alertStates,
  completeness,
  type Deed,
  lastTold,
  meantBy,
  pageKeyOf,
  type RunQuery,
  ruleAnswer,
  ruleList,
} from '@rapport/attention';
import type { AnswerMemory } from '@rapport/metrics';
import { ProblemError } from '@rapport/service';
import { type FactKeeper, relationSql } from '@rapport/warehouse';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Access, seesProgramme } from '../access/access.ts';
import { noteCells } from '../access/answered.ts';
import { problemAnswer } from '../answers.ts';
import { type AlertSender, doDeed } from '../attention/alert-deeds.ts';
import { scopedProgrammes } from '../attention/alert-scope.ts';
import * as parameters from '../attention/attention-parameters.ts';
import type { QueryMetrics } from '../query-metrics.ts';

export type AttentionRoutesDependencies = {
  query: RunQuery;
  facts: Pick<FactKeeper, 'source'> | undefined;
  /** Without it every answer is made anew. */
  memory: AnswerMemory | undefined;
  /** Absent where no log is named: alerts can be read then, and nothing done with them. */
  sendAlerts: AlertSender | undefined;
  settleSeconds: number | undefined;
  queryMetrics: QueryMetrics;
  clock: () => number;
};

const USUAL_SETTLE_SECONDS = 60;
/** Events of the future begin to count without anything being stored. */
const TOLD_LASTS_MS = 60_000;

const tells = z.object({
  programme: z.string(),
  judged_until: z.string().nullable(),
  cannot_tell: z.string().nullable().meta({ description: 'Why nobody can tell yet; null where the rules are asked' }),
});
const listAnswer = z.object({
  data: z.array(alertAnswer),
  meta: z.object({ row_count: z.int(), programmes: z.array(tells) }).loose(),
  links: z.object({ self: z.string(), next: z.string().nullable() }),
});
const oneAnswer = z.object({ data: alertAnswer, meta: z.object({}).loose(), links: z.object({ self: z.string() }) });
const rulesAnswer = z.object({ data: z.array(ruleAnswer), meta: z.object({ row_count: z.int() }).loose() });
const deedAnswer = z.object({
  data: z.object({ alert_id: z.string(), state: z.enum(alertStates), changed: z.boolean() }),
  links: z.object({ alert: z.string() }),
});

/** Rows about single pairings are for those who help them. @throws ProblemError 403 */
function requireHelper({ role }: Access): void {
  if (role === 'admin' || role === 'lead' || role === 'demo') return;
  throw new ProblemError({
    status: 403,
    code: 'NOT_PERMITTED',
    title: 'Not permitted',
    detail: 'alerts name single pairings: they are for programme leads and administrators; alert metrics are for all',
  });
}

const factAlerts = ({ facts }: AttentionRoutesDependencies) => (facts?.source() ?? relationSql)('fact_alert');

const unknownAlert = (handle: string) =>
  new ProblemError({
    status: 404,
    code: 'UNKNOWN_ALERT',
    title: 'Not found',
    detail: `there is no alert "${handle.slice(0, 80)}"`,
  });

/** The alerts that an address means, as far as the caller may know of them. @throws ProblemError 404, 403 */
async function rowsAt(dependencies: AttentionRoutesDependencies, request: FastifyRequest): Promise<AlertRow[]> {
  const { query, clock } = dependencies;
  const { access } = request;
  requireHelper(access);
  const { id } = parameters.parsedBy(parameters.alertId, request.params);
  const filter: AlertFilter = {
    ...{ programmes: access.programmes, states: alertStates, meant: meantBy(id), limit: 100, now: clock() },
  };
  const rows = await alertRows(query, factAlerts(dependencies), filter, true);
  if (rows.length === 0) throw unknownAlert(id);
  return rows;
}

/** It reads every event: once for all who ask the same, as long as nothing new is stored. */
function toldOf(
  { query, memory }: AttentionRoutesDependencies,
  scope: { knownAt: number; programmes?: readonly string[] },
) {
  const ask = () => lastTold(query, scope);
  const key = JSON.stringify(['told', scope.programmes]);
  return memory?.remember({ key, lastsMs: TOLD_LASTS_MS, cellsOf: ({ length }) => length }, ask) ?? ask();
}

async function tellsOf(dependencies: AttentionRoutesDependencies, access: Access, named: string | undefined) {
  const { query, clock, settleSeconds = USUAL_SETTLE_SECONDS } = dependencies;
  const scope = {
    knownAt: clock(),
    ...(access.programmes === 'all' ? {} : { programmes: access.programmes }),
  };
  const told = await toldOf(dependencies, scope);
  const { moments, cannotTell } = await completeness(query, { ...scope, settleSeconds, told });
  const sees = (programme: string) => seesProgramme(access, programme) && (named === undefined || named === programme);
  const judged = [...moments].map(([programme, until]) => {
    return { programme, judged_until: new Date(until).toISOString(), cannot_tell: null as string | null };
  });
  const others = cannotTell.flatMap(({ programme, message }) =>
    programme === null ? [] : [{ programme, judged_until: null, cannot_tell: message }],
  );
  return [...judged, ...others].filter(({ programme }) => sees(programme));
}

function nextPage(request: FastifyRequest, rows: readonly AlertRow[], limit: number): string | null {
  const last = rows.at(-1);
  if (last === undefined || rows.length < limit) return null;
  const next = new URL(request.url, 'http://here');
  next.searchParams.set('cursor', parameters.cursorText(last.told, pageKeyOf(last)));
  return `${next.pathname}${next.search}`;
}

async function listed(dependencies: AttentionRoutesDependencies, request: FastifyRequest) {
  const { access } = request;
  requireHelper(access);
  const { programme, pairing, state, rule, limit, cursor } = parameters.parseList(request.query);
  const programmes = scopedProgrammes(access, programme);
  const rows = await alertRows(dependencies.query, factAlerts(dependencies), {
    ...{ programmes, states: state as AlertFilter['states'], limit, now: dependencies.clock() },
    ...(rule === undefined ? {} : { rules: rule }),
    ...(pairing === undefined ? {} : { pairing }),
    ...(cursor === undefined ? {} : { after: cursor }),
  });
  noteCells(request, { shown: rows.length, hidden: 0 });
  return {
    data: rows.map(alertOf),
    meta: { row_count: rows.length, programmes: await tellsOf(dependencies, access, programme) },
    links: { self: request.url, next: nextPage(request, rows, limit) },
  };
}

function addReading(app: FastifyInstance, dependencies: AttentionRoutesDependencies): void {
  const { queryMetrics } = dependencies;
  const tags = ['attention'];
  app.get('/v1/attention', {
    schema: {
      summary: 'Pairings that may need somebody: why, since when, and who is on it',
      tags,
      querystring: parameters.listParameters,
      response: { 200: listAnswer, 400: problemAnswer, 403: problemAnswer, 503: problemAnswer },
    },
    handler: (request) => queryMetrics.timed('/v1/attention', () => listed(dependencies, request)),
  });
  app.get('/v1/attention/rules', {
    schema: { summary: 'The rules, their conditions and versions', tags, response: { 200: rulesAnswer } },
    handler: async () => ({ data: ruleList, meta: { row_count: ruleList.length } }),
  });
  app.get('/v1/alerts/:id', {
    schema: {
      summary: 'One alert',
      tags,
      params: parameters.alertParameter,
      response: { 200: oneAnswer, 403: problemAnswer, 404: problemAnswer, 503: problemAnswer },
    },
    handler: (request) =>
      queryMetrics.timed('/v1/alerts/{id}', async () => {
        const rows = await rowsAt(dependencies, request);
        // Of a pairing's private alerts the oldest that is not resolved speaks for all.
        const open = rows.filter(({ state }) => state !== 'resolved');
        const [row] = (open.length > 0 ? open : rows).slice(-1);
        if (row === undefined) throw unknownAlert('');
        noteCells(request, { shown: 1, hidden: 0 });
        return { data: alertOf(row), meta: {}, links: { self: request.url } };
      }),
  });
}

type DeedOf = (body: unknown, now: number) => Deed;

const deeds: readonly { verb: Deed['kind']; summary: string; body: z.ZodType; deedOf: DeedOf }[] = [
  {
    ...{ verb: 'acknowledge', summary: 'Somebody takes it on', body: parameters.acknowledgeBody },
    deedOf: (body) => {
      parameters.parsedBy(parameters.acknowledgeBody, body);
      return { kind: 'acknowledge' };
    },
  },
  {
    ...{ verb: 'snooze', summary: 'Nobody wants to see it until then', body: parameters.snoozeBody },
    deedOf: (body, now) => {
      const { until, note } = parameters.parsedBy(parameters.snoozeBody, body);
      const kind = 'snooze' as const;
      return { kind, until: parameters.snoozeUntil(until, now), ...(note === undefined ? {} : { note }) };
    },
  },
  {
    ...{ verb: 'resolve', summary: 'It is over, and how', body: parameters.resolveBody },
    deedOf: (body) => {
      const { outcome, note } = parameters.parsedBy(parameters.resolveBody, body);
      return { kind: 'resolve', outcome, ...(note === undefined ? {} : { note }) };
    },
  },
];

/** Adds what the dashboard's page P2 and `rapport attention` build on. */
export function addAttentionRoutes(app: FastifyInstance, dependencies: AttentionRoutesDependencies): void {
  const { queryMetrics, clock, sendAlerts } = dependencies;
  addReading(app, dependencies);
  for (const { verb, summary, body, deedOf } of deeds) {
    app.post(`/v1/alerts/:id/${verb}`, {
      schema: {
        summary,
        description: 'The same request with the same Idempotency-Key is the same deed, however often it comes.',
        tags: ['attention'],
        params: parameters.alertParameter,
        body,
        headers: z.object({ 'idempotency-key': parameters.idempotencyKey }),
        response: {
          ...{ 200: deedAnswer, 202: deedAnswer, 400: problemAnswer, 403: problemAnswer, 404: problemAnswer },
          ...{ 409: problemAnswer, 503: problemAnswer },
        },
      },
      handler: (request, reply) =>
        queryMetrics.timed(`/v1/alerts/{id}/${verb}`, async () => {
          requireHelper(request.access);
          const now = clock();
          const deed = deedOf(request.body, now);
          const key = parameters.parsedBy(
            parameters.idempotencyKey,
            request.headers['idempotency-key'],
            'Idempotency-Key',
          );
          const rows = await rowsAt(dependencies, request);
          const { tokenId } = request.access;
          const actor = tokenId === null ? 'demo' : `token:${tokenId}`;
          const done = await doDeed({ rows, deed, actor, idempotencyKey: key, now }, sendAlerts);
          const { id } = request.params as { id: string };
          // On the log is not yet in the warehouse: who asks at once may see the state before.
          reply.status(done.changed ? 202 : 200);
          return { data: { alert_id: id, ...done }, links: { alert: `/v1/alerts/${id}` } };
        }),
    });
  }
}

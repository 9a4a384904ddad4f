/** GET /v1/metrics/{id}/lineage, /v1/pairings/{id}/timeline and /v1/events/{id}: from a number to what it was made of. */
import {
  createEventTraces,
  createLineage,
  createPairingTimelines,
  findMetric,
  isEventId,
  LINEAGE_LIMITS,
  type Lineage,
  type PairingTimeline,
  parseCell,
  type RunQuery,
  requestOf,
} from '@rapport/metrics';
import { ProblemError } from '@rapport/service';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Access, protectionOf } from '../access/access.ts';
import { noteAnswer, noteCells } from '../access/answered.ts';
import { scopedProgramme, scopedQuestion } from '../access/scope.ts';
import { problemAnswer } from '../answers.ts';
import { eventAnswer, lineageAnswer, timelineAnswer } from '../lineage-answers.ts';
import { invalidRequest, unknownMetric } from '../problems.ts';
import type { QueryMetrics } from '../query-metrics.ts';
import { idParameter, parseQuery, questionParameters } from '../series-parameters.ts';

type Dependencies = { query: RunQuery; queryMetrics: QueryMetrics; clock: () => number; topicPrefix?: string };
type Problem = { parameter: string; message: string; code: string };

const BESIDE = ['compare', 'compare_from', 'compare_to', 'align', 'reference'] as const;
const FURTHER = ['cell', 'limit', 'cursor', 'events'] as const;
const PROBLEMS = { 400: problemAnswer, 404: problemAnswer, 503: problemAnswer };

const lineageParameters = questionParameters
  .omit(Object.fromEntries(BESIDE.map((name) => [name, true])) as Record<string, true>)
  .extend({
    cell: z
      .string()
      .optional()
      .meta({
        description: 'The cell: every breakdown, and the bucket where there is a grain. A comma in a value is \\,',
        examples: ['mentee_department=Sales,bucket=2026-03'],
      }),
    limit: z
      .string()
      .optional()
      .meta({ description: `How many units (default ${LINEAGE_LIMITS.usual}, at most ${LINEAGE_LIMITS.most})` }),
    cursor: z.string().optional().meta({ description: 'next_cursor of the page before' }),
    events: z.enum(['true', 'false']).optional().meta({ description: 'With the events of each unit' }),
  });

/** The question of an address and its cell. @throws ProblemError, MetricRequestError */
function askedIn(request: FastifyRequest) {
  const { id } = request.params as { id: string };
  if (findMetric(id) === undefined) throw unknownMetric(id);
  const beside = Object.keys((request.query ?? {}) as object).filter((name) => BESIDE.some((one) => one === name));
  const wrong = beside.map((parameter): Problem => {
    return { parameter, message: `${parameter} is of two cells: the lineage is of one`, code: 'OPTION_NOT_APPLICABLE' };
  });
  if (wrong.length > 0) throw invalidRequest(wrong);
  const parsed = parseQuery(id, request.query, FURTHER);
  if (!parsed.ok) throw invalidRequest(parsed.errors);
  const { cell = '', limit, cursor, events } = parsed.further;
  const question = scopedQuestion(request.access, parsed.question);
  return {
    request: requestOf(question, protectionOf(request.access)),
    cell: parseCell(cell),
    options: { ...(limit === undefined ? {} : { limit: Number(limit) }), cursor, events: events === 'true' },
  };
}

type Detail = 'units' | 'counts' | 'sources';

/**
 * Units are single people's rows: for administrators. Counts come with live answers only: those of releases are protected
 * against each other by a mask for the metric's numbers, and a second number beside them would undo it.
 */
function detailFor({ role, answers }: Access): Detail {
  if (role === 'admin') return 'units';
  return answers === 'live' ? 'counts' : 'sources';
}

async function answerFor(lineage: Lineage, asked: ReturnType<typeof askedIn>, detail: Detail) {
  const { request, cell, options } = asked;
  const sources = lineage.sources(request);
  if (detail === 'sources')
    return { cell: null, units: null, events: null, sources, next_cursor: null, meta: undefined };
  if (detail === 'units') return { events: null, sources, ...(await lineage.page(request, cell, options)) };
  return { units: null, next_cursor: null, ...(await lineage.counts(request, cell)) };
}

function addLineage(app: FastifyInstance, { query, queryMetrics, clock, topicPrefix = '' }: Dependencies): void {
  const lineage = createLineage({ query, clock, topicPrefix });
  app.get('/v1/metrics/:id/lineage', {
    schema: {
      summary: 'What a cell was made of: its units and their events, as far as the caller may see',
      description:
        'Administrators get units and events, page by page, and pages never shift. On a machine without tokens: how many events of which type, where each is about enough people. Tokens whose answers come from releases: topics, schemas and types.',
      tags: ['lineage'],
      params: idParameter,
      querystring: lineageParameters,
      response: { 200: lineageAnswer, ...PROBLEMS },
    },
    handler: (request) =>
      queryMetrics.timed('/v1/metrics/{id}/lineage', async () => {
        const detail = detailFor(request.access);
        const asked = askedIn(request);
        const { meta, next_cursor, ...data } = await answerFor(lineage, asked, detail);
        const { metric } = asked.request;
        const shown = data.cell === null ? 0 : Math.max(1, data.units?.length ?? 0);
        noteAnswer(request, { metric, query: meta?.query ?? asked.request, row_count: shown, suppressed_cells: 0 });
        const about = meta === undefined ? {} : { query: meta.query, as_of: meta.as_of, known_at: meta.known_at };
        const links = { self: request.url, metric: `/v1/metrics/${metric}` };
        return { data, meta: { detail, next_cursor, ...about, protection: protectionOf(request.access) }, links };
      }),
  });
}

/** Single pairings are for those who help them. @throws ProblemError 403, whatever there is */
function requireRunner({ role }: Access): void {
  if (role === 'admin' || role === 'lead' || role === 'demo') return;
  throw new ProblemError({
    status: 403,
    code: 'NOT_PERMITTED',
    title: 'Not permitted',
    detail: 'single pairings and events are for those who run programmes, and for administrators',
  });
}

/** The same words for what nobody has and for what is in a programme of others. */
function notThere(what: string): ProblemError {
  return new ProblemError({ status: 404, code: 'NOT_FOUND', title: 'Not found', detail: `there is no such ${what}` });
}

const instant = z.iso.datetime({ offset: true, error: 'must be an instant such as 2026-11-01T00:00:00Z' });
const timelineParameters = z.strictObject({
  programme: z.string().min(1).max(200).optional().meta({ description: 'Only in this programme' }),
  as_of: instant.optional().meta({ description: 'Only what had happened by then' }),
  known_at: instant.optional().meta({ description: 'Only what had been told by then' }),
});

/** @throws ProblemError 400 */
function momentsIn(raw: unknown, now: number) {
  const parsed = timelineParameters.safeParse(raw);
  if (!parsed.success) {
    throw invalidRequest(
      parsed.error.issues.map(({ path, message }): Problem => {
        const parameter = path.join('.');
        return { parameter, message: `${parameter} ${message}`.trim(), code: 'INVALID_PARAMETER' };
      }),
    );
  }
  const { programme, as_of, known_at } = parsed.data;
  const at = (text: string | undefined) => (text === undefined ? now : Math.min(now, Date.parse(text)));
  return { programme, asOf: at(as_of), knownAt: at(known_at) };
}

/** Offsets count what everybody sends, so that two events' tell how much others sent in between. */
function withoutPlaces(timelines: readonly PairingTimeline[]) {
  return timelines.map((timeline) => {
    return { ...timeline, events: timeline.events.map((event) => ({ ...event, partition: null, offset: null })) };
  });
}

/** The programmes that are looked at for a caller. @throws as scopedProgramme */
function programmesFor(access: Access, named: string | undefined): Access['programmes'] {
  if (named === undefined) return access.programmes;
  return [scopedProgramme(access, named) ?? named];
}

function addTimeline(app: FastifyInstance, { query, queryMetrics, clock, topicPrefix = '' }: Dependencies): void {
  const timelinesOf = createPairingTimelines({ query, topicPrefix });
  app.get('/v1/pairings/:id/timeline', {
    schema: {
      summary: 'What happened to one pairing, for those who run its programme',
      description:
        'Its own events, its meetings and goals. Ratings, assessments and surveys are no part of it: what one person says of another is not for who runs the programme. A pairing of another programme is one that nobody has.',
      tags: ['lineage'],
      params: z.object({ id: z.string().meta({ examples: ['pair-0001'] }) }),
      querystring: timelineParameters,
      response: { 200: timelineAnswer, 403: problemAnswer, ...PROBLEMS },
    },
    handler: (request) =>
      queryMetrics.timed('/v1/pairings/{id}/timeline', async () => {
        const { access } = request;
        requireRunner(access);
        const { programme, ...moments } = momentsIn(request.query, clock());
        const { id } = request.params as { id: string };
        const programmes = programmesFor(access, programme);
        const scores = access.role === 'admin';
        const data = await timelinesOf({ of: { pairing: id }, programmes, scores, ...moments });
        if (data.length === 0) throw notThere('pairing');
        noteCells(request, { shown: data.length, hidden: 0 });
        const shown = scores ? data : withoutPlaces(data);
        return { data: shown, meta: { row_count: data.length }, links: { self: request.url } };
      }),
  });
}

function addEvent(app: FastifyInstance, { query, queryMetrics, clock, topicPrefix = '' }: Dependencies): void {
  const tracesOf = createEventTraces({ query, topicPrefix });
  const timelinesOf = createPairingTimelines({ query, topicPrefix });

  /** One list of questions whether the event is there, in another programme, or nowhere. */
  async function visibleEvents(id: string, { programmes }: Access) {
    const [asOf, knownAt] = [clock(), clock()];
    const found = await timelinesOf({ of: { event: id }, programmes, scores: false, asOf, knownAt });
    return withoutPlaces(found).flatMap(({ events }) => events.map((event) => ({ event })));
  }
  app.get('/v1/events/:id', {
    schema: {
      summary: 'One event: where it lies on the log, what it corrects, and what it feeds',
      description:
        'Administrators get all of it. Programme leads get events of pairings, meetings and goals of their programmes, as the timeline shows them.',
      tags: ['lineage'],
      params: z.object({ id: z.string().meta({ examples: ['00000000-0000-4000-8000-000000000000'] }) }),
      response: { 200: eventAnswer, 403: problemAnswer, ...PROBLEMS },
    },
    handler: (request) =>
      queryMetrics.timed('/v1/events/{id}', async () => {
        const { access } = request;
        requireRunner(access);
        const { id } = request.params as { id: string };
        if (!isEventId(id)) throw notThere('event');
        const data = access.role === 'admin' ? await tracesOf(id) : await visibleEvents(id, access);
        if (data.length === 0) throw notThere('event');
        noteCells(request, { shown: data.length, hidden: 0 });
        return { data, meta: { row_count: data.length }, links: { self: request.url } };
      }),
  });
}

/** Lineage over HTTP. */
export function addLineageRoutes(app: FastifyInstance, dependencies: Dependencies): void {
  addLineage(app, dependencies);
  addTimeline(app, dependencies);
  addEvent(app, dependencies);
}

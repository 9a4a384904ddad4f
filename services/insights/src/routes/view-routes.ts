/** GET and POST /v1/views, GET, PATCH and DELETE of one: pages as somebody wants to find them again. */
import type { WorkspaceEvent } from '@rapport/events';
import { ProblemError, type TokenSource } from '@rapport/service';
import { listViews, type SavedView, type Warehouse } from '@rapport/warehouse';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Access } from '../access/access.ts';
import { scopedProgramme } from '../access/scope.ts';
import { count, links, problemAnswer } from '../answers.ts';
import { idempotencyKey, parsedBy } from '../attention/attention-parameters.ts';
import type { QueryMetrics } from '../query-metrics.ts';
import { actorOf, type Holders, holdersOf } from '../workspace/holders.ts';
import * as parameters from '../workspace/item-parameters.ts';
import { programmesIn, requireOwner, requireRemoval, requireRoom, seesView } from '../workspace/item-scope.ts';
import { envelopeOf, itemIdOf, tell, type WorkspaceSender } from '../workspace/tell.ts';

export type WorkspaceRoutesDependencies = {
  warehouse: Pick<Warehouse, 'query'>;
  tokens: TokenSource | undefined;
  /** Absent where no log is named: things can be read then, and none kept. */
  send: WorkspaceSender | undefined;
  queryMetrics: QueryMetrics;
  clock: () => number;
};

const view = z.object({
  id: z.string(),
  title: z.string(),
  page: z.string(),
  state: z.string().meta({ description: 'The query string of the page’s address, without the question mark' }),
  programme: z.string().nullable(),
  owner: parameters.owner,
  mine: z.boolean(),
  shared: z.boolean(),
  created_at: z.string(),
});
const listAnswer = z.object({ data: z.array(view), meta: count, links });
const oneAnswer = z.object({ data: view, meta: z.object({}).loose(), links });
export const removedAnswer = z.object({
  data: z.object({ id: z.string(), removed: z.literal(true) }),
  links: z.object({ list: z.string() }),
});

const body = z.strictObject({
  title: parameters.line(120).meta({ examples: ['How long our pairs last'] }),
  page: parameters.page,
  state: parameters.state.default(''),
  programme: parameters.programme,
  shared: z.boolean('must be true or false').default(false),
});
const bodyDescription = z.object({
  title: z.string().max(120),
  page: z.string().meta({ examples: ['/retention'] }),
  state: z
    .string()
    .max(2_000)
    .optional()
    .meta({ examples: ['programme=engineering-2026&tab=curve'] }),
  programme: z.string().optional().meta({ description: 'Where absent, the one that the state names' }),
  shared: z.boolean().optional().meta({ description: 'With everybody who sees the programme; false where absent' }),
});

/** What is left out stays as it is; which page it opens always does. */
const change = z
  .strictObject({
    title: parameters.line(120).optional(),
    shared: z.boolean('must be true or false').optional(),
  })
  .refine((given) => Object.keys(given).length > 0, 'must change something');
const changeDescription = bodyDescription
  .pick({ title: true, shared: true })
  .partial()
  .meta({ description: 'What is left out stays as it is' });

const unknownView = (id: string) =>
  new ProblemError({
    status: 404,
    code: 'UNKNOWN_VIEW',
    title: 'Not found',
    detail: `there is no saved view "${id.slice(0, 80)}"`,
  });

function viewOf(access: Access, saved: SavedView, holders: Holders): z.output<typeof view> {
  const { id, title, page, state, programme, owner, visibility, at } = saved;
  return {
    ...{ id, title, page, state, programme: programme === '' ? null : programme, owner: holders.nameOf(owner) },
    ...{ mine: holders.isOwn(access, owner), shared: visibility === 'shared', created_at: new Date(at).toISOString() },
  };
}

/** The programme of a new view: every one that its state names must be the caller's. @throws as scopedProgramme */
function programmeOf(access: Access, named: string | undefined, state: string): string {
  const inState = programmesIn(state);
  for (const one of inState) scopedProgramme(access, one);
  return scopedProgramme(access, named ?? (inState.length === 1 ? inState[0] : undefined)) ?? '';
}

async function save(dependencies: WorkspaceRoutesDependencies, request: FastifyRequest) {
  const { warehouse, tokens, send, clock } = dependencies;
  const { access } = request;
  const { title, page, state, programme: named, shared } = parsedBy(body, request.body);
  const key = parsedBy(idempotencyKey, request.headers['idempotency-key'], 'Idempotency-Key');
  const programme = programmeOf(access, named, state);
  const holders = await holdersOf(tokens);
  requireRoom(holders, access, await listViews(warehouse));
  const now = clock();
  const actor = actorOf(access);
  const visibility = shared ? ('shared' as const) : ('own' as const);
  const content = { title, page, state, visibility };
  const item = itemIdOf({ actor, key, content: ['view', programme, content], now });
  const saved: SavedView = { ...content, id: item, owner: actor, programme, at: now };
  await tell(send, savedEvent(saved, actor, now));
  return viewOf(access, saved, holders);
}

async function viewAt({ warehouse, tokens }: WorkspaceRoutesDependencies, { params, access }: FastifyRequest) {
  const { id } = parsedBy(parameters.itemId, params);
  const holders = await holdersOf(tokens);
  const found = (await listViews(warehouse)).find((one) => one.id === id && seesView(holders, access, one));
  if (found === undefined) throw unknownView(id);
  return { found, holders };
}

/** The event that says of a view what it is from now on. */
function savedEvent(saved: SavedView, actor: string, now: number, of?: unknown): WorkspaceEvent {
  const { id: item, title, page, state, visibility, programme } = saved;
  const type = 'workspace.view_saved' as const;
  return {
    ...{ ...envelopeOf({ item, type, actor, now, of }), type, title, page, visibility },
    ...(state === '' ? {} : { state }),
    ...(programme === '' ? {} : { programme_id: programme }),
  };
}

async function changeView(dependencies: WorkspaceRoutesDependencies, request: FastifyRequest) {
  const { send, clock } = dependencies;
  const { access } = request;
  const { found, holders } = await viewAt(dependencies, request);
  requireOwner(holders, access, found);
  const { title = found.title, shared = found.visibility === 'shared' } = parsedBy(change, request.body);
  const changed: SavedView = { ...found, title, visibility: shared ? 'shared' : 'own' };
  const now = clock();
  // What it was called before it may be called again: each change is an event of its own.
  await tell(send, savedEvent(changed, actorOf(access), now, [title, shared, now]));
  return viewOf(access, changed, holders);
}

function addReading(app: FastifyInstance, dependencies: WorkspaceRoutesDependencies): void {
  const { queryMetrics, warehouse, tokens } = dependencies;
  const tags = ['workspace'];
  app.get('/v1/views', {
    schema: {
      summary: 'Saved views: the caller’s own, and those shared with them, the newest first',
      tags,
      querystring: parameters.listParameters,
      response: { 200: listAnswer, 400: problemAnswer, 503: problemAnswer },
    },
    handler: (request) =>
      queryMetrics.timed('/v1/views', async () => {
        const { access } = request;
        const { programme } = parsedBy(parameters.listParameters, request.query);
        const holders = await holdersOf(tokens);
        const seen = (await listViews(warehouse)).filter((one) => seesView(holders, access, one));
        const data = seen
          .filter((one) => programme === undefined || one.programme === programme)
          .map((one) => viewOf(access, one, holders));
        return { data, meta: { row_count: data.length }, links: { self: request.url } };
      }),
  });
  app.get('/v1/views/:id', {
    schema: {
      summary: 'One saved view',
      tags,
      params: parameters.itemParameter,
      response: { 200: oneAnswer, 404: problemAnswer, 503: problemAnswer },
    },
    handler: (request) =>
      queryMetrics.timed('/v1/views/{id}', async () => {
        const { found, holders } = await viewAt(dependencies, request);
        return {
          data: viewOf(request.access, found, holders),
          meta: {},
          links: { self: `/v1/views/${found.id}` },
        };
      }),
  });
}

/** Adds what the dashboard's page Reports keeps of pages. */
export function addViewRoutes(app: FastifyInstance, dependencies: WorkspaceRoutesDependencies): void {
  const { queryMetrics, send, clock } = dependencies;
  const tags = ['workspace'];
  addReading(app, dependencies);
  app.post('/v1/views', {
    schema: {
      summary: 'Saves a view of a page',
      description:
        'Answered when it is on the log; the list has it a moment later. Titles are about programmes and never about people.',
      tags,
      body: bodyDescription,
      headers: z.object({ 'idempotency-key': idempotencyKey }),
      response: { 202: oneAnswer, 400: problemAnswer, 422: problemAnswer, 503: problemAnswer },
    },
    handler: (request, reply) =>
      queryMetrics.timed('/v1/views', async () => {
        const data = await save(dependencies, request);
        reply.status(202);
        return { data, meta: {}, links: { self: `/v1/views/${data.id}` } };
      }),
  });
  app.patch('/v1/views/:id', {
    schema: {
      summary: 'Gives a saved view another name, shares it or keeps it to oneself; for its owner',
      tags,
      params: parameters.itemParameter,
      body: changeDescription,
      response: { 202: oneAnswer, 400: problemAnswer, 403: problemAnswer, 404: problemAnswer, 503: problemAnswer },
    },
    handler: (request, reply) =>
      queryMetrics.timed('/v1/views/{id}', async () => {
        const data = await changeView(dependencies, request);
        reply.status(202);
        return { data, meta: {}, links: { self: `/v1/views/${data.id}` } };
      }),
  });
  app.delete('/v1/views/:id', {
    schema: {
      summary: 'Removes a saved view',
      tags,
      params: parameters.itemParameter,
      response: { 202: removedAnswer, 403: problemAnswer, 404: problemAnswer, 503: problemAnswer },
    },
    handler: (request, reply) =>
      queryMetrics.timed('/v1/views/{id}', async () => {
        const { found, holders } = await viewAt(dependencies, request);
        requireRemoval(holders, request.access, found);
        const type = 'workspace.view_removed' as const;
        const actor = actorOf(request.access);
        await tell(send, { ...envelopeOf({ item: found.id, type, actor, now: clock() }), type });
        reply.status(202);
        return { data: { id: found.id, removed: true as const }, links: { list: '/v1/views' } };
      }),
  });
}

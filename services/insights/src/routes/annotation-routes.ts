/** GET and POST /v1/annotations, DELETE of one: what happened in a programme that no event of a pairing tells. */
import { ProblemError } from '@rapport/service';
import { type Annotation, listAnnotations } from '@rapport/warehouse';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Access } from '../access/access.ts';
import { scopedProgramme } from '../access/scope.ts';
import { count, links, problemAnswer } from '../answers.ts';
import { idempotencyKey, parsedBy } from '../attention/attention-parameters.ts';
import { invalidRequest } from '../problems.ts';
import { actorOf, type Holders, holdersOf } from '../workspace/holders.ts';
import * as parameters from '../workspace/item-parameters.ts';
import { requireRemoval, requireRoom, seesAnnotation } from '../workspace/item-scope.ts';
import { envelopeOf, itemIdOf, tell } from '../workspace/tell.ts';
import { removedAnswer, type WorkspaceRoutesDependencies } from './view-routes.ts';

const kinds = ['holiday', 'training', 'change', 'other'] as const;
type Kind = (typeof kinds)[number];
const PATH = '/v1/annotations';

const annotation = z.object({
  id: z.string(),
  programme: z.string().nullable().meta({ description: 'null: of all programmes' }),
  from: z.string().meta({ description: 'First day, in the programme’s own calendar' }),
  to: z.string().nullable().meta({ description: 'Last day, included; null: the first alone' }),
  text: z.string(),
  kind: z.enum(kinds),
  owner: parameters.owner,
  mine: z.boolean(),
  created_at: z.string(),
});
const listAnswer = z.object({ data: z.array(annotation), meta: count, links });
const oneAnswer = z.object({ data: annotation, meta: z.object({}).loose(), links });

const listParameters = parameters.listParameters.extend({
  from: parameters.day.optional().meta({ description: 'Only what ends on this day or later' }),
  to: parameters.day.optional().meta({ description: 'Only what begins before this day' }),
});

const body = z.strictObject({
  programme: parameters.programme,
  from: parameters.day,
  to: parameters.day.optional().meta({ description: 'Last day, included' }),
  text: parameters.line(200).meta({ examples: ['Offices are closed'] }),
  kind: z.enum(kinds, `must be of ${kinds.join(', ')}`),
});
const bodyDescription = body.extend({
  text: z
    .string()
    .max(200)
    .meta({ examples: ['Offices are closed'] }),
});

function annotationOf(access: Access, kept: Annotation, holders: Holders): z.output<typeof annotation> {
  const { id, programme, firstDay, lastDay, text, kind, owner, at } = kept;
  return {
    ...{ id, programme: programme === '' ? null : programme, from: firstDay, to: lastDay === '' ? null : lastDay },
    ...{ text, kind: kinds.find((one) => one === kind) ?? 'other', owner: holders.nameOf(owner) },
    ...{ mine: holders.isOwn(access, owner), created_at: new Date(at).toISOString() },
  };
}

async function add(dependencies: WorkspaceRoutesDependencies, request: FastifyRequest) {
  const { warehouse, tokens, send, clock } = dependencies;
  const { access } = request;
  const { from, to, text, kind, programme: named } = parsedBy(body, request.body);
  if (to !== undefined && to < from) {
    throw invalidRequest([{ parameter: 'to', message: 'to: must not lie before from', code: 'PARAMETER_INVALID' }]);
  }
  const key = parsedBy(idempotencyKey, request.headers['idempotency-key'], 'Idempotency-Key');
  const programme = scopedProgramme(access, named) ?? '';
  const holders = await holdersOf(tokens);
  requireRoom(holders, access, await listAnnotations(warehouse));
  const now = clock();
  const actor = actorOf(access);
  const item = itemIdOf({ actor, key, content: ['annotation', programme, from, to, text, kind], now });
  const type = 'workspace.annotation_added' as const;
  await tell(send, {
    ...{ ...envelopeOf({ item, type, actor, now }), type, text, kind: kind as Kind, first_day: from },
    ...(to === undefined ? {} : { last_day: to }),
    ...(programme === '' ? {} : { programme_id: programme }),
  });
  const kept: Annotation = {
    id: item,
    owner: actor,
    programme,
    at: now,
    kind,
    text,
    firstDay: from,
    lastDay: to ?? '',
  };
  return annotationOf(access, kept, holders);
}

type Wanted = z.output<typeof listParameters>;

const isWanted = ({ programme, from, to }: Wanted, one: Annotation): boolean =>
  (programme === undefined || one.programme === '' || one.programme === programme) &&
  (from === undefined || (one.lastDay === '' ? one.firstDay : one.lastDay) >= from) &&
  (to === undefined || one.firstDay < to);

function addReading(app: FastifyInstance, { warehouse, tokens, queryMetrics }: WorkspaceRoutesDependencies): void {
  app.get(PATH, {
    schema: {
      summary: 'Annotations of a programme and of all programmes: holidays, trainings, changes',
      tags: ['workspace'],
      querystring: listParameters,
      response: { 200: listAnswer, 400: problemAnswer, 503: problemAnswer },
    },
    handler: (request) =>
      queryMetrics.timed(PATH, async () => {
        const { access } = request;
        const wanted = parsedBy(listParameters, request.query);
        const holders = await holdersOf(tokens);
        const seen = (await listAnnotations(warehouse)).filter((one) => seesAnnotation(access, one));
        const data = seen
          .filter((one) => isWanted(wanted, one))
          .map((one) => annotationOf(access, one, holders))
          .toSorted((one, other) => (one.from < other.from ? -1 : Number(one.from > other.from)));
        return { data, meta: { row_count: data.length }, links: { self: request.url } };
      }),
  });
}

/** Adds what charts show beside their numbers. */
export function addAnnotationRoutes(app: FastifyInstance, dependencies: WorkspaceRoutesDependencies): void {
  const { warehouse, tokens, queryMetrics, send, clock } = dependencies;
  const tags = ['workspace'];
  addReading(app, dependencies);
  app.post(PATH, {
    schema: {
      summary: 'Adds an annotation',
      description:
        'Answered when it is on the log; the list has it a moment later. Texts are about programmes and never about people.',
      tags,
      body: bodyDescription,
      headers: z.object({ 'idempotency-key': idempotencyKey }),
      response: { 202: oneAnswer, 400: problemAnswer, 422: problemAnswer, 503: problemAnswer },
    },
    handler: (request, reply) =>
      queryMetrics.timed(PATH, async () => {
        const data = await add(dependencies, request);
        reply.status(202);
        return { data, meta: {}, links: { self: PATH } };
      }),
  });
  app.delete(`${PATH}/:id`, {
    schema: {
      summary: 'Removes an annotation',
      tags,
      params: parameters.itemParameter,
      response: { 202: removedAnswer, 403: problemAnswer, 404: problemAnswer, 503: problemAnswer },
    },
    handler: (request, reply) =>
      queryMetrics.timed(`${PATH}/{id}`, async () => {
        const { access } = request;
        const { id } = parsedBy(parameters.itemId, request.params);
        const found = (await listAnnotations(warehouse)).find((one) => one.id === id && seesAnnotation(access, one));
        if (found === undefined) {
          const detail = `there is no annotation "${id.slice(0, 80)}"`;
          throw new ProblemError({ status: 404, code: 'UNKNOWN_ANNOTATION', title: 'Not found', detail });
        }
        requireRemoval(await holdersOf(tokens), access, found);
        const type = 'workspace.annotation_removed' as const;
        await tell(send, { ...envelopeOf({ item: id, type, actor: actorOf(access), now: clock() }), type });
        reply.status(202);
        return { data: { id, removed: true as const }, links: { list: PATH } };
      }),
  });
}

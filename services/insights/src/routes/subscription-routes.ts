/** GET and POST /v1/subscriptions, GET and DELETE of one, POST …/preview: questions that are answered by mail or webhook. */
import { parseQuestion, type Question } from '@rapport/metrics';
import { ProblemError } from '@rapport/service';
import { listSubscriptions, type Subscription } from '@rapport/warehouse';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Access } from '../access/access.ts';
import { noteAnswer } from '../access/answered.ts';
import { scopedQuestion } from '../access/scope.ts';
import { problemAnswer } from '../answers.ts';
import { idempotencyKey, parsedBy } from '../attention/attention-parameters.ts';
import { invalidRequest } from '../problems.ts';
import { questionProblem } from '../series-parameters.ts';
import { type Address, type Addresses, newSecret } from '../subscriptions/addresses.ts';
import type { Asking } from '../subscriptions/asking.ts';
import type { Channels } from '../subscriptions/channels.ts';
import { linkOf } from '../subscriptions/deliveries.ts';
import { messageOf } from '../subscriptions/message.ts';
import * as shapes from '../subscriptions/subscription-shapes.ts';
import { actorOf, type Holders, holdersOf } from '../workspace/holders.ts';
import * as parameters from '../workspace/item-parameters.ts';
import { requireRemoval, requireRoom, seesSubscription } from '../workspace/item-scope.ts';
import { envelopeOf, itemIdOf, tell } from '../workspace/tell.ts';
import { removedAnswer, type WorkspaceRoutesDependencies } from './view-routes.ts';

export type Delivery = { addresses: Addresses; channels: Channels; dashboardUrl?: string | undefined };

export type SubscriptionRoutesDependencies = WorkspaceRoutesDependencies & {
  asking: Asking;
  /** Absent where nobody said where addresses are kept: nothing can be subscribed to then. */
  delivery: Delivery | undefined;
};

const PATH = '/v1/subscriptions';
const tags = ['workspace'];
const PERIOD = ['from', 'to', 'as_of', 'known_at', 'compare_from', 'compare_to'] as const;

function deliveryOf({ delivery }: SubscriptionRoutesDependencies) {
  if (delivery !== undefined) return delivery;
  const detail = 'this installation keeps no subscriptions';
  throw new ProblemError({ status: 503, code: 'NO_SUBSCRIPTIONS', title: 'Not set up', detail });
}

const wrong = (parameter: string, message: string) =>
  invalidRequest([{ parameter, message: `${parameter}: ${message}`, code: 'PARAMETER_INVALID' }]);

/** The question without its period, about one programme. @throws ProblemError 400 */
function questionIn(access: Access, raw: unknown): Question & { programme: string } {
  const parsed = parseQuestion(raw);
  if (!parsed.ok) throw invalidRequest(parsed.issues.map(questionProblem));
  const own = PERIOD.find((name) => parsed.question[name] !== undefined);
  if (own !== undefined) throw wrong(`question.${own}`, 'the period is the subscription’s: leave it out');
  const question = scopedQuestion(access, parsed.question);
  const { programme } = question;
  // Of several programmes nobody can say when all is told.
  if (programme === undefined) throw wrong('question.programme', 'a subscription is about one programme');
  return { ...question, programme };
}

const addressOf = (channel: z.output<typeof shapes.channel>): Address =>
  channel.kind === 'email' ? channel : { ...channel, secret: newSecret() };

function channelOf({ channel }: Subscription, address: Address | undefined): z.output<typeof shapes.shownChannel> {
  if (address === undefined) return { kind: channel };
  return address.kind === 'email' ? { kind: 'email', to: address.to } : { kind: 'webhook', url: address.url };
}

type Showing = { access: Access; holders: Holders; address: Address | undefined };

function shown(kept: Subscription, { access, holders, address }: Showing): z.output<typeof shapes.subscription> {
  const { id, title, question, programme, every, weekday, page, state, owner, at, last } = kept;
  const mine = holders.isOwn(access, owner);
  return {
    ...{ id, title, question: JSON.parse(question), programme, every, weekday, page, state },
    ...{ owner: holders.nameOf(owner), mine, created_at: new Date(at).toISOString() },
    channel: channelOf(kept, mine ? address : undefined),
    last:
      last === null
        ? null
        : {
            ...{ at: new Date(last.at).toISOString(), period: last.period, state: last.outcome },
            reason: last.reason === '' ? null : last.reason,
          },
  };
}

async function subscribe(dependencies: SubscriptionRoutesDependencies, request: FastifyRequest) {
  const { warehouse, tokens, send, clock, asking } = dependencies;
  const { addresses, channels } = deliveryOf(dependencies);
  const { access } = request;
  const { title, question: raw, every, weekday, channel, page, state } = parsedBy(shapes.body, request.body);
  if (weekday !== undefined && every === 'month') throw wrong('weekday', 'a monthly delivery has none');
  const key = parsedBy(idempotencyKey, request.headers['idempotency-key'], 'Idempotency-Key');
  const { programme, ...rest } = questionIn(access, raw);
  const question = JSON.stringify({ ...rest, programme });
  const refused = channels.refusal(addressOf(channel));
  if (refused !== undefined) throw wrong('channel', refused);
  const holders = await holdersOf(tokens);
  requireRoom(holders, access, await listSubscriptions(warehouse));
  const plan = { title, question, every, weekday: weekday ?? null, channel: channel.kind, page, state };
  // A question that makes no sense is refused now, and not every Monday.
  const { answer } = await asking.ask({ question, programme }, access, await asking.periodOf({ ...plan, programme }));
  noteAnswer(request, answer.meta);
  const [now, actor] = [clock(), actorOf(access)];
  const item = itemIdOf({ actor, key, content: ['subscription', plan, channel], now });
  const address = (await addresses.find(item)) ?? addressOf(channel);
  await addresses.keep(item, address);
  const type = 'workspace.subscription_set' as const;
  await tell(send, {
    ...{ ...envelopeOf({ item, type, actor, now }), type, title, question, every, programme_id: programme },
    ...{ channel: channel.kind, page },
    ...(weekday === undefined ? {} : { weekday }),
    ...(state === '' ? {} : { state }),
  });
  const kept: Subscription = { ...plan, id: item, owner: actor, programme, at: now, last: null, donePeriods: [] };
  const data = shown(kept, { access, holders, address });
  return address.kind === 'email' ? data : { ...data, secret: address.secret };
}

async function subscriptionAt(dependencies: SubscriptionRoutesDependencies, { params, access }: FastifyRequest) {
  const { warehouse, tokens } = dependencies;
  const { id } = parsedBy(parameters.itemId, params);
  const holders = await holdersOf(tokens);
  const found = (await listSubscriptions(warehouse)).find((one) => one.id === id);
  if (found !== undefined && seesSubscription(holders, access, found)) return { found, holders };
  const detail = `there is no subscription "${id.slice(0, 80)}"`;
  throw new ProblemError({ status: 404, code: 'UNKNOWN_SUBSCRIPTION', title: 'Not found', detail });
}

async function preview(dependencies: SubscriptionRoutesDependencies, request: FastifyRequest) {
  const { asking, delivery } = dependencies;
  const { found } = await subscriptionAt(dependencies, request);
  const access = await asking.accessOfOwner(found.owner);
  if (access === undefined) {
    const detail = 'the token of this subscription has ended: nothing is delivered';
    throw new ProblemError({ status: 409, code: 'TOKEN_ENDED', title: 'Not delivered', detail });
  }
  const period = await asking.periodOf(found);
  const { answer, unready } = await asking.ask(found, access, period);
  noteAnswer(request, answer.meta);
  const link = linkOf(delivery?.dashboardUrl, found);
  const { subject, html } = messageOf({ title: found.title, period, answer, link });
  return {
    ...{ subject, html, answer: { data: answer.rows, meta: answer.meta } },
    period: { id: period.id, from: period.from, to: period.to },
    ...{ complete: unready === undefined, reason: unready ?? null },
  };
}

function addReading(app: FastifyInstance, dependencies: SubscriptionRoutesDependencies): void {
  const { warehouse, tokens, queryMetrics, delivery } = dependencies;
  app.get(PATH, {
    schema: {
      summary: 'Subscriptions of the caller, the newest first; administrators see all, without addresses',
      tags,
      querystring: parameters.listParameters,
      response: { 200: shapes.listAnswer, 400: problemAnswer, 503: problemAnswer },
    },
    handler: (request) =>
      queryMetrics.timed(PATH, async () => {
        const { access } = request;
        const { programme } = parsedBy(parameters.listParameters, request.query);
        const [holders, addresses] = [await holdersOf(tokens), await delivery?.addresses.all()];
        const data = (await listSubscriptions(warehouse))
          .filter((one) => seesSubscription(holders, access, one))
          .filter((one) => programme === undefined || one.programme === programme)
          .map((one) => shown(one, { access, holders, address: addresses?.get(one.id) }));
        return { data, meta: { row_count: data.length }, links: { self: request.url } };
      }),
  });
  app.get(`${PATH}/:id`, {
    schema: {
      summary: 'One subscription, and what became of its last delivery',
      tags,
      params: parameters.itemParameter,
      response: { 200: shapes.oneAnswer, 404: problemAnswer, 503: problemAnswer },
    },
    handler: (request) =>
      queryMetrics.timed(`${PATH}/{id}`, async () => {
        const { found, holders } = await subscriptionAt(dependencies, request);
        const address = await delivery?.addresses.find(found.id);
        const data = shown(found, { access: request.access, holders, address });
        return { data, meta: {}, links: { self: `${PATH}/${found.id}`, preview: `${PATH}/${found.id}/preview` } };
      }),
  });
}

function addWriting(app: FastifyInstance, dependencies: SubscriptionRoutesDependencies): void {
  const { send, clock, queryMetrics } = dependencies;
  app.post(PATH, {
    schema: {
      summary: 'Subscribes to an answer: each whole week or month, as soon as its data are complete',
      description:
        'Answered as the token would be at the time of delivery: a token that has ended gets nothing. The secret that signs what is posted to a webhook is shown here and never again. Where it is delivered to stands in no event.',
      tags,
      body: shapes.bodyDescription,
      headers: z.object({ 'idempotency-key': idempotencyKey }),
      response: {
        ...{ 202: shapes.madeAnswer, 400: problemAnswer, 404: problemAnswer, 422: problemAnswer, 503: problemAnswer },
      },
    },
    handler: (request, reply) =>
      queryMetrics.timed(PATH, async () => {
        const data = await subscribe(dependencies, request);
        reply.status(202);
        return { data, meta: {}, links: { self: `${PATH}/${data.id}`, preview: `${PATH}/${data.id}/preview` } };
      }),
  });
  app.delete(`${PATH}/:id`, {
    schema: {
      summary: 'Ends a subscription and forgets where it was delivered to',
      tags,
      params: parameters.itemParameter,
      response: { 202: removedAnswer, 403: problemAnswer, 404: problemAnswer, 503: problemAnswer },
    },
    handler: (request, reply) =>
      queryMetrics.timed(`${PATH}/{id}`, async () => {
        const { found, holders } = await subscriptionAt(dependencies, request);
        requireRemoval(holders, request.access, found);
        const type = 'workspace.subscription_removed' as const;
        const actor = actorOf(request.access);
        await tell(send, { ...envelopeOf({ item: found.id, type, actor, now: clock() }), type });
        await dependencies.delivery?.addresses.forget(found.id);
        reply.status(202);
        return { data: { id: found.id, removed: true as const }, links: { list: PATH } };
      }),
  });
}

/** Adds what is delivered by itself. */
export function addSubscriptionRoutes(app: FastifyInstance, dependencies: SubscriptionRoutesDependencies): void {
  addReading(app, dependencies);
  addWriting(app, dependencies);
  app.post(`${PATH}/:id/preview`, {
    schema: {
      summary: 'What would be delivered about the latest period, and whether it would be yet',
      tags,
      params: parameters.itemParameter,
      response: {
        ...{ 200: shapes.previewAnswer, 400: problemAnswer, 404: problemAnswer, 409: problemAnswer },
        ...{ 422: problemAnswer, 503: problemAnswer },
      },
    },
    handler: (request) =>
      dependencies.queryMetrics.timed(`${PATH}/{id}/preview`, async () => {
        const data = await preview(dependencies, request);
        return { data, meta: {}, links: { self: request.url } };
      }),
  });
}

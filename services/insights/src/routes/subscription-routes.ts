/** GET and POST /v1/subscriptions, GET and DELETE of one: questions that are answered by mail or webhook. */
import { parseQuestion, type Question } from '@rapport/metrics';
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
import { setEvent } from '../subscriptions/set-event.ts';
import * as shapes from '../subscriptions/subscription-shapes.ts';
import { actorOf, holdersOf } from '../workspace/holders.ts';
import * as parameters from '../workspace/item-parameters.ts';
import { requireRemoval, requireRoom, seesSubscription } from '../workspace/item-scope.ts';
import { envelopeOf, itemIdOf, tell } from '../workspace/tell.ts';
import { addDeliveryRoutes } from './delivery-routes.ts';
import {
  addressOf,
  deliveryOf,
  PATH,
  requireRhythm,
  type SubscriptionRoutesDependencies,
  shown,
  subscriptionAt,
  tags,
  wrong,
} from './kept-subscription.ts';
import { addSubscriptionChanges } from './subscription-changes.ts';
import { removedAnswer } from './view-routes.ts';

const PERIOD = ['from', 'to', 'as_of', 'known_at', 'compare_from', 'compare_to'] as const;

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

async function subscribe(dependencies: SubscriptionRoutesDependencies, request: FastifyRequest) {
  const { warehouse, tokens, send, clock, asking } = dependencies;
  const { addresses, channels } = deliveryOf(dependencies);
  const { access } = request;
  const { question: raw, channel, ...rest } = parsedBy(shapes.body, request.body);
  const { title, every, weekday = null, month_day: monthDay = null, page, state } = rest;
  requireRhythm({ every, weekday, monthDay });
  const key = parsedBy(idempotencyKey, request.headers['idempotency-key'], 'Idempotency-Key');
  const { programme, ...others } = questionIn(access, raw);
  const question = JSON.stringify({ ...others, programme });
  const refused = channels.refusal(addressOf(channel));
  if (refused !== undefined) throw wrong('channel', refused);
  const holders = await holdersOf(tokens);
  requireRoom(holders, access, await listSubscriptions(warehouse));
  const plan = { title, question, every, weekday, monthDay, channel: channel.kind, page, state };
  // A question that makes no sense is refused now, and not every Monday.
  const { answer } = await asking.ask({ question, programme }, access, await asking.periodOf({ ...plan, programme }));
  noteAnswer(request, answer.meta);
  const [now, actor] = [clock(), actorOf(access)];
  const item = itemIdOf({ actor, key, content: ['subscription', plan, channel], now });
  const address = (await addresses.find(item)) ?? addressOf(channel);
  await addresses.keep(item, address);
  const kept: Subscription = { ...plan, id: item, owner: actor, programme, at: now, last: null, donePeriods: [] };
  await tell(send, setEvent(kept, { actor, now }));
  const data = shown(kept, { access, holders, address });
  return address.kind === 'email' ? data : { ...data, secret: address.secret };
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
  addSubscriptionChanges(app, dependencies);
  addDeliveryRoutes(app, dependencies);
}

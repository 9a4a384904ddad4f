/** POST …/preview, GET …/mail: what a subscription would deliver now. GET …/deliveries: what it did deliver. */
import { ProblemError } from '@rapport/service';
import { type Delivered, findSentAnswer, listDeliveries } from '@rapport/warehouse';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { noteAnswer } from '../access/answered.ts';
import { problemAnswer } from '../answers.ts';
import { parsedBy } from '../attention/attention-parameters.ts';
import { linkOf } from '../subscriptions/hand-over.ts';
import { messageOf } from '../subscriptions/message.ts';
import * as shapes from '../subscriptions/subscription-shapes.ts';
import * as parameters from '../workspace/item-parameters.ts';
import { PATH, type SubscriptionRoutesDependencies, subscriptionAt, tags } from './kept-subscription.ts';

/** A mail brings its own styles and nothing else, and may be shown by the page of this origin alone, without any right. */
const MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

const periodParameter = parameters.itemParameter.extend({ period: z.string().meta({ examples: ['2026-w47'] }) });
const periodId = z.object({ id: z.string().min(1).max(128), period: z.string().min(1).max(32) });

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

function addPreviews(app: FastifyInstance, dependencies: SubscriptionRoutesDependencies): void {
  const { queryMetrics } = dependencies;
  const response = {
    ...{ 200: shapes.previewAnswer, 400: problemAnswer, 404: problemAnswer, 409: problemAnswer },
    ...{ 422: problemAnswer, 503: problemAnswer },
  };
  app.post(`${PATH}/:id/preview`, {
    schema: {
      summary: 'What would be delivered about the latest period, and whether it would be yet',
      ...{ tags, params: parameters.itemParameter, response },
    },
    handler: (request) =>
      queryMetrics.timed(`${PATH}/{id}/preview`, async () => {
        const data = await preview(dependencies, request);
        return { data, meta: {}, links: { self: request.url, mail: `${request.url.replace(/preview$/, 'mail')}` } };
      }),
  });
  app.get(`${PATH}/:id/mail`, {
    schema: {
      summary: 'The HTML mail that would be delivered about the latest period, as it would be sent',
      ...{ tags, params: parameters.itemParameter, response: { ...response, 200: z.string() } },
    },
    handler: (request, reply) =>
      queryMetrics.timed(`${PATH}/{id}/mail`, async () => {
        const { html } = await preview(dependencies, request);
        reply.headers({ 'content-security-policy': MAIL_POLICY, 'cache-control': 'no-store' });
        return reply.type('text/html; charset=utf-8').send(html);
      }),
  });
}

const told = ({ at, period, outcome, reason, hasAnswer }: Delivered) => ({
  ...{ at: new Date(at).toISOString(), period, state: outcome, reason: reason === '' ? null : reason },
  has_answer: hasAnswer,
});

async function sentAnswer(dependencies: SubscriptionRoutesDependencies, request: FastifyRequest) {
  const { found } = await subscriptionAt(dependencies, request);
  const { period } = parsedBy(periodId, request.params);
  const kept = await findSentAnswer(dependencies.warehouse, { item: found.id, period });
  if (kept !== undefined) {
    const answer = shapes.sentAnswerOf(kept);
    noteAnswer(request, answer.meta);
    return { period, answer };
  }
  const detail = `nothing is kept of a delivery about "${period.slice(0, 32)}"`;
  throw new ProblemError({ status: 404, code: 'UNKNOWN_DELIVERY', title: 'Not found', detail });
}

function addLog(app: FastifyInstance, dependencies: SubscriptionRoutesDependencies): void {
  const { queryMetrics, warehouse } = dependencies;
  app.get(`${PATH}/:id/deliveries`, {
    schema: {
      summary: 'What became of the deliveries of a subscription, the newest first: the last 500 words on them',
      ...{ tags, params: parameters.itemParameter },
      response: { 200: shapes.deliveriesAnswer, 404: problemAnswer, 503: problemAnswer },
    },
    handler: (request) =>
      queryMetrics.timed(`${PATH}/{id}/deliveries`, async () => {
        const { found } = await subscriptionAt(dependencies, request);
        const data = (await listDeliveries(warehouse, found.id)).map(told);
        return { data, meta: { row_count: data.length }, links: { self: request.url } };
      }),
  });
  app.get(`${PATH}/:id/deliveries/:period`, {
    schema: {
      summary: 'The numbers that were delivered about a period, as they were sent',
      description: 'Answers of more than 250,000 characters are not kept: their deliveries say has_answer false.',
      ...{ tags, params: periodParameter },
      response: { 200: shapes.deliveryAnswer, 404: problemAnswer, 503: problemAnswer },
    },
    handler: (request) =>
      queryMetrics.timed(`${PATH}/{id}/deliveries/{period}`, async () => {
        const data = await sentAnswer(dependencies, request);
        return { data, meta: {}, links: { self: request.url } };
      }),
  });
}

/** Adds what subscriptions would deliver, and what they did. */
export function addDeliveryRoutes(app: FastifyInstance, dependencies: SubscriptionRoutesDependencies): void {
  addPreviews(app, dependencies);
  addLog(app, dependencies);
}

/** PATCH /v1/subscriptions/{id}: its name, its day, and where it goes. What it asks stays what it was, so that its deliveries are of one thing. */
import type { Subscription } from '@rapport/warehouse';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problemAnswer } from '../answers.ts';
import { parsedBy } from '../attention/attention-parameters.ts';
import type { Address } from '../subscriptions/addresses.ts';
import { setEvent } from '../subscriptions/set-event.ts';
import * as shapes from '../subscriptions/subscription-shapes.ts';
import { actorOf } from '../workspace/holders.ts';
import * as parameters from '../workspace/item-parameters.ts';
import { requireOwner } from '../workspace/item-scope.ts';
import { tell } from '../workspace/tell.ts';
import {
  addressOf,
  type Channel,
  type Delivery,
  deliveryOf,
  PATH,
  requireRhythm,
  type SubscriptionRoutesDependencies,
  shown,
  subscriptionAt,
  tags,
  wrong,
} from './kept-subscription.ts';

/** Where it goes from now on; undefined where that does not change. @throws ProblemError 400 */
function newAddress({ channels }: Delivery, channel: Channel | undefined, before: Address | undefined) {
  if (channel === undefined) return undefined;
  const address = addressOf(channel, before);
  const refused = channels.refusal(address);
  if (refused !== undefined) throw wrong('channel', refused);
  return address;
}

/** A secret that nobody has seen yet. */
const newSecretOf = (address: Address | undefined, before: Address | undefined) =>
  address?.kind === 'webhook' && !(before?.kind === 'webhook' && before.secret === address.secret)
    ? { secret: address.secret }
    : {};

async function changeSubscription(dependencies: SubscriptionRoutesDependencies, request: FastifyRequest) {
  const { send, clock } = dependencies;
  const { access } = request;
  const delivery = deliveryOf(dependencies);
  const { found, holders } = await subscriptionAt(dependencies, request);
  requireOwner(holders, access, found);
  const { title = found.title, weekday, month_day: monthDay, channel } = parsedBy(shapes.change, request.body);
  const before = await delivery.addresses.find(found.id);
  const address = newAddress(delivery, channel, before);
  const changed: Subscription = {
    ...{ ...found, title, channel: channel?.kind ?? found.channel },
    weekday: weekday === undefined ? found.weekday : weekday,
    monthDay: monthDay === undefined ? found.monthDay : monthDay,
  };
  requireRhythm(changed);
  const now = clock();
  // What it was before it may become again: each change is an event of its own.
  const of = [title, changed.weekday, changed.monthDay, changed.channel, now];
  await tell(send, setEvent(changed, { actor: actorOf(access), now, of }));
  // Afterwards: where the log does not answer the address is the old one, and a secret is not lost.
  if (address !== undefined) await delivery.addresses.keep(found.id, address);
  return { ...shown(changed, { access, holders, address: address ?? before }), ...newSecretOf(address, before) };
}

/** Adds changing of subscriptions. */
export function addSubscriptionChanges(app: FastifyInstance, dependencies: SubscriptionRoutesDependencies): void {
  app.patch(`${PATH}/:id`, {
    schema: {
      summary: 'Gives a subscription another name, day or address; for its owner',
      description:
        'What is left out stays as it is; null takes a day away. What it asks and how often cannot be changed: order another one. A webhook at a new address gets a new secret, shown here and never again.',
      tags,
      params: parameters.itemParameter,
      body: shapes.changeDescription,
      response: {
        ...{ 202: shapes.madeAnswer, 400: problemAnswer, 403: problemAnswer, 404: problemAnswer, 503: problemAnswer },
      },
    },
    handler: (request, reply) =>
      dependencies.queryMetrics.timed(`${PATH}/{id}`, async () => {
        const data = await changeSubscription(dependencies, request);
        reply.status(202);
        return { data, meta: {}, links: { self: `${PATH}/${data.id}`, preview: `${PATH}/${data.id}/preview` } };
      }),
  });
}

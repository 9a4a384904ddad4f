/** What every route of subscriptions needs: which one is meant, how it is shown, where it goes. */
import { ProblemError } from '@rapport/service';
import { listSubscriptions, type Subscription } from '@rapport/warehouse';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Access } from '../access/access.ts';
import { parsedBy } from '../attention/attention-parameters.ts';
import { invalidRequest } from '../problems.ts';
import { type Address, type Addresses, newSecret } from '../subscriptions/addresses.ts';
import type { Asking } from '../subscriptions/asking.ts';
import type { Channels } from '../subscriptions/channels.ts';
import type { Rhythm } from '../subscriptions/due-period.ts';
import type * as shapes from '../subscriptions/subscription-shapes.ts';
import { type Holders, holdersOf } from '../workspace/holders.ts';
import * as parameters from '../workspace/item-parameters.ts';
import { seesSubscription } from '../workspace/item-scope.ts';
import type { WorkspaceRoutesDependencies } from './view-routes.ts';

export type Delivery = { addresses: Addresses; channels: Channels; dashboardUrl?: string | undefined };

export type SubscriptionRoutesDependencies = WorkspaceRoutesDependencies & {
  asking: Asking;
  /** Absent where nobody said where addresses are kept: nothing can be subscribed to then. */
  delivery: Delivery | undefined;
};

export const PATH = '/v1/subscriptions';
export const tags = ['workspace'];

/** @throws ProblemError 503 */
export function deliveryOf({ delivery }: SubscriptionRoutesDependencies): Delivery {
  if (delivery !== undefined) return delivery;
  const detail = 'this installation keeps no subscriptions';
  throw new ProblemError({ status: 503, code: 'NO_SUBSCRIPTIONS', title: 'Not set up', detail });
}

/** A problem with one parameter of the body. */
export const wrong = (parameter: string, message: string): ProblemError =>
  invalidRequest([{ parameter, message: `${parameter}: ${message}`, code: 'PARAMETER_INVALID' }]);

export type Channel = z.output<typeof shapes.channel>;

/** Where a channel leads; a webhook that goes on as it was keeps its secret. */
export function addressOf(channel: Channel, before?: Address): Address {
  if (channel.kind === 'email') return channel;
  const isSame = before?.kind === 'webhook' && before.url === channel.url;
  return { ...channel, secret: isSame ? before.secret : newSecret() };
}

/** @throws ProblemError 400 where the day is not one of the rhythm */
export function requireRhythm({ every, weekday, monthDay }: Rhythm): void {
  if (every === 'month' && weekday !== null) throw wrong('weekday', 'a monthly delivery has none');
  if (every === 'week' && monthDay !== null) throw wrong('month_day', 'a weekly delivery has none');
}

function channelOf({ channel }: Subscription, address: Address | undefined): z.output<typeof shapes.shownChannel> {
  if (address === undefined) return { kind: channel };
  return address.kind === 'email' ? { kind: 'email', to: address.to } : { kind: 'webhook', url: address.url };
}

type Showing = { access: Access; holders: Holders; address: Address | undefined };

export function shown(kept: Subscription, { access, holders, address }: Showing): z.output<typeof shapes.subscription> {
  const { id, title, question, programme, every, weekday, monthDay, page, state, owner, at, last } = kept;
  const mine = holders.isOwn(access, owner);
  return {
    ...{ id, title, question: JSON.parse(question), programme, every, weekday, month_day: monthDay, page, state },
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

/** The subscription that the address of a request names. @throws ProblemError 404 */
export async function subscriptionAt(
  { warehouse, tokens }: SubscriptionRoutesDependencies,
  { params, access }: FastifyRequest,
): Promise<{ found: Subscription; holders: Holders }> {
  const { id } = parsedBy(parameters.itemId, params);
  const holders = await holdersOf(tokens);
  const found = (await listSubscriptions(warehouse)).find((one) => one.id === id);
  if (found !== undefined && seesSubscription(holders, access, found)) return { found, holders };
  const detail = `there is no subscription "${id.slice(0, 80)}"`;
  throw new ProblemError({ status: 404, code: 'UNKNOWN_SUBSCRIPTION', title: 'Not found', detail });
}

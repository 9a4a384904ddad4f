/** Giving an answer to its channel: as what, how often, and what is remembered of it. */
import { LONGEST_ANSWER } from '@rapport/events';
import type { Logger } from '@rapport/service';
import type { Subscription } from '@rapport/warehouse';
import type { Address } from './addresses.ts';
import type { Asked } from './asking.ts';
import type { Channels } from './channels.ts';
import type { Period } from './due-period.ts';
import { messageOf } from './message.ts';

export type HandOverDependencies = {
  channels: Channels;
  logger: Logger;
  clock: () => number;
  /** Address of the dashboard, for links. */
  dashboardUrl?: string | undefined;
};

type Parcel = { subscription: Subscription; period: Period; to: Address; asked: Asked };
/** `answer`: what was sent, as JSON. */
type HandedOver = { outcome: 'sent'; answer?: string } | { outcome: 'failed'; reason: string };

export type HandOver = {
  /** Whether it did not go out lately and is left alone for a while. */
  isResting(name: string): boolean;
  /** `name` is that of the delivery. undefined: it is tried again later. */
  hand(name: string, parcel: Parcel): Promise<HandedOver | undefined>;
};

const MINUTE_MS = 60_000;
/** After the last of these a delivery is given up. */
const WAITS_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 120 * MINUTE_MS];

/** Address of the page that a subscription came from. */
export function linkOf(dashboardUrl: string | undefined, { page, state }: Pick<Subscription, 'page' | 'state'>) {
  if (dashboardUrl === undefined) return undefined;
  return `${dashboardUrl.replace(/\/$/, '')}${page || '/'}${state === '' ? '' : `?${state}`}`;
}

/** What is kept of what was sent; nothing where that is too much for the log. */
function keptOf({ answer: { rows, meta } }: Asked): { answer?: string } {
  const answer = JSON.stringify({ data: rows, meta });
  return answer.length > LONGEST_ANSWER ? {} : { answer };
}

/** What the other side is told by a webhook. */
const bodyOf = (subscription: Subscription, period: Period, { answer }: Asked, link: string | undefined) => ({
  subscription: { id: subscription.id, title: subscription.title },
  period: { id: period.id, from: period.from, to: period.to },
  answer: { data: answer.rows, meta: answer.meta },
  ...(link === undefined ? {} : { link }),
});

export function createHandOver({ channels, logger, clock, dashboardUrl }: HandOverDependencies): HandOver {
  const tries = new Map<string, { count: number; nextAt: number }>();

  async function hand(name: string, { subscription, period, to, asked }: Parcel): Promise<HandedOver | undefined> {
    const link = linkOf(dashboardUrl, subscription);
    const message = messageOf({ title: subscription.title, period, answer: asked.answer, link });
    try {
      await channels.deliver(to, { name, message, body: bodyOf(subscription, period, asked, link) });
      return { outcome: 'sent', ...keptOf(asked) };
    } catch (error) {
      const { code } = error as { code?: unknown };
      const count = (tries.get(name)?.count ?? 0) + 1;
      const wait = WAITS_MS[count - 1];
      // Without the error's words: a mail server puts addresses into them.
      logger.warn({ delivery: name, channel: to.kind, try: count, code }, 'a delivery did not go out');
      if (wait === undefined) return { outcome: 'failed', reason: 'not_delivered' };
      tries.set(name, { count, nextAt: clock() + wait });
      return undefined;
    }
  }

  return { isResting: (name) => (tries.get(name)?.nextAt ?? 0) > clock(), hand };
}

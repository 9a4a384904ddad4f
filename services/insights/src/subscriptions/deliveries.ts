/** One round of deliveries: what is due, complete and not delivered yet goes out, once a period. */
import { LONGEST_ANSWER, type WorkspaceEvent } from '@rapport/events';
import { MetricRequestError } from '@rapport/metrics';
import { type Logger, ProblemError } from '@rapport/service';
import { listSubscriptions, type Subscription, type Warehouse } from '@rapport/warehouse';
import type { Access } from '../access/access.ts';
import { envelopeOf, type WorkspaceSender } from '../workspace/tell.ts';
import type { Address, Addresses } from './addresses.ts';
import { type Asked, type Asking, isNothingReleased, type Unready } from './asking.ts';
import type { Channels } from './channels.ts';
import type { Period } from './due-period.ts';
import { messageOf } from './message.ts';

export type DeliveryDependencies = {
  warehouse: Pick<Warehouse, 'query'>;
  addresses: Addresses;
  asking: Asking;
  channels: Channels;
  send: WorkspaceSender;
  logger: Logger;
  clock: () => number;
  /** Address of the dashboard, for links. */
  dashboardUrl?: string | undefined;
  /** Told of every answer that leaves, for the request log. */
  onAnswered?: (access: Access, subscription: Subscription, asked: Asked) => void;
};

type Outcome = 'sent' | 'waiting' | 'failed';
type Verdict = { outcome: Outcome; reason?: string; answer?: string };

const MINUTE_MS = 60_000;
/** After the last of these a delivery is given up. */
const WAITS_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 120 * MINUTE_MS];

/** Address of the page that a subscription came from. */
export function linkOf(dashboardUrl: string | undefined, { page, state }: Pick<Subscription, 'page' | 'state'>) {
  if (dashboardUrl === undefined) return undefined;
  return `${dashboardUrl.replace(/\/$/, '')}${page || '/'}${state === '' ? '' : `?${state}`}`;
}

function deliveredEvent(subscription: Subscription, period: Period, verdict: Verdict, now: number): WorkspaceEvent {
  const { id: item, programme } = subscription;
  const type = 'workspace.subscription_delivered' as const;
  const { outcome, reason, answer } = verdict;
  return {
    ...envelopeOf({ item, type, now, of: [period.id, outcome, reason ?? ''] }),
    ...{ type, period: period.id, outcome },
    ...(reason === undefined ? {} : { reason }),
    ...(answer === undefined ? {} : { answer }),
    ...(programme === '' ? {} : { programme_id: programme }),
  };
}

const isRefusal = (error: unknown) =>
  error instanceof MetricRequestError || (error instanceof ProblemError && error.status < 500);

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

/** Rounds, one after another. A round throws what the warehouse and the log throw; what was sent is not sent again. */
export function createDeliveryRounds(dependencies: DeliveryDependencies): () => Promise<number> {
  const { warehouse, addresses, asking, channels, send, logger, clock, dashboardUrl, onAnswered } = dependencies;
  /** Deliveries of this process, by name: what is told of them is in the warehouse only later. */
  const told = new Map<string, Outcome | Unready>();
  const untold = new Map<string, WorkspaceEvent>();
  const tries = new Map<string, { count: number; nextAt: number }>();

  async function tellUntold(): Promise<void> {
    for (const [name, event] of [...untold]) {
      await send([event]);
      untold.delete(name);
    }
  }

  async function askFor(subscription: Subscription, access: Access, period: Period): Promise<Asked | Verdict> {
    try {
      const asked = await asking.ask(subscription, access, period);
      return asked.unready === undefined ? asked : { outcome: 'waiting', reason: asked.unready };
    } catch (error) {
      if (isNothingReleased(error)) return { outcome: 'waiting', reason: 'not_released' };
      if (isRefusal(error)) return { outcome: 'failed', reason: 'question_refused' };
      throw error;
    }
  }

  /** undefined: it is tried again later. */
  async function hand(name: string, subscription: Subscription, period: Period, to: Address, asked: Asked) {
    const link = linkOf(dashboardUrl, subscription);
    const message = messageOf({ title: subscription.title, period, answer: asked.answer, link });
    try {
      await channels.deliver(to, { name, message, body: bodyOf(subscription, period, asked, link) });
      return { outcome: 'sent' as const, ...keptOf(asked) };
    } catch (error) {
      const { code } = error as { code?: unknown };
      const count = (tries.get(name)?.count ?? 0) + 1;
      const wait = WAITS_MS[count - 1];
      // Without the error's words: a mail server puts addresses into them.
      logger.warn({ delivery: name, channel: to.kind, try: count, code }, 'a delivery did not go out');
      if (wait === undefined) return { outcome: 'failed' as const, reason: 'not_delivered' };
      tries.set(name, { count, nextAt: clock() + wait });
      return undefined;
    }
  }

  async function verdictOn(name: string, subscription: Subscription, period: Period): Promise<Verdict | undefined> {
    const access = await asking.accessOfOwner(subscription.owner);
    if (access === undefined) return { outcome: 'failed', reason: 'token_ended' };
    const to = await addresses.find(subscription.id);
    if (to === undefined) return { outcome: 'failed', reason: 'no_address' };
    const asked = await askFor(subscription, access, period);
    if ('outcome' in asked) return asked;
    const verdict = await hand(name, subscription, period, to, asked);
    if (verdict?.outcome === 'sent') onAnswered?.(access, subscription, asked);
    return verdict;
  }

  function isSettled(name: string, { donePeriods }: Subscription, period: Period): boolean {
    const own = told.get(name);
    return donePeriods.includes(period.id) || own === 'sent' || own === 'failed';
  }

  async function look(subscription: Subscription): Promise<boolean> {
    const period = await asking.periodOf(subscription);
    const name = `${subscription.id}/${period.id}`;
    // Nobody asked for what was over before.
    if (period.endsAt <= subscription.at || isSettled(name, subscription, period)) return false;
    if ((tries.get(name)?.nextAt ?? 0) > clock()) return false;
    const verdict = await verdictOn(name, subscription, period);
    if (verdict === undefined) return false;
    const state = verdict.outcome === 'waiting' ? (verdict.reason as Unready) : verdict.outcome;
    const isNews = told.get(name) !== state;
    told.set(name, state);
    if (isNews) untold.set(name, deliveredEvent(subscription, period, verdict, clock()));
    await tellUntold();
    return verdict.outcome === 'sent';
  }

  /** @returns how many went out */
  return async function round() {
    await tellUntold();
    let sent = 0;
    for (const subscription of await listSubscriptions(warehouse)) if (await look(subscription)) sent += 1;
    return sent;
  };
}

/** One round of deliveries: what is due, complete and not delivered yet goes out, once a period. */
import type { WorkspaceEvent } from '@rapport/events';
import { MetricRequestError } from '@rapport/metrics';
import { ProblemError } from '@rapport/service';
import { type Claim, listSubscriptions, type Subscription, type Warehouse } from '@rapport/warehouse';
import type { Access } from '../access/access.ts';
import { envelopeOf, type WorkspaceSender } from '../workspace/tell.ts';
import type { Addresses } from './addresses.ts';
import { type Asked, type Asking, isNothingReleased, type Unready } from './asking.ts';
import type { Period } from './due-period.ts';
import { createHandOver, type HandOverDependencies } from './hand-over.ts';

export type DeliveryDependencies = HandOverDependencies & {
  warehouse: Pick<Warehouse, 'query'>;
  addresses: Addresses;
  asking: Asking;
  send: WorkspaceSender;
  /** One process delivers at a time, of all that run. */
  claim: Pick<Claim, 'hold' | 'term' | 'holdDuring'>;
  /** Told of every answer that leaves, for the request log. */
  onAnswered?: (access: Access, subscription: Subscription, asked: Asked) => void;
};

type Outcome = 'sent' | 'waiting' | 'failed';
type Verdict = { outcome: Outcome; reason?: string; answer?: string };

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

/** The same for every try, of every process. */
const nameOf = ({ id }: Subscription, period: Period) => `${id}/${period.id}`;

const isRefusal = (error: unknown) =>
  error instanceof MetricRequestError || (error instanceof ProblemError && error.status < 500);

/** Rounds, one after another. A round throws what the warehouse and the log throw; what was sent is not sent again. */
export function createDeliveryRounds(dependencies: DeliveryDependencies): () => Promise<number> {
  const { warehouse, addresses, asking, send, claim, clock, onAnswered } = dependencies;
  /** Deliveries of this process, by name: what is told of them is in the warehouse only later. */
  const told = new Map<string, Outcome | Unready>();
  const untold = new Map<string, WorkspaceEvent>();
  const handOver = createHandOver(dependencies);

  /** What is not told yet nobody else knows of: until it is, the claim is kept. */
  async function tellUntold(): Promise<void> {
    if (untold.size > 0) await claim.hold();
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

  /**
   * Whether it is still this process's to send. Asked when nothing stands on the log that is not stored: what another process sent
   * before it lost the claim is known by now, and so is that it was removed.
   */
  async function isStillDue({ id }: Subscription, period: Period, term: number): Promise<boolean> {
    const now = (await listSubscriptions(warehouse)).find((one) => one.id === id);
    if (now === undefined || now.donePeriods.includes(period.id)) return false;
    return (await claim.hold()) && claim.term() === term;
  }

  async function verdictOn(name: string, subscription: Subscription, period: Period): Promise<Verdict | undefined> {
    const term = claim.term();
    const access = await asking.accessOfOwner(subscription.owner);
    if (access === undefined) return { outcome: 'failed', reason: 'token_ended' };
    const to = await addresses.find(subscription.id);
    if (to === undefined) return { outcome: 'failed', reason: 'no_address' };
    const asked = await askFor(subscription, access, period);
    if ('outcome' in asked) return asked;
    if (!(await isStillDue(subscription, period, term))) return undefined;
    const verdict = await handOver.hand(name, { subscription, period, to, asked });
    if (verdict?.outcome === 'sent') onAnswered?.(access, subscription, asked);
    return verdict;
  }

  function isSettled(name: string, { donePeriods }: Subscription, period: Period): boolean {
    const own = told.get(name);
    return donePeriods.includes(period.id) || own === 'sent' || own === 'failed';
  }

  /** The period of a subscription that something is to be done about now. */
  async function dueOf(subscription: Subscription): Promise<Period | undefined> {
    const period = await asking.periodOf(subscription);
    const name = nameOf(subscription, period);
    // Nobody asked for what was over before.
    if (period.endsAt <= subscription.at || isSettled(name, subscription, period)) return undefined;
    return handOver.isResting(name) ? undefined : period;
  }

  async function look(subscription: Subscription, period: Period): Promise<boolean> {
    const name = nameOf(subscription, period);
    const verdict = await claim.holdDuring(() => verdictOn(name, subscription, period));
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
    for (const subscription of await listSubscriptions(warehouse)) {
      const period = await dueOf(subscription);
      if (period === undefined) continue;
      // Asked for where something is due alone: another process is at it.
      if (!(await claim.hold())) return sent;
      if (await look(subscription, period)) sent += 1;
    }
    return sent;
  };
}

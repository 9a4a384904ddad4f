/** What people do with alerts, as events. A deed that the alert's state does not allow is a value, not an exception. */
import { type AlertEvent, eventIdFrom, nextState, stateMachines } from '@rapport/events';
import type { KnownAlert } from './decide.ts';

/** Codes by which somebody may resolve an alert. */
export const outcomes = ['contacted', 'not_needed', 'false_alarm', 'rematched', 'other'] as const;
export type Outcome = (typeof outcomes)[number];

export type Deed =
  | { kind: 'acknowledge' }
  | { kind: 'snooze'; until: number; note?: string }
  | { kind: 'resolve'; outcome: Outcome; note?: string };

export type Doer = {
  /** Who, as an id: never a name. */
  actor: string;
  source: string;
  /** The same key, actor, alert and deed are one event, however often they come; without it each deed is one. */
  idempotencyKey?: string;
  /** Epoch milliseconds. */
  now: number;
};

export type Done =
  | { ok: true; event: AlertEvent }
  /** Nothing to do: the alert stands there already. */
  | { ok: true; event: null }
  | { ok: false; state: string };

const machine = stateMachines.find(({ entity }) => entity === 'alert');
const types = { acknowledge: 'alert.acknowledged', snooze: 'alert.snoozed', resolve: 'alert.resolved' } as const;

/** An alert whose snooze is over is an open one again. */
type Subject = Pick<KnownAlert, 'alert' | 'programme' | 'pairing' | 'state'> & { since: number };

function fieldsOf(deed: Deed) {
  const note = 'note' in deed && deed.note !== undefined ? { note: deed.note } : {};
  switch (deed.kind) {
    case 'acknowledge':
      return { type: types.acknowledge };
    case 'snooze':
      return { type: types.snooze, snoozed_until_at: deed.until, ...note };
    case 'resolve':
      return { type: types.resolve, outcome: deed.outcome, ...note };
    default:
      throw new Error(`no such deed: ${deed satisfies never}`);
  }
}

/**
 * The event of a deed. What stands already (acknowledged, resolved) is done again by doing nothing, so that every deed may
 * be repeated; `ok: false` is an alert that is resolved.
 */
export function decideDeed(subject: Subject, deed: Deed, doer: Doer): Done {
  const type = types[deed.kind];
  const settled = { acknowledge: 'acknowledged', snooze: '', resolve: 'resolved' }[deed.kind];
  if (subject.state === settled) return { ok: true, event: null };
  if (machine === undefined || nextState(machine, subject.state, type) === undefined)
    return { ok: false, state: subject.state };
  const { actor, source, idempotencyKey, now } = doer;
  const key = JSON.stringify([subject.alert, fieldsOf(deed), actor, idempotencyKey ?? subject.since]);
  const event = {
    ...{ event_id: eventIdFrom(source, key), occurred_at: now, recorded_at: now, source, actor_id: actor },
    ...{ programme_id: subject.programme, pairing_id: subject.pairing, alert_id: subject.alert },
    ...fieldsOf(deed),
  };
  return { ok: true, event };
}

/** What callers do with alerts: decided from how they stand, and put on the log. */
import { type AlertRow, type AlertState, type Deed, decideDeed } from '@rapport/attention';
import type { AlertEvent } from '@rapport/events';
import { ProblemError } from '@rapport/service';

/** Resolves when the events are on the log. */
export type AlertSender = (events: readonly AlertEvent[]) => Promise<unknown>;

const SOURCE = 'rapport/insights';

export type DeedOrder = {
  rows: readonly AlertRow[];
  deed: Deed;
  actor: string;
  idempotencyKey: string | undefined;
  now: number;
};

export type DeedOutcome = { state: AlertState; changed: boolean };

const stateAfter = { acknowledge: 'acknowledged', snooze: 'snoozed', resolve: 'resolved' } as const;

function conflict(deed: Deed): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'ALERT_RESOLVED',
    title: 'The alert is resolved',
    detail: `a resolved alert cannot be ${deed.kind === 'snooze' ? 'snoozed' : 'acknowledged'}: what comes after it is another alert`,
  });
}

function cannotWrite(cause?: unknown): ProblemError {
  return new ProblemError({
    status: 503,
    code: 'LOG_UNAVAILABLE',
    title: 'The log does not answer',
    detail: 'this cannot be written down just now; try again: the same request is the same deed',
    retryAfterSeconds: 5,
    ...(cause === undefined ? {} : { cause }),
  });
}

/** The events of a deed upon all alerts that a handle means. @throws ProblemError 409 where all of them are resolved */
function eventsOf({ rows, deed, actor, idempotencyKey, now }: DeedOrder): AlertEvent[] {
  const doer = { actor, source: SOURCE, now, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
  const done = rows.map(({ alert, programme, pairing, state, raised }) =>
    decideDeed({ alert, programme, pairing, state, since: raised }, deed, doer),
  );
  const possible = done.filter((one) => one.ok);
  if (possible.length === 0) throw conflict(deed);
  return possible.flatMap(({ event }) => (event === null ? [] : [event]));
}

/** Does it. @throws ProblemError 409 for a resolved alert, 503 where the log cannot be written */
export async function doDeed(order: DeedOrder, send: AlertSender | undefined): Promise<DeedOutcome> {
  const events = eventsOf(order);
  const state = stateAfter[order.deed.kind];
  if (events.length === 0) return { state, changed: false };
  if (send === undefined) throw cannotWrite();
  try {
    await send(events);
  } catch (error) {
    throw cannotWrite(error);
  }
  return { state, changed: true };
}

/** Puts what people keep in the dashboard on the log. */
import { eventIdFrom, newEventId, type WorkspaceEvent } from '@rapport/events';
import { ProblemError } from '@rapport/service';

/** Resolves when the events are on the log. */
export type WorkspaceSender = (events: readonly WorkspaceEvent[]) => Promise<unknown>;

const SOURCE = 'rapport/insights';

/** @throws ProblemError 503: nothing can be kept */
function cannotKeep(cause?: unknown): ProblemError {
  return new ProblemError({
    status: 503,
    code: 'LOG_UNAVAILABLE',
    title: 'The log does not answer',
    detail: 'this cannot be written down just now; try again: the same request with the same Idempotency-Key is one',
    retryAfterSeconds: 5,
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Resolves when the event is on the log. @throws ProblemError 503 where there is no log, or it does not answer */
export async function tell(send: WorkspaceSender | undefined, event: WorkspaceEvent): Promise<void> {
  if (send === undefined) throw cannotKeep();
  try {
    await send([event]);
  } catch (error) {
    throw cannotKeep(error);
  }
}

/**
 * The id of a new thing: with a key the same actor, key and content give the same one, however often they come; without one
 * each is new.
 */
export function itemIdOf(order: { actor: string; key: string | undefined; content: unknown; now: number }): string {
  const { actor, key, content, now } = order;
  if (key === undefined) return newEventId(now);
  return eventIdFrom(`${SOURCE}/item`, JSON.stringify([actor, key, content]));
}

/** What every event of an item carries. The id is made of what is told, so that telling it again is the same event. */
export function envelopeOf(told: {
  item: string;
  type: WorkspaceEvent['type'];
  actor?: string;
  now: number;
  of?: unknown;
}) {
  const { item, type, actor, now, of: more = '' } = told;
  return {
    event_id: eventIdFrom(SOURCE, JSON.stringify([item, type, more])),
    ...{ occurred_at: now, recorded_at: now, source: SOURCE, item_id: item },
    ...(actor === undefined ? {} : { actor_id: actor }),
  };
}

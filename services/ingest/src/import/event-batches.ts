/** Events on their way to Kafka: in batches, a few at a time, so that reading waits when the broker is slow. */
import type { RapportEvent } from '@rapport/events';

/** What takes events; resolves when all of them are acknowledged. */
export type EventSender = { send(events: readonly RapportEvent[]): Promise<unknown> };

export type EventBatches = {
  /** Takes the events of one row. Waits while too many batches are under way; rejects when one has failed. */
  add(events: readonly RapportEvent[]): Promise<void>;
  /** Resolves when everything taken so far is acknowledged. */
  flush(): Promise<void>;
};

/** `batchEvents` events make a batch; at most `inFlight` batches are under way. */
export function createEventBatches(
  sender: EventSender,
  { batchEvents = 1_000, inFlight = 3 }: { batchEvents?: number; inFlight?: number } = {},
): EventBatches {
  let batch: RapportEvent[] = [];
  const underWay = new Set<Promise<void>>();
  let failure: { error: unknown } | undefined;

  function dispatch(): void {
    const sending: Promise<void> = sender.send(batch).then(
      () => void underWay.delete(sending),
      (error: unknown) => {
        underWay.delete(sending);
        failure ??= { error };
      },
    );
    underWay.add(sending);
    batch = [];
  }

  function throwFailure(): void {
    if (failure !== undefined) throw failure.error;
  }

  return {
    async add(events) {
      throwFailure();
      batch.push(...events);
      if (batch.length < batchEvents) return;
      while (underWay.size >= inFlight) await Promise.race(underWay);
      throwFailure();
      dispatch();
    },
    async flush() {
      if (batch.length > 0) dispatch();
      await Promise.all(underWay);
      throwFailure();
    },
  };
}

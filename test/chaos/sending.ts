/** The load on its way: sends batch by batch, again until acknowledged, and keeps the record that the oracle believes. */
import { setTimeout as pause } from 'node:timers/promises';
import type { EventProducer } from '@rapport/log';
import type { Batch } from './load.ts';
import type { PutIn } from './oracle.ts';

export type Sending = {
  putIn: PutIn /** Resolves when everything is acknowledged. */;
  done: Promise<void>;
  stop(): void;
};

type Options = { producer: EventProducer; batches: readonly Batch[]; paceMs: number };

const AGAIN_MS = 300;

/** Starts to send, a batch every `paceMs` at best. Ids are recorded as sent before, and as acknowledged after. */
export function startSending({ producer, batches, paceMs }: Options): Sending {
  const putIn = { sent: new Set<string>(), acknowledged: new Set<string>(), poisonAcknowledged: 0 };
  let stopped = false;

  // What some broker did or did not take is sent again as a whole: ids make it one.
  async function untilTaken(send: () => Promise<unknown>): Promise<boolean> {
    while (!stopped) {
      try {
        await send();
        return true;
      } catch (error) {
        if ((error as { retriable?: boolean }).retriable !== true) throw error;
        await pause(AGAIN_MS);
      }
    }
    return false;
  }

  async function sendAll(): Promise<void> {
    for (const { events, poison } of batches) {
      const began = performance.now();
      for (const { event_id } of events) putIn.sent.add(event_id);
      const [taken, poisonTaken] = await Promise.all([
        untilTaken(() => producer.send(events)),
        poison.length > 0 && untilTaken(() => producer.sendRaw(poison)),
      ]);
      if (taken) for (const { event_id } of events) putIn.acknowledged.add(event_id);
      if (poisonTaken) putIn.poisonAcknowledged += poison.length;
      await pause(Math.max(0, paceMs - (performance.now() - began)));
    }
  }

  const done = sendAll();
  // Awaited later; until then a failure must not end the process.
  done.catch(() => undefined);
  return {
    putIn,
    done,
    stop: () => {
      stopped = true;
    },
  };
}

/** Waiting for Kafka and ClickHouse at the start: services come up in any order. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@rapport/service';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;

type Failure = Error & { code?: string; retriable?: boolean };

/**
 * Repeats `step` while it fails with `retriable: true`, waiting longer each time; says what it waits for when that
 * changes. Rejects with any other failure, and when the signal fires.
 */
export async function whenReady<T>(step: () => Promise<T>, logger: Logger, signal: AbortSignal): Promise<T> {
  let said = '';
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    signal.throwIfAborted();
    try {
      return await step();
    } catch (error) {
      const { retriable, code = 'UNKNOWN', message } = error as Failure;
      if (retriable !== true) throw error;
      if (said !== code) logger.warn({ code, reason: message }, 'not ready yet, waiting');
      said = code;
      await sleep(wait, undefined, { signal });
    }
  }
}

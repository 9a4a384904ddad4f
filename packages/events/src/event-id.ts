/** Identity of events: stable for what is imported, time-ordered for what is new. */
import { v5, v7 } from 'uuid';

// A fixed namespace of our own: the same source and key give the same id on every machine and in every version.
const NAMESPACE = 'b2f7c1de-94a0-5e0e-8a5f-5d1e64c3a917';

/** The id of the event that `source` knows as `key`: a UUIDv5, so that a re-import is the same event. */
export function eventIdFrom(source: string, key: string): string {
  // The length keeps ("a", "bc") and ("ab", "c") apart.
  return v5(`${source.length}:${source}${key}`, NAMESPACE);
}

/** A new, time-ordered id (UUIDv7) for an event that has none. `now` is in epoch milliseconds. */
export function newEventId(now?: number): string {
  return now === undefined ? v7() : v7({ msecs: now });
}

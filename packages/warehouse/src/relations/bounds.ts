import type { StreamName } from '@rapport/events';

/**
 * The two times of every question: `asOf` (what had happened by then) and `knownAt` (what we had been told by then).
 * A fold's text is written once against bounds; the live view and the as-of query differ in nothing else.
 */
export type Bounds = {
  /** SQL of a DateTime64(3,'UTC'): events that happened later do not count. */
  asOf: string;
  /** SQL of a DateTime64(3,'UTC'): events, and corrections, recorded later are not known. */
  knownAt: string;
  /** SQL of a stream's events, one row per event_id, for FROM; absent: all that are stored. */
  events?: EventSource;
  /** SQL of a stream's corrections (supersedes, recorded_at), for FROM; absent: found among its events. */
  corrections?: EventSource;
  /** SQL of held meetings (programme_id, the_pairing, held_at, held_minutes), for FROM; absent: folded from the events. */
  heldMeetings?: string;
  /** SQL of pairings with their people (`coupleFold`, as far as meetings read it), for FROM; absent: folded from the events. */
  couples?: string;
};

/** Gives the SQL of a stream's events, one row per event_id, for FROM. */
export type EventSource = (stream: StreamName) => string;

// The last instant that DateTime64 can hold: the contract refuses times after 2298, so nothing lies beyond it.
const FAR_FUTURE = `toDateTime64('2299-12-31 23:59:59.999', 3, 'UTC')`;

/** What the live views use: everything that has happened and is known. */
export const liveBounds: Bounds = { asOf: FAR_FUTURE, knownAt: FAR_FUTURE };

/** What `relationSql` uses: the query parameters `as_of` and `known_at`. */
export const parameterBounds: Bounds = {
  asOf: `{as_of:DateTime64(3, 'UTC')}`,
  knownAt: `{known_at:DateTime64(3, 'UTC')}`,
};

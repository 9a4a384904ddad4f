/** Who is signed in: a random id in a cookie, and behind it the token that the browser never sees. */
import { createExpiring, type Expiring } from './expiring.ts';

/** From a session to its token. */
export type Sessions = Expiring<string>;

export const SESSION_MS = 12 * 3_600_000;
const MOST = 10_000;

/** A restart signs everybody out. */
export const createSessions = (clock: () => number): Sessions =>
  createExpiring({ clock, lifeMs: SESSION_MS, most: MOST });

/** Who is signed in: a random id in a cookie, the token behind it in the memory of this process only. */
import { randomBytes } from 'node:crypto';

export type Sessions = {
  /** A new session of a token: the id that goes into the cookie. */
  open(token: string): string;
  tokenOf(id: string): string | undefined;
  close(id: string): void;
  count(): number;
};

export const SESSION_MS = 12 * 3_600_000;
const MOST = 10_000;

/** A restart signs everybody out: nothing of a token is ever written anywhere. */
export function createSessions(clock: () => number): Sessions {
  const sessions = new Map<string, { token: string; until: number }>();
  /** A map keeps the order in which its entries came, and all live equally long: the old ones stand first. */
  function forgetOld(): void {
    for (const [id, { until }] of sessions) {
      if (until > clock() && sessions.size < MOST) return;
      sessions.delete(id);
    }
  }
  return {
    open: (token) => {
      forgetOld();
      const id = randomBytes(32).toString('base64url');
      sessions.set(id, { token, until: clock() + SESSION_MS });
      return id;
    },
    tokenOf: (id) => {
      const found = sessions.get(id);
      if (found === undefined) return undefined;
      if (found.until > clock()) return found.token;
      sessions.delete(id);
      return undefined;
    },
    close: (id) => void sessions.delete(id),
    count: () => sessions.size,
  };
}

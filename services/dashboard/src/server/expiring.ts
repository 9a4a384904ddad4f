/** What the server knows of a browser for a while: by a random id in a cookie, in the memory of this process only. */
import { randomBytes } from 'node:crypto';

export type Expiring<T> = {
  /** Keeps a thing: the id that goes into the cookie, 256 random bits. */
  open(thing: T): string;
  get(id: string): T | undefined;
  close(id: string): void;
  count(): number;
};

/** Keeps each thing `lifeMs` long and `most` of them, of which the oldest goes first. A restart forgets all: nothing is ever written anywhere. */
export function createExpiring<T>(options: { clock: () => number; lifeMs: number; most: number }): Expiring<T> {
  const { clock, lifeMs, most } = options;
  const things = new Map<string, { thing: T; until: number }>();
  /** A map keeps the order in which its entries came, and all live equally long: the old ones stand first. */
  function forgetOld(): void {
    for (const [id, { until }] of things) {
      if (until > clock() && things.size < most) return;
      things.delete(id);
    }
  }
  return {
    open: (thing) => {
      forgetOld();
      const id = randomBytes(32).toString('base64url');
      things.set(id, { thing, until: clock() + lifeMs });
      return id;
    },
    get: (id) => {
      const found = things.get(id);
      if (found === undefined) return undefined;
      if (found.until > clock()) return found.thing;
      things.delete(id);
      return undefined;
    },
    close: (id) => void things.delete(id),
    count: () => things.size,
  };
}

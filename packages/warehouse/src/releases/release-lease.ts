/** One maker of releases at a time, over all processes. */
import type { Warehouse } from '../client.ts';

type Dependencies = { warehouse: Warehouse; holder: string; clock: () => number };

const LEASE_MS = 30_000;

export type ReleaseLease = {
  /** Takes or renews the lease; false while somebody else has it. */
  hold(): Promise<boolean>;
  /** Keeps it while `work` goes on, however long that takes. */
  holdDuring<T>(work: () => Promise<T>): Promise<T>;
  /** Gives it back. */
  release(): Promise<void>;
};

/** A lease of one holder, who takes it once. One that is not renewed runs out by itself. */
export function createReleaseLease({ warehouse, holder, clock }: Dependencies): ReleaseLease {
  async function write(until: number): Promise<void> {
    await warehouse.exec(
      "INSERT INTO release_leases (holder, until) SELECT {holder:String}, fromUnixTimestamp64Milli({until:Int64}, 'UTC')",
      { holder, until },
    );
  }

  /** Whoever wrote first among those that have not run out: two that saw none at once agree on one. */
  async function standing(now: number): Promise<string | undefined> {
    const [row] = await warehouse.query<{ holder: string }>(
      `SELECT holder FROM (
         SELECT holder, argMax(until, written_at) AS ends, min(written_at) AS began FROM release_leases
         GROUP BY holder
       ) WHERE toUnixTimestamp64Milli(ends) > {now:Int64} ORDER BY began, holder LIMIT 1`,
      { now },
    );
    return row?.holder;
  }

  async function hold(): Promise<boolean> {
    const now = clock();
    const before = await standing(now);
    if (before !== undefined && before !== holder) return false;
    await write(now + LEASE_MS);
    return (await standing(now)) === holder;
  }

  async function holdDuring<T>(work: () => Promise<T>): Promise<T> {
    const beat = setInterval(() => void write(clock() + LEASE_MS).catch(() => undefined), LEASE_MS / 4);
    try {
      return await work();
    } finally {
      clearInterval(beat);
    }
  }

  return { hold, holdDuring, release: () => write(0) };
}

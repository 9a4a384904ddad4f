/** One at a time, over all processes: who makes releases, who delivers subscriptions. */
import { randomUUID } from 'node:crypto';
import type { Warehouse } from './client.ts';

const SECONDS = 30;

export type Claim = {
  /** Takes the claim, or renews it where half of its time is over; false while somebody else has it. */
  hold(): Promise<boolean>;
  /** Which taking of it this is: as long as it stays the same, nobody else had the claim in between. */
  term(): number;
  /** Keeps it while `work` goes on, however long that takes. */
  holdDuring<T>(work: () => Promise<T>): Promise<T>;
  /** Gives it back. */
  release(): Promise<void>;
};

export type ClaimOptions = {
  warehouse: Warehouse;
  table: 'release_claims' | 'delivery_claims';
  holder?: string;
  /** How long it lasts without being renewed. */
  seconds?: number;
};

type Standing = { number: bigint; holder: string; isLive: boolean; isFresh: boolean; ends: string };

/**
 * A claim of one holder. Claims are numbered, and the engine stores the first of each number only (insert_deduplication_token):
 * of two that see none and write at once exactly one has it. Time is the engine's, so that clocks of processes do not matter;
 * who does not renew in time has lost it.
 */
export function createClaim({ warehouse, table, holder = randomUUID(), seconds = SECONDS }: ClaimOptions): Claim {
  let term = 0;

  async function standing(): Promise<Standing> {
    const [row] = await warehouse.query<{ n: string; who: string; live: 0 | 1; fresh: 0 | 1; ends: string }>(
      `SELECT toString(max(number)) AS n, argMax(holder, number) AS who, argMax(until, number) > now64(3) AS live,
        argMax(until, number) > now64(3) + toIntervalMillisecond({half:UInt64}) AS fresh,
        toString(now64(3, 'UTC') + toIntervalMillisecond({whole:UInt64})) AS ends FROM ${table}`,
      { half: Math.round(seconds * 500), whole: Math.round(seconds * 1_000) },
    );
    if (row === undefined) throw new Error('an aggregate without a row');
    const { n, who, live, fresh, ends } = row;
    return { number: BigInt(n), holder: who, isLive: Number(live) === 1, isFresh: Number(fresh) === 1, ends };
  }

  async function write(last: Standing, until: string): Promise<void> {
    const number = String(last.number + 1n);
    await warehouse.insertStream({
      sql: `INSERT INTO ${table} FORMAT JSONEachRow`,
      body: [Buffer.from(JSON.stringify({ number, holder, until }))],
      settings: { async_insert: 0, insert_deduplicate: 1, insert_deduplication_token: `claim ${number}` },
    });
  }

  async function hold(): Promise<boolean> {
    const last = await standing();
    const isOwn = last.holder === holder;
    if (last.isLive && !isOwn) return false;
    if (last.isFresh && isOwn) return true;
    await write(last, last.ends);
    if ((await standing()).holder !== holder) return false;
    if (!isOwn) term += 1;
    return true;
  }

  async function release(): Promise<void> {
    const last = await standing();
    if (last.holder === holder && last.isLive) await write(last, '1970-01-01 00:00:00.000');
  }

  async function holdDuring<T>(work: () => Promise<T>): Promise<T> {
    const beat = setInterval(() => void hold().catch(() => undefined), (seconds * 1_000) / 3);
    try {
      return await work();
    } finally {
      clearInterval(beat);
    }
  }
  return { hold, term: () => term, holdDuring, release };
}

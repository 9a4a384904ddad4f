/** One maker of releases at a time, over all processes. */
import { randomUUID } from 'node:crypto';
import type { Warehouse } from '../client.ts';

const RENEW_MS = 10_000;

export type ReleaseClaim = {
  /** Takes or renews the claim; false while somebody else has it. */
  hold(): Promise<boolean>;
  /** Keeps it while `work` goes on, however long that takes. */
  holdDuring<T>(work: () => Promise<T>): Promise<T>;
  /** Gives it back. */
  release(): Promise<void>;
};

type Standing = { number: bigint; holder: string; isLive: boolean };

/**
 * A claim of one holder. Claims are numbered, and the engine stores the first of each number only (insert_deduplication_token):
 * of two that see none and write at once exactly one has it. Time is the engine's, so that clocks of processes do not matter;
 * who does not renew for half a minute has lost it.
 */
export function createReleaseClaim({
  warehouse,
  holder = randomUUID(),
}: {
  warehouse: Warehouse;
  holder?: string;
}): ReleaseClaim {
  async function standing(): Promise<Standing | undefined> {
    const [row] = await warehouse.query<{ number: string; holder: string; live: 0 | 1 }>(
      'SELECT toString(number) AS number, holder, until > now64(3) AS live FROM release_claims ORDER BY release_claims.number DESC LIMIT 1',
    );
    return row === undefined ? undefined : { ...row, number: BigInt(row.number), isLive: Number(row.live) === 1 };
  }

  async function write(last: Standing | undefined, about: object): Promise<void> {
    const number = String((last?.number ?? 0n) + 1n);
    await warehouse.insertStream({
      sql: 'INSERT INTO release_claims FORMAT JSONEachRow',
      body: [Buffer.from(JSON.stringify({ number, holder, ...about }))],
      settings: { async_insert: 0, insert_deduplicate: 1, insert_deduplication_token: `claim ${number}` },
    });
  }

  async function hold(): Promise<boolean> {
    const last = await standing();
    if (last?.isLive === true && last.holder !== holder) return false;
    await write(last, {});
    return (await standing())?.holder === holder;
  }

  async function release(): Promise<void> {
    const last = await standing();
    if (last?.holder === holder) await write(last, { until: '1970-01-01 00:00:00.000' });
  }

  async function holdDuring<T>(work: () => Promise<T>): Promise<T> {
    const beat = setInterval(() => void hold().catch(() => undefined), RENEW_MS);
    try {
      return await work();
    } finally {
      clearInterval(beat);
    }
  }
  return { hold, holdDuring, release };
}

/** What is remembered about kept facts, in the warehouse itself: how far they have come, and which keeper is at it. */
import { type StreamName, streams } from '@rapport/events';
import type { Warehouse } from '../client.ts';
import type { Due, Positions } from './dirty-keys.ts';
import { STATE } from './kept-tables.ts';

/**
 * `definition`: what the rows are made by; `due`: up to when events that happened are in;
 * `filling`: the tables are being filled, or were when a keeper died. */
export type KeptState = { definition: string; epoch: number; positions: Positions; due: string; filling?: boolean };

type Lease = { holder: string; until: number };
type Dependencies = { warehouse: Warehouse; holder: string; clock: () => number };

const LEASE_MS = 15_000;
const SAVE_EVERY_MS = 10_000;
/** Later than any time there is, as a text. */
const NEVER = '9999';

export function createKeptState({ warehouse, holder, clock }: Dependencies) {
  let savedAt = 0;
  let heldUntil = 0;
  let nextDue: string | undefined;

  async function read<T>(name: string): Promise<T | undefined> {
    const [row] = await warehouse.query<{ value: string }>(
      `SELECT value FROM ${STATE} WHERE name = {name:String} ORDER BY updated_at DESC LIMIT 1`,
      { name },
    );
    return row === undefined ? undefined : (JSON.parse(row.value) as T);
  }

  async function write(name: string, value: unknown): Promise<void> {
    await warehouse.exec(`INSERT INTO ${STATE} (name, value) SELECT {name:String}, {value:String}`, {
      name,
      value: JSON.stringify(value),
    });
  }

  /**
   * Whether this keeper is the one at work: one suffices, and two would only do the same twice. A lease that its holder
   * does not renew goes to the next who asks.
   */
  async function hold(): Promise<boolean> {
    const now = clock();
    if (heldUntil - now > LEASE_MS / 2) return true;
    const lease = await read<Lease>('lease');
    if (lease !== undefined && lease.holder !== holder && lease.until > now) {
      heldUntil = 0;
      return false;
    }
    await write('lease', { holder, until: now + LEASE_MS });
    // Two that saw no lease at once both wrote one: the later stands.
    const standing = await read<Lease>('lease');
    heldUntil = standing?.holder === holder ? now + LEASE_MS : 0;
    return heldUntil > 0;
  }

  /** Keeps the lease while `work` goes on, however long that takes. */
  async function holdDuring<T>(work: () => Promise<T>): Promise<T> {
    const beat = setInterval(() => void hold().catch(() => undefined), LEASE_MS / 4);
    try {
      return await work();
    } finally {
      clearInterval(beat);
    }
  }

  async function save(state: KeptState): Promise<void> {
    await write('progress', state);
    savedAt = clock();
  }

  /** A restart may well do the last seconds again: that changes nothing. */
  async function saveNowAndThen(state: KeptState): Promise<void> {
    if (clock() - savedAt > SAVE_EVERY_MS) await save(state);
  }

  /** The earliest event that had not happened by `now`, in all that is stored. */
  async function findNextDue(now: string): Promise<void> {
    const selects = streams.map(
      ({ name }: { name: StreamName }) =>
        `SELECT min(occurred_at) AS earliest, count() AS found FROM events_${name} WHERE occurred_at > toDateTime64('${now}', 3, 'UTC')`,
    );
    const [row] = await warehouse.query<{ at: string; n: string }>(
      `SELECT toString(minIf(earliest, found > 0)) AS at, toString(sum(found)) AS n FROM (${selects.join(' UNION ALL ')})`,
    );
    nextDue = row === undefined || Number(row.n) === 0 ? NEVER : row.at;
  }

  /** Remembers that an event will happen at this time. */
  function noteDue(at: string): void {
    if (nextDue !== undefined && at < nextDue) nextDue = at;
  }

  /** What has come due since `from`, if anything has. */
  async function comingDue(from: string, now: string): Promise<Due | undefined> {
    if (nextDue === undefined) await findNextDue(from);
    if (nextDue === undefined || nextDue > now) return undefined;
    await findNextDue(now);
    return { from, to: now };
  }

  const load = () => read<KeptState>('progress');
  return { hold, holdDuring, load, save, saveNowAndThen, comingDue, noteDue };
}

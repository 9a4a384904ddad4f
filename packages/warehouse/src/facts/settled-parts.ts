/** Which parts of the events tables hold nothing new: parts never change, so each is looked through once. */
import type { StreamName } from '@rapport/events';
import type { Warehouse } from '../client.ts';
import type { Positions } from './dirty-keys.ts';

/** Smaller parts cost nothing to read, and come and go many times a minute. */
const LARGE_ROWS = 50_000;

/** Names of parts by stream. */
export type Settled = Partial<Record<StreamName, readonly string[]>>;

type LastOffsets = Readonly<Record<string, number>>;

/** Looks large parts through. What is not stored in parts of this server has none, and is read as a whole. */
export function createSettledParts(warehouse: Warehouse, largeRows = LARGE_ROWS) {
  const known = new Map<string, LastOffsets>();

  async function largeParts(stream: StreamName): Promise<string[]> {
    const rows = await warehouse.query<{ name: string }>(
      `SELECT name FROM system.parts WHERE active AND database = currentDatabase() AND table = {table:String}
       AND rows > {rows:UInt64} ORDER BY name`,
      { table: `events_${stream}`, rows: largeRows },
    );
    return rows.map(({ name }) => name);
  }

  async function lookThrough(stream: StreamName, parts: readonly string[]): Promise<void> {
    const rows = await warehouse.query<{ part: string; partition: number; last: string }>(
      `SELECT _part AS part, _partition AS partition, toString(max(_offset)) AS last FROM events_${stream}
       WHERE _part IN {parts:Array(String)} GROUP BY part, partition`,
      { parts },
    );
    for (const { part, partition, last } of rows) {
      const key = `${stream} ${part}`;
      known.set(key, { ...known.get(key), [partition]: Number(last) });
    }
  }

  async function settledOf(stream: StreamName, positions: Positions): Promise<readonly string[]> {
    const parts = await largeParts(stream);
    // Of a part that was merged away nothing needs to be known any longer.
    for (const key of known.keys()) {
      if (key.startsWith(`${stream} `) && !parts.includes(key.slice(stream.length + 1))) known.delete(key);
    }
    const unknown = parts.filter((part) => !known.has(`${stream} ${part}`));
    if (unknown.length > 0) await lookThrough(stream, unknown);
    const passed = ([partition, last]: [string, number]) => last <= (positions[stream]?.[partition] ?? -1);
    return parts.filter((part) => {
      const offsets = known.get(`${stream} ${part}`);
      return offsets !== undefined && Object.entries(offsets).every(passed);
    });
  }

  /** The parts of these streams without an event beyond the positions. */
  async function settled(moved: readonly StreamName[], positions: Positions): Promise<Settled> {
    const found: Settled = {};
    for (const stream of moved) found[stream] = await settledOf(stream, positions);
    return found;
  }

  /** After this tables may be others, with parts of the same names. */
  const forget = () => known.clear();
  return { settled, forget };
}

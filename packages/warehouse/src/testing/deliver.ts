import { type RapportEvent, streams } from '@rapport/events';
import type { ChunkSink } from '../chunk-sink.ts';
import type { Warehouse } from '../client.ts';
import { type RelationName, relationNames, relationSql } from '../relations/catalogue.ts';
import { chunkOf, placedFrom } from './chunk-of.ts';

const GAP = 100_000n;

/** Delivers events in the given order, each stream on a partition of its own, in chunks of at most `size` events. */
export async function deliver(sink: ChunkSink, events: readonly RapportEvent[], size: number): Promise<void> {
  for (const { types } of streams) {
    const mine = events.filter((event) => types.includes(event.type));
    for (let at = 0; at < mine.length; at += size) {
      await sink.write(chunkOf(placedFrom(GAP + BigInt(at), mine.slice(at, at + size))));
    }
  }
}

/** Delivers portions one after another: each stream's offsets go on where the last portion ended. */
export function createDelivery(sink: ChunkSink): (events: readonly RapportEvent[]) => Promise<void> {
  const next = new Map<string, bigint>();
  return async (events) => {
    for (const { name, types } of streams) {
      const mine = events.filter((event) => types.includes(event.type));
      if (mine.length === 0) continue;
      const first = next.get(name) ?? 0n;
      await sink.write(chunkOf(placedFrom(first, mine)));
      next.set(name, first + BigInt(mine.length));
    }
  };
}

export async function emptyTables(warehouse: Warehouse): Promise<void> {
  const tables = [...streams.map(({ name }) => `events_${name}`), 'event_receipts', 'ingest_ledger'];
  for (const table of tables) await warehouse.exec(`TRUNCATE TABLE ${table}`);
}

export type Facts = Record<RelationName, string[]>;
export type Moment = { asOf: number; knownAt: number };

const instant = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');

async function rowsOf(warehouse: Warehouse, name: RelationName, moment: Moment | undefined): Promise<string[]> {
  const rows =
    moment === undefined
      ? await warehouse.query(`SELECT * FROM ${name}`)
      : await warehouse.query(relationSql(name), { as_of: instant(moment.asOf), known_at: instant(moment.knownAt) });
  return rows.map((row) => JSON.stringify(row)).toSorted();
}

/** Every fact and dimension as sorted JSON lines: from the live views, or as of a moment. */
export async function readFacts(warehouse: Warehouse, moment?: Moment): Promise<Facts> {
  const entries = await Promise.all(
    relationNames.map(async (name) => [name, await rowsOf(warehouse, name, moment)] as const),
  );
  return Object.fromEntries(entries) as Facts;
}

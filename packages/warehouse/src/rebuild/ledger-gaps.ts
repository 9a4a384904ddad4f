import { streams, topicOf } from '@rapport/events';
import { quoteName, type Warehouse } from '../client.ts';
import type { RebuildState } from './rebuild-state.ts';

/** Offsets of a partition below the rebuild's end that no chunk of it covers; both ends inside. */
export type LedgerGap = { topic: string; partition: number; first: bigint; last: bigint };

type Range = { topic: string; partition: number; first: string; last: string };

function gapsOf(ranges: readonly Range[], place: { topic: string; partition: number }, begin: bigint, end: bigint) {
  const gaps: LedgerGap[] = [];
  let next = begin;
  for (const range of ranges) {
    const [first, last] = [BigInt(range.first), BigInt(range.last)];
    if (first > next) gaps.push({ ...place, first: next, last: first - 1n });
    if (last >= next) next = last + 1n;
  }
  if (next < end) gaps.push({ ...place, first: next, last: end - 1n });
  return gaps;
}

/** What the rebuilt ledger leaves out: offsets that carry no record, or records that are gone from the log. */
export async function ledgerGaps(warehouse: Warehouse, state: RebuildState): Promise<LedgerGap[]> {
  const ranges = await warehouse.query<Range>(
    `SELECT topic, partition, toString(first_offset) AS first, toString(last_offset) AS last
     FROM ${quoteName(state.database)}.ingest_ledger FINAL
     WHERE \`projection\` = {projection:String} AND epoch = {epoch:UInt32}
     ORDER BY topic, partition, first_offset, last_offset`,
    { projection: state.projection, epoch: state.epoch },
  );
  return streams.flatMap(({ name }) => {
    const topic = topicOf(name, state.topicPrefix);
    return [...(state.ends.get(topic) ?? [])].flatMap(([partition, end]) => {
      const own = ranges.filter((range) => range.topic === topic && range.partition === partition);
      return gapsOf(own, { topic, partition }, 0n, end);
    });
  });
}

/** How far the rebuilt ledger reaches without a break from offset 0 on: where reading an archive goes on. */
export async function rebuiltUntil(warehouse: Warehouse, state: RebuildState): Promise<Map<string, bigint>> {
  const gaps = await ledgerGaps(warehouse, state);
  const reached = new Map<string, bigint>();
  for (const { topic, partition, first } of gaps) {
    const key = `${topic}/${partition}`;
    if (!reached.has(key)) reached.set(key, first);
  }
  return reached;
}

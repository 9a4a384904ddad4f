/** Produce → queryable at a steady rate: from the call of the producer to the moment a query sees the row. */
import type { RapportEvent } from '@rapport/events';
import type { Warehouse } from '@rapport/warehouse';
import { loadEvent } from './load.ts';
import type { Mover } from './movers.ts';
import { type Rig, say } from './rig.ts';
import { usageOf } from './usage.ts';

const SLICE_MS = 50;
const DRAIN_MS = 60_000;
const WARM_UP = 100;
// Asking costs ClickHouse as much as an insert: asked without a pause, the questions would be most of what is measured.
const ASK_EVERY_MS = 25;

export type LatencyLoad = { firstNumber: number; perSecond: number; seconds: number; seed: number };
/**
 * Milliseconds; `unseen` events were in no answer a minute after the last was sent; `cpuPerSecond` is CPU seconds of mover
 * and ClickHouse, the questions of the bench included, per second.
 */
export type Latency = {
  name: string;
  p50: number;
  p99: number;
  acknowledgedP50: number;
  cpuPerSecond: number;
  unseen: number;
};

/**
 * Where rows are looked for: a table with partition and offset, and which part of it. Not every mover makes a partition's
 * rows visible in the order of their offsets: `outOfOrder` is how far back each question looks.
 */
export type Seen = { table: string; partition: string; offset: string; where: string; outOfOrder: bigint };

export const plainRows: Seen = {
  table: 'events_meeting',
  partition: '_partition',
  offset: '_offset',
  where: '1',
  outOfOrder: 1_000n,
};
export const receipts: Seen = {
  table: 'event_receipts',
  partition: 'partition',
  offset: 'offset',
  where: "stream = 'meeting'",
  outOfOrder: 0n,
};

function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

const until = (at: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, at - performance.now())));

type Row = { p: number; at: string; id: string };

/** Remembers when each event was sent and asks all the while which of them a query sees. */
function createWatch(warehouse: Warehouse, { table, partition, offset, where, outOfOrder }: Seen) {
  const sentAt = new Map<string, number>();
  const visible: number[] = [];
  // Each question reads on from the last offset seen in each partition, so that asking stays as quick as at the start.
  const last = new Map<number, bigint>();

  async function begin(): Promise<void> {
    const rows = await warehouse.query<{ p: number; last: string }>(
      `SELECT ${partition} AS p, toString(max(${offset})) AS last FROM ${table} WHERE ${where} GROUP BY p`,
    );
    for (const row of rows) last.set(row.p, BigInt(row.last));
  }

  async function ask(): Promise<void> {
    const known = [...last].map(([p, from]) => `(${partition} = ${p} AND ${offset} > ${from - outOfOrder})`);
    known.push(last.size === 0 ? '1' : `${partition} NOT IN (${[...last.keys()].join(', ')})`);
    const rows = await warehouse.query<Row>(
      `SELECT ${partition} AS p, toString(${offset}) AS at, toString(event_id) AS id FROM ${table} WHERE ${where} AND (${known.join(' OR ')})`,
    );
    const now = performance.now();
    for (const row of rows) {
      const sent = sentAt.get(row.id);
      if (BigInt(row.at) > (last.get(row.p) ?? -1n)) last.set(row.p, BigInt(row.at));
      if (sent !== undefined && sentAt.delete(row.id)) visible.push(now - sent);
    }
  }

  /** How many were still not seen at the deadline. */
  async function untilSeen(total: number, deadline: number): Promise<number> {
    while (visible.length < total && performance.now() < deadline) {
      await ask();
      await until(performance.now() + ASK_EVERY_MS);
    }
    return total - visible.length;
  }

  return { sentAt, visible, begin, untilSeen };
}

/** Sends at the rate while the mover runs, whose table is there, and measures how long each event took. */
export async function measureLatency(
  rig: Rig,
  mover: Mover,
  seen: Seen,
  load: LatencyLoad,
  send: (events: readonly RapportEvent[]) => Promise<unknown>,
): Promise<Latency> {
  say(`latency of ${mover.name} …`);
  const warehouse = rig.warehouse(mover.database);
  const watch = createWatch(warehouse, seen);
  await watch.begin();
  const running = await mover.start(warehouse);
  const make = (n: number) => loadEvent(load.firstNumber + n, Date.now(), load.seed);
  const total = load.perSecond * load.seconds;
  const acknowledged: number[] = [];
  try {
    // The first events wait for the mover to come up and count for nothing.
    const first = Array.from({ length: WARM_UP }, (_, n) => make(n));
    for (const { event_id } of first) watch.sentAt.set(event_id, performance.now());
    await send(first);
    await watch.untilSeen(WARM_UP, performance.now() + DRAIN_MS);
    watch.visible.length = 0;

    const before = cpuOf(rig, running.pids);
    const began = performance.now();
    const watching = watch.untilSeen(total, began + load.seconds * 1_000 + DRAIN_MS);
    const perSlice = (load.perSecond * SLICE_MS) / 1_000;
    const sends: Promise<void>[] = [];
    for (let sent = 0, slice = 1; sent < total; slice += 1) {
      const events = Array.from({ length: Math.min(perSlice, total - sent) }, (_, i) => make(WARM_UP + sent + i));
      sent += events.length;
      const at = performance.now();
      for (const event of events) watch.sentAt.set(event.event_id, at);
      sends.push(send(events).then(() => void acknowledged.push(performance.now() - at)));
      await until(began + slice * SLICE_MS);
    }
    await Promise.all(sends);
    const unseen = await watching;
    const cpuPerSecond = (cpuOf(rig, running.pids) - before) / ((performance.now() - began) / 1_000);
    const { visible } = watch;
    return {
      name: mover.name,
      p50: quantile(visible, 0.5),
      p99: quantile(visible, 0.99),
      acknowledgedP50: quantile(acknowledged, 0.5),
      cpuPerSecond,
      unseen,
    };
  } finally {
    await running.stop();
  }
}

const cpuOf = (rig: Rig, pids: readonly number[]): number =>
  [rig.clickhousePid, ...pids].reduce((sum, pid) => sum + usageOf(pid).cpuSeconds, 0);

/** Produce → queryable at a steady rate: from the call of the producer to the moment a query sees the row. */
import type { Warehouse } from '@rapport/warehouse';
import { loadEvent } from './load.ts';
import type { Pipeline } from './pipeline.ts';

const SLICE_MS = 50;
const DRAIN_MS = 30_000;

export type LatencyOptions = { firstNumber: number; perSecond: number; seconds: number };
export type Latency = { p50: number; p99: number; acknowledgedP50: number; insertP50: number };

function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

const until = (at: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, at - performance.now())));

type Receipt = { partition: number; offset: string; id: string };

async function lastOffsets(warehouse: Warehouse): Promise<Map<number, bigint>> {
  const rows = await warehouse.query<{ partition: number; last: string }>(
    "SELECT partition, toString(max(offset)) AS last FROM event_receipts WHERE stream = 'meeting' GROUP BY partition",
  );
  return new Map(rows.map(({ partition, last }) => [partition, BigInt(last)]));
}

async function measureInsert({ warehouse }: Pipeline): Promise<number> {
  await warehouse.exec('CREATE TABLE IF NOT EXISTS bench_one_row (n UInt32) ENGINE = MergeTree ORDER BY n');
  const took: number[] = [];
  for (let n = 0; n < 100; n += 1) {
    const began = performance.now();
    await warehouse.exec(`INSERT INTO bench_one_row VALUES (${n})`);
    took.push(performance.now() - began);
  }
  await warehouse.exec('DROP TABLE bench_one_row');
  return quantile(took, 0.5);
}

/** Sends at the rate and asks all the while which of the events a query sees. Answers in milliseconds. */
export async function measureLatency(
  pipeline: Pipeline,
  { firstNumber, perSecond, seconds }: LatencyOptions,
): Promise<Latency> {
  const { log, warehouse } = pipeline;
  const insertP50 = await measureInsert(pipeline);
  const producer = await log.createProducer();
  const sentAt = new Map<string, number>();
  const acknowledged: number[] = [];
  const visible: number[] = [];
  const total = perSecond * seconds;

  // Each question reads on from the last offset seen in each partition, so that asking stays as quick as at the start.
  const seen = await lastOffsets(warehouse);

  async function watch(): Promise<void> {
    const deadline = performance.now() + seconds * 1_000 + DRAIN_MS;
    while (visible.length < total && performance.now() < deadline) {
      const places = [...seen].map(([partition, offset]) => `(partition = ${partition} AND offset > ${offset})`);
      const rows = await warehouse.query<Receipt>(
        `SELECT partition, offset, toString(event_id) AS id FROM event_receipts WHERE stream = 'meeting' AND (${places.join(' OR ')})`,
      );
      const now = performance.now();
      for (const { partition, offset, id } of rows) {
        const at = sentAt.get(id);
        if (BigInt(offset) > (seen.get(partition) ?? -1n)) seen.set(partition, BigInt(offset));
        if (at === undefined) continue;
        sentAt.delete(id);
        visible.push(now - at);
      }
      await until(performance.now() + 2);
    }
  }

  const watching = watch();
  const began = performance.now();
  const perSlice = (perSecond * SLICE_MS) / 1_000;
  const sends: Promise<void>[] = [];
  for (let sent = 0, slice = 1; sent < total; slice += 1) {
    const events = Array.from({ length: Math.min(perSlice, total - sent) }, (_, i) =>
      loadEvent(firstNumber + sent + i, Date.now()),
    );
    sent += events.length;
    const at = performance.now();
    for (const event of events) sentAt.set(event.event_id, at);
    sends.push(producer.send(events).then(() => void acknowledged.push(performance.now() - at)));
    await until(began + slice * SLICE_MS);
  }
  await Promise.all([...sends, watching]);
  await producer.close();
  if (visible.length < total) throw new Error(`only ${visible.length} of ${total} events became visible`);
  return {
    p50: quantile(visible, 0.5),
    p99: quantile(visible, 0.99),
    acknowledgedP50: quantile(acknowledged, 0.5),
    insertP50,
  };
}

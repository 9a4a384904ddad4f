/** Runs a mover over the load and says what it took. */
import type { Warehouse } from '@rapport/warehouse';
import { eventually } from '../eventually.ts';
import type { Mover } from './movers.ts';
import { type Rig, say } from './rig.ts';
import { resetPeak, type Usage, usageOf } from './usage.ts';

const DEADLINE_MS = 600_000;
const LOOK_EVERY_MS = 40;

/** Seconds of wall clock and of CPU. `mover` is undefined for what runs inside ClickHouse. */
export type Run = {
  name: string;
  events: number;
  seconds: number;
  mover: Usage | undefined;
  clickhouse: Usage;
  kafka: Usage;
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function visibleRows(warehouse: Warehouse): Promise<number> {
  const [row] = await warehouse.query<{ n: string }>('SELECT toString(count()) AS n FROM events_meeting');
  return Number(row?.n ?? 0);
}

/** Waits until no merge is running, so that the work of one mover is not counted for the next. */
export async function whenQuiet(rig: Rig): Promise<void> {
  const warehouse = rig.warehouse('default');
  await eventually('merges to end', async () => {
    const [row] = await warehouse.query<{ n: string }>('SELECT toString(count()) AS n FROM system.merges');
    return row?.n === '0';
  });
}

/** Drops a database with all that is in it. */
export async function dropDatabase(rig: Rig, database: string): Promise<void> {
  await rig.warehouse('default').exec(`DROP DATABASE IF EXISTS \`${database}\` SYNC`);
}

function used(before: Usage, after: Usage): Usage {
  return { cpuSeconds: after.cpuSeconds - before.cpuSeconds, peakMb: after.peakMb };
}

function sumOf(pids: readonly number[]): Usage | undefined {
  if (pids.length === 0) return undefined;
  const usages = pids.map(usageOf);
  const cpuSeconds = usages.reduce((sum, one) => sum + one.cpuSeconds, 0);
  return { cpuSeconds, peakMb: Math.max(...usages.map(({ peakMb }) => peakMb)) };
}

/** From the start of the mover to the last row visible. With `keep` its database stays. */
export async function measureMover(rig: Rig, mover: Mover, events: number, keep = false): Promise<Run> {
  say(`${mover.name} …`);
  const warehouse = rig.warehouse(mover.database);
  await mover.prepare(warehouse);
  await whenQuiet(rig);
  resetPeak(rig.clickhousePid);
  const before = { clickhouse: usageOf(rig.clickhousePid), kafka: usageOf(rig.kafkaPid) };
  const running = await mover.start(warehouse);
  try {
    const deadline = running.begunAt + DEADLINE_MS;
    while ((await visibleRows(warehouse)) < events) {
      if (performance.now() > deadline) throw new Error(`${mover.name} has not moved everything in ${DEADLINE_MS} ms`);
      await pause(LOOK_EVERY_MS);
    }
    return {
      name: mover.name,
      events,
      seconds: (performance.now() - running.begunAt) / 1_000,
      mover: sumOf(running.pids),
      clickhouse: used(before.clickhouse, usageOf(rig.clickhousePid)),
      kafka: used(before.kafka, usageOf(rig.kafkaPid)),
    };
  } finally {
    await running.stop();
    if (!keep) await dropDatabase(rig, mover.database);
  }
}

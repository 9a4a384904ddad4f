/** Until when what was told is stored: what a frozen report may claim to have known. */
import { setTimeout as pause } from 'node:timers/promises';
import { ProblemError } from '@rapport/service';
import { activeEpoch, topicWatermarks, type Warehouse, warehouseProjection } from '@rapport/warehouse';
import type { SampleLog } from '../releases/waiting-records.ts';

type Dependencies = {
  warehouse: Warehouse;
  sampleLog: SampleLog | undefined;
  clock: () => number;
  patienceMs?: number;
};

const POLL_MS = 200;
const PATIENCE_MS = 10_000;

function notSettled(waiting: number): ProblemError {
  return new ProblemError({
    status: 503,
    code: 'NOT_SETTLED',
    title: 'Not settled',
    detail: `${waiting} records on the log are not stored yet, and may belong into the report: try again soon`,
    retryAfterSeconds: 10,
  });
}

/** Resolves when all is stored that stood on the log at the time of the call. @throws ProblemError 503 where that takes too long */
async function allStored(sampleLog: SampleLog, patienceMs: number): Promise<void> {
  const waitingNow = await sampleLog();
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const waiting = await waitingNow();
    if (waiting === 0) return;
    if (Date.now() >= deadline) throw notSettled(waiting);
    await pause(POLL_MS);
  }
}

/**
 * Kafka's time of the newest record that is stored, epoch milliseconds, and never later than the call, before which everything was
 * waited for; undefined where nothing is stored. Throws WarehouseError and LogError.
 */
export async function storedMoment(dependencies: Dependencies): Promise<number | undefined> {
  const { warehouse, sampleLog, clock, patienceMs = PATIENCE_MS } = dependencies;
  const began = clock();
  if (sampleLog !== undefined) await allStored(sampleLog, patienceMs);
  const epoch = await activeEpoch(warehouse, warehouseProjection);
  const marks = await topicWatermarks(warehouse, { projection: warehouseProjection, epoch });
  if (marks.length === 0) return undefined;
  return Math.min(began, Math.max(...marks.map(({ timestampMs }) => timestampMs)));
}

/** The queue of exports: a few at a time, found again after a restart, cleared away in time. */
import { randomUUID } from 'node:crypto';
import type { Logger } from '@rapport/service';
import type { ResultReader } from '@rapport/warehouse';
import type { Access } from '../access/access.ts';
import type { ExportOrder } from './export-order.ts';
import type { ExportPlan, ExportPlanner } from './export-plans.ts';
import { createJobBoard, type ExportLimits, isOver, type JobBoard } from './job-board.ts';
import type { ExportJob, JobFolder } from './job-folder.ts';
import { createExportWriter, failureOf } from './write-export.ts';

export type ExportJobsOptions = {
  folder: JobFolder;
  plan: ExportPlanner;
  reader: ResultReader;
  logger: Logger;
  clock: () => number;
  limits: ExportLimits;
  /** Told of every finished export. */
  onRows?: (format: string, rows: number) => void;
};

const MOST_ATTEMPTS = 3;
const SWEEP_EVERY_MS = 60_000;

/** Takes queued jobs, so many at once, and writes them. */
function createRunner(options: ExportJobsOptions, board: JobBoard, planned: Map<string, ExportPlan>) {
  const { plan, logger, clock, limits, onRows } = options;
  const write = createExportWriter(options);
  const running = new Map<string, { stop: AbortController; ended: Promise<void> }>();
  let stopping = false;

  async function run(job: ExportJob, { signal }: AbortController): Promise<void> {
    try {
      await board.note(job, { state: 'running', attempts: job.attempts + 1, bytes: 0 });
      const own = planned.get(job.id) ?? (await plan(job.order, job.access));
      planned.delete(job.id);
      const file = await write({ job, plan: own, maxBytes: board.bytesLeft(), signal });
      await board.note(job, { state: 'done', file, bytes: file.bytes, finishedAt: clock() });
      onRows?.(job.order.format, file.rows);
    } catch (error) {
      // Stopped with the process, a job waits for the next one.
      if (signal.aborted && stopping) return board.note(job, { state: 'queued', bytes: 0, attempts: job.attempts - 1 });
      if (signal.aborted) return board.note(job, { state: 'cancelled', bytes: 0, finishedAt: clock() });
      const told = failureOf(error);
      logger.warn({ err: error, export: job.id }, 'an export failed');
      await board.note(job, { state: 'failed', error: told, bytes: 0, finishedAt: clock() });
    }
  }

  function pump(): void {
    for (const job of board.all()) {
      if (stopping || running.size >= limits.atOnce) return;
      if (job.state !== 'queued' || running.has(job.id)) continue;
      const stop = new AbortController();
      const ended = run(job, stop)
        .catch((error: unknown) => logger.error({ err: error, export: job.id }, 'an export could not be noted'))
        .finally(() => {
          running.delete(job.id);
          pump();
        });
      running.set(job.id, { stop, ended });
    }
  }

  async function stopOne(id: string): Promise<void> {
    running.get(id)?.stop.abort();
    await running.get(id)?.ended;
  }

  async function stopAll(): Promise<void> {
    stopping = true;
    await Promise.all([...running.keys()].map(stopOne));
  }
  return { pump, stopOne, stopAll };
}

export type ExportJobs = ReturnType<typeof createExportJobs>;

export function createExportJobs(options: ExportJobsOptions) {
  const { folder, plan, reader, logger, clock, limits } = options;
  const board = createJobBoard(folder, limits);
  const planned = new Map<string, ExportPlan>();
  const runner = createRunner(options, board, planned);
  let sweeping: NodeJS.Timeout | undefined;

  /** Throws ProblemError 429 where there is no room. A key that was used before gives that job. */
  async function submit(order: ExportOrder, access: Access, key: string | null = null): Promise<ExportJob> {
    const known = key === null ? undefined : board.withKey(access, key);
    if (known !== undefined) return known;
    board.refuseMore(access);
    const job: ExportJob = {
      ...{ id: randomUUID(), state: 'queued', order, access, key, createdAt: clock(), finishedAt: null },
      ...{ attempts: 0, bytes: 0, file: null, error: null },
    };
    // An answer of the catalogue is made at once: what is wrong with the question is told to who asked it.
    if (order.kind === 'metric') planned.set(job.id, await plan(order, access));
    await board.put(job);
    runner.pump();
    return job;
  }

  /** Takes up what a process before this one left: what it was writing is begun again, but not for ever. */
  async function takeUp(job: ExportJob): Promise<void> {
    board.adopt(job);
    if (job.state === 'done' && !(await folder.isWhole(job))) return board.drop(job);
    if (isOver(job)) return;
    const error = { code: 'EXPORT_INTERRUPTED', message: 'the service ended again and again while it wrote this' };
    if (job.attempts < MOST_ATTEMPTS) await board.note(job, { state: 'queued', bytes: 0 });
    else await board.note(job, { state: 'failed', error, bytes: 0, finishedAt: clock() });
  }

  async function start(): Promise<void> {
    for (const job of await folder.load()) await takeUp(job);
    const sweep = () =>
      board.dropOld(clock()).catch((error: unknown) => logger.warn({ err: error }, 'old exports stay'));
    await sweep();
    sweeping = setInterval(() => void sweep(), SWEEP_EVERY_MS);
    sweeping.unref();
    runner.pump();
  }

  async function stop(): Promise<void> {
    clearInterval(sweeping);
    await runner.stopAll();
    await reader.close();
  }

  /** Stops what is being written, and removes the job, file and all. */
  async function cancel(job: ExportJob): Promise<void> {
    await runner.stopOne(job.id);
    planned.delete(job.id);
    await board.drop(job);
  }

  const { find, list, settled } = board;
  return { submit, cancel, start, stop, find, list, settled, folder };
}

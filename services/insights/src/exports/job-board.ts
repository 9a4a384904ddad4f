/** The jobs that there are, on disk and here: who may see them, how many there may be, when they are over. */
import { ProblemError } from '@rapport/service';
import type { Access } from '../access/access.ts';
import type { ExportJob, JobFolder } from './job-folder.ts';

export type ExportLimits = {
  /** Exports that are written at once. */
  atOnce: number;
  /** Jobs of one caller that are kept, finished ones included. */
  perCaller: number;
  /** Jobs of all callers that are kept. */
  inAll: number;
  /** Bytes of all files together. */
  bytes: number;
  /** How long a finished job stays, ms. */
  keepMs: number;
};

export const usualExportLimits: ExportLimits = {
  atOnce: 2,
  perCaller: 20,
  inAll: 200,
  bytes: 20 * 2 ** 30,
  keepMs: 24 * 3_600_000,
};

export const isOver = ({ state }: ExportJob): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled';

const callerOf = ({ tokenId }: Access) => tokenId ?? 'nobody';
const isOf = (job: ExportJob, access: Access) => callerOf(job.access) === callerOf(access);

function full(detail: string): ProblemError {
  const title = 'Too much at once';
  return new ProblemError({ status: 429, code: 'TOO_MANY_EXPORTS', title, detail, retryAfterSeconds: 60 });
}

/** Wakes who waits for a job to be over. */
function createWaiting() {
  const waiting = new Map<string, Set<() => void>>();
  function wake(id: string): void {
    for (const resolve of waiting.get(id) ?? []) resolve();
    waiting.delete(id);
  }
  async function wait(id: string, ms: number): Promise<void> {
    const all = waiting.get(id) ?? new Set();
    waiting.set(id, all);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      all.add(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
  return { wake, wait };
}

export type JobBoard = ReturnType<typeof createJobBoard>;

export function createJobBoard(folder: JobFolder, limits: ExportLimits) {
  const jobs = new Map<string, ExportJob>();
  const waiting = createWaiting();
  const all = () => [...jobs.values()];
  const bytesKept = () => all().reduce((sum, { bytes }) => sum + bytes, 0);

  /** Others are being written too: each may have its part of what is left. */
  const bytesLeft = () => Math.max(0, Math.floor((limits.bytes - bytesKept()) / limits.atOnce));

  async function note(job: ExportJob, change: Partial<ExportJob>): Promise<void> {
    Object.assign(job, change);
    // A job that was removed meanwhile stays so.
    if (jobs.has(job.id)) await folder.save(job);
    if (isOver(job)) waiting.wake(job.id);
  }

  async function put(job: ExportJob): Promise<void> {
    jobs.set(job.id, job);
    await folder.save(job);
  }

  async function drop({ id }: ExportJob): Promise<void> {
    jobs.delete(id);
    waiting.wake(id);
    await folder.remove(id);
  }

  /** @throws ProblemError 429 where there is no room for another one of this caller's */
  function refuseMore(access: Access): void {
    const own = all().filter((job) => isOf(job, access)).length;
    if (own >= limits.perCaller) throw full(`${own} exports of yours are kept: delete some, or wait until they expire`);
    if (jobs.size >= limits.inAll) throw full('there is no room for more exports just now');
    if (bytesKept() >= limits.bytes) throw full('the room for exports is used up');
  }

  async function dropOld(now: number): Promise<void> {
    for (const job of all()) if (isOver(job) && (job.finishedAt ?? 0) < now - limits.keepMs) await drop(job);
  }

  /** Everybody sees their own, and administrators all. */
  const sees = (job: ExportJob, access: Access) => access.role === 'admin' || isOf(job, access);

  return {
    ...{ all, note, put, drop, dropOld, refuseMore, bytesLeft },
    adopt: (job: ExportJob) => void jobs.set(job.id, job),
    find(id: string, access: Access): ExportJob | undefined {
      const job = jobs.get(id);
      return job !== undefined && sees(job, access) ? job : undefined;
    },
    withKey: (access: Access, key: string) => all().find((job) => job.key === key && isOf(job, access)),
    list: (access: Access) =>
      all()
        .filter((job) => sees(job, access))
        .toReversed(),
    /** Resolves when the job is over, or after so long. */
    settled: async (job: ExportJob, ms: number) => (isOver(job) ? undefined : waiting.wait(job.id, ms)),
  };
}

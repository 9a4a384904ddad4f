/** Jobs on disk: a folder each, with what is known of it, its manifest and its file. A restart finds them there. */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExportManifest, formatFacts, type WrittenFile } from '@rapport/warehouse';
import type { Access } from '../access/access.ts';
import type { ExportOrder } from './export-order.ts';

export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
type JobState = (typeof jobStates)[number];

/** Times are epoch milliseconds. */
export type ExportJob = {
  id: string;
  state: JobState;
  order: ExportOrder;
  /** Who asked, as it was then. */
  access: Access;
  /** Idempotency-Key of the request. */
  key: string | null;
  createdAt: number;
  finishedAt: number | null;
  /** How often it was begun. */
  attempts: number;
  /** Written so far. */
  bytes: number;
  file: WrittenFile | null;
  error: { code: string; message: string } | null;
};

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export type JobFolder = ReturnType<typeof createJobFolder>;

export function createJobFolder(root: string) {
  const folderOf = (id: string) => join(root, id);
  const dataPath = ({ id, order }: ExportJob) => join(folderOf(id), `data.${formatFacts[order.format].extension}`);
  const manifestPath = ({ id }: ExportJob) => join(folderOf(id), 'manifest.json');

  async function writeWhole(path: string, text: string): Promise<void> {
    await writeFile(`${path}.new`, text, { mode: 0o600 });
    await rename(`${path}.new`, path);
  }

  async function save(job: ExportJob): Promise<void> {
    await mkdir(folderOf(job.id), { recursive: true, mode: 0o700 });
    await writeWhole(join(folderOf(job.id), 'job.json'), JSON.stringify(job));
  }

  const saveManifest = (job: ExportJob, manifest: ExportManifest) =>
    writeWhole(manifestPath(job), `${JSON.stringify(manifest, null, 2)}\n`);

  const readManifest = async (job: ExportJob) =>
    JSON.parse(await readFile(manifestPath(job), 'utf8')) as ExportManifest;

  const remove = (id: string) => rm(folderOf(id), { recursive: true, force: true });

  async function readJob(id: string): Promise<ExportJob | undefined> {
    try {
      return JSON.parse(await readFile(join(folderOf(id), 'job.json'), 'utf8')) as ExportJob;
    } catch {
      return undefined;
    }
  }

  /** Whether the file of a finished job is still there and whole. */
  async function isWhole(job: ExportJob): Promise<boolean> {
    const size = await stat(dataPath(job)).then(
      (found) => found.size,
      () => -1,
    );
    return size === job.file?.bytes;
  }

  /** Every job, the oldest first. What is no job, or was never wholly written down, is cleared away. */
  async function load(): Promise<ExportJob[]> {
    await mkdir(root, { recursive: true, mode: 0o700 });
    const jobs: ExportJob[] = [];
    for (const id of (await readdir(root)).filter((name) => ID.test(name))) {
      const job = await readJob(id);
      if (job === undefined) await remove(id);
      else jobs.push(job);
    }
    return jobs.sort((a, b) => a.createdAt - b.createdAt);
  }

  return { save, saveManifest, readManifest, remove, load, isWhole, dataPath };
}

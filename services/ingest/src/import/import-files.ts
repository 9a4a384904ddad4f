/** File import: files of a foreign system, through a mapping, onto Kafka. Streaming; memory does not grow with the files. */
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { EventSender } from './event-batches.ts';
import { ImportError } from './import-error.ts';
import { loadMapping, planFiles } from './import-plan.ts';
import { type ImportProgress, importRows, type RowsReport } from './import-rows.ts';
import { openRejectsFile, REJECTS_ENDING, type RejectsFile } from './rejects.ts';

export type ImportOptions = {
  files: readonly string[];
  /** Path of the mapping file. */
  mapping: string;
  /** Does everything but sending. */
  dryRun?: boolean;
  producer: EventSender;
  /** Epoch milliseconds; becomes `recorded_at`. */
  clock?: () => number;
  onProgress?: (progress: ImportProgress) => void;
  /** One file for all refused rows; without it, `<file>.rejects.jsonl` beside each file that has some. */
  rejectsPath?: string;
  /** Secret for columns marked `pseudonym`. */
  pseudonymKey?: string;
};

export type ImportReport = RowsReport & {
  /** Files of refused rows that were written. */
  rejectsPaths: string[];
};

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

// Told before the first row: an import that ends at its first reject has sent half a file.
function checkRejectsPath(path: string, { files, mapping }: ImportOptions): void {
  const refuse = (message: string) => new ImportError('FILE_REFUSED', 'nothing was imported:', [{ path, message }]);
  const inputs = [...files, mapping].map((input) => resolve(input));
  if (inputs.includes(resolve(path))) throw refuse('is read by this import: rejects must go elsewhere');
  if (isFolder(path)) throw refuse('is a folder: rejects go to a file');
  if (!isFolder(dirname(path))) throw refuse('is in a folder that does not exist');
}

function createRejects(options: ImportOptions) {
  const { rejectsPath } = options;
  const opened = new Map<string, Promise<RejectsFile>>();
  if (rejectsPath !== undefined) checkRejectsPath(rejectsPath, options);
  return {
    async rejectsFor(file: string): Promise<RejectsFile> {
      const path = rejectsPath ?? `${file}${REJECTS_ENDING}`;
      const open = opened.get(path) ?? openRejectsFile(path);
      opened.set(path, open);
      return open;
    },
    async close(): Promise<string[]> {
      const written: string[] = [];
      for (const opening of opened.values()) {
        const file = await opening;
        if (await file.close()) written.push(file.path);
      }
      return written;
    },
  };
}

/**
 * Imports files. Every row becomes events or a line among the rejects, never both and never neither; importing a file
 * again gives the same event ids, so nothing is counted twice. Resolves when Kafka has acknowledged every event.
 * @throws ImportError before anything is sent, when the mapping or a file is unusable; LogError when Kafka fails midway
 * (start again: what was sent stays one event).
 */
export async function importFiles(options: ImportOptions): Promise<ImportReport> {
  const { clock = Date.now, dryRun = false, onProgress } = options;
  const mapping = await loadMapping(options.mapping, options.pseudonymKey);
  const plans = await planFiles(options.files, mapping);
  const rejects = createRejects(options);
  const producer = dryRun ? { send: async () => undefined } : options.producer;
  let rejectsPaths: string[] = [];
  let rows: RowsReport;
  try {
    rows = await importRows({
      ...{ mapping, plans, producer, clock, rejectsFor: rejects.rejectsFor },
      ...(onProgress === undefined ? {} : { onProgress }),
    });
  } finally {
    rejectsPaths = await rejects.close();
  }
  return { ...rows, rejectsPaths };
}

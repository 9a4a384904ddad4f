/** File import: files of a foreign system, through a mapping, onto Kafka. Streaming; memory does not grow with the files. */
import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { EventType } from '@rapport/events';
import { createEventBatches, type EventBatches, type EventSender } from './event-batches.ts';
import { createFileTally, type FileReport, type FileTally } from './file-tally.ts';
import { ImportError } from './import-error.ts';
import { loadMapping, type PlannedFile, planFiles, rowsOf } from './import-plan.ts';
import { createKnownValues, type KnownValues } from './known-values.ts';
import { LONGEST_RAW_BYTES, openRejectsFile, REJECTS_ENDING, type RejectsFile, rejectOf } from './rejects.ts';
import type { RowProblem } from './row-problem.ts';
import type { ReadRow } from './row-reading.ts';
import { openSourceFile, type SourceFile } from './source-file.ts';

/** Totals over all files so far. */
export type ImportProgress = {
  file: string;
  rows: number;
  events: number;
  rejected: number;
  bytesRead: number;
  totalBytes: number;
};

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

export type ImportReport = {
  rows: number;
  imported: number;
  rejected: number;
  events: number;
  eventsByType: Partial<Record<EventType, number>>;
  files: FileReport[];
  /** Files of refused rows that were written. */
  rejectsPaths: string[];
};

type Run = {
  batches: EventBatches;
  known: KnownValues;
  clock: () => number;
  rejectsFor(path: string): Promise<RejectsFile>;
  progress(file: string, rows: number, readTo: number): void;
};
type OpenFile = { file: SourceFile; plan: PlannedFile; tally: FileTally; rejects: RejectsFile };

async function reject({ file, tally, rejects }: OpenFile, row: ReadRow, problems: RowProblem[]): Promise<void> {
  tally.rejected();
  const bytes = await file.slice(row.start, row.end, LONGEST_RAW_BYTES);
  await rejects.write(rejectOf(basename(file.path), await file.lineOf(row.start), problems, bytes));
}

async function importRow(open: OpenFile, row: ReadRow, { batches, known, clock }: Run): Promise<void> {
  if (!row.ok) return reject(open, row, [{ code: row.code, message: row.message }]);
  open.tally.sawCells(row.cells);
  const mapped = open.plan.entry.mapRow(row.cells, { recordedAt: clock(), isKnown: known.isKnown });
  if (!mapped.ok) return reject(open, row, mapped.problems);
  if (mapped.defines !== undefined) known.define(mapped.defines);
  open.tally.imported(mapped.events);
  await batches.add(mapped.events);
}

async function importFile(plan: PlannedFile, tally: FileTally, run: Run): Promise<void> {
  const file = await openSourceFile(plan.path);
  try {
    const open = { file, plan, tally, rejects: await run.rejectsFor(plan.path) };
    for await (const rows of rowsOf(file, plan.entry)) {
      for (const row of rows) await importRow(open, row, run);
      run.progress(plan.path, rows.length, rows.at(-1)?.end ?? 0);
    }
    if (tally.report.rejected > 0) tally.report.rejectsPath = open.rejects.path;
  } finally {
    await file.close();
  }
}

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

function createProgress(plans: readonly PlannedFile[], report: ImportOptions['onProgress'], reports: FileReport[]) {
  const totalBytes = plans.reduce((sum, plan) => sum + plan.size, 0);
  let rowsSoFar = 0;
  return function progress(file: string, rows: number, readTo: number): void {
    rowsSoFar += rows;
    const done = plans.slice(0, reports.length - 1).reduce((sum, plan) => sum + plan.size, 0);
    const events = reports.reduce((sum, one) => sum + one.events, 0);
    const rejected = reports.reduce((sum, one) => sum + one.rejected, 0);
    report?.({ file, rows: rowsSoFar, events, rejected, bytesRead: done + readTo, totalBytes });
  };
}

function summarise(files: FileReport[], onceTypes: readonly EventType[], rejectsPaths: string[]): ImportReport {
  const eventsByType: Partial<Record<EventType, number>> = {};
  const count = (type: EventType, more: number): void => {
    eventsByType[type] = (eventsByType[type] ?? 0) + more;
  };
  for (const type of onceTypes) count(type, 1);
  for (const file of files) {
    for (const [type, more] of Object.entries(file.eventsByType)) count(type as EventType, more);
  }
  const sum = (pick: (file: FileReport) => number): number => files.reduce((total, file) => total + pick(file), 0);
  return {
    rows: sum((file) => file.rows),
    imported: sum((file) => file.imported),
    rejected: sum((file) => file.rejected),
    events: sum((file) => file.events) + onceTypes.length,
    eventsByType,
    files,
    rejectsPaths,
  };
}

/**
 * Imports files. Every row becomes events or a line among the rejects, never both and never neither; importing a file
 * again gives the same event ids, so nothing is counted twice. Resolves when Kafka has acknowledged every event.
 * @throws ImportError before anything is sent, when the mapping or a file is unusable; LogError when Kafka fails midway
 * (start again: what was sent stays one event).
 */
export async function importFiles(options: ImportOptions): Promise<ImportReport> {
  const { clock = Date.now, dryRun = false } = options;
  const mapping = await loadMapping(options.mapping, options.pseudonymKey);
  const plans = await planFiles(options.files, mapping);
  const rejects = createRejects(options);
  const reports: FileReport[] = [];
  const run: Run = {
    batches: createEventBatches(dryRun ? { send: async () => undefined } : options.producer),
    known: createKnownValues(plans.flatMap((plan) => plan.entry.defines ?? [])),
    clock,
    rejectsFor: rejects.rejectsFor,
    progress: createProgress(plans, options.onProgress, reports),
  };
  let rejectsPaths: string[] = [];
  const once = mapping.once.map((make) => make(clock()));
  try {
    await run.batches.add(once);
    for (const plan of plans) {
      const tally = createFileTally(plan.path, plan.entry.columns);
      reports.push(tally.report);
      await importFile(plan, tally, run);
    }
    await run.batches.flush();
  } finally {
    rejectsPaths = await rejects.close();
  }
  return summarise(
    reports,
    once.map((event) => event.type),
    rejectsPaths,
  );
}

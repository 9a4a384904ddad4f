/** Rows of planned sources → events on their way, or refused. Streaming: memory does not grow with what is read. */
import { basename } from 'node:path';
import type { EventType } from '@rapport/events';
import { createEventBatches, type EventBatches, type EventSender } from './event-batches.ts';
import { createFileTally, type FileReport, type FileTally } from './file-tally.ts';
import { type PlannedFile, rowsOf } from './import-plan.ts';
import { createKnownValues, type KnownValues } from './known-values.ts';
import type { Mapping } from './mapping.ts';
import { LONGEST_RAW_BYTES, type RejectsFile, rejectOf } from './rejects.ts';
import type { RowProblem } from './row-problem.ts';
import type { ReadRow } from './row-reading.ts';
import type { SourceFile } from './source-file.ts';

/** Totals over all files so far. */
export type ImportProgress = {
  file: string;
  rows: number;
  events: number;
  rejected: number;
  bytesRead: number;
  totalBytes: number;
};

/** Where refused rows go; `path` is empty where that is no file. */
type Rejects = Pick<RejectsFile, 'path' | 'write'>;

export type RowsImport = {
  mapping: Mapping;
  plans: readonly PlannedFile[];
  producer: EventSender;
  /** Epoch milliseconds; becomes `recorded_at`. */
  clock: () => number;
  rejectsFor(path: string): Promise<Rejects>;
  onProgress?: (progress: ImportProgress) => void;
};

/** What came of all rows. */
export type RowsReport = {
  rows: number;
  imported: number;
  rejected: number;
  events: number;
  eventsByType: Partial<Record<EventType, number>>;
  files: FileReport[];
};

type Run = {
  batches: EventBatches;
  known: KnownValues;
  clock: () => number;
  rejectsFor(path: string): Promise<Rejects>;
  progress(file: string, rows: number, readTo: number): void;
};
type OpenFile = { file: SourceFile; plan: PlannedFile; tally: FileTally; rejects: Rejects };

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
  const file = await plan.open();
  try {
    const open = { file, plan, tally, rejects: await run.rejectsFor(plan.path) };
    for await (const rows of rowsOf(file, plan.entry)) {
      for (const row of rows) await importRow(open, row, run);
      run.progress(plan.path, rows.length, rows.at(-1)?.end ?? 0);
    }
    if (tally.report.rejected > 0 && open.rejects.path !== '') tally.report.rejectsPath = open.rejects.path;
  } finally {
    await file.close();
  }
}

function createProgress(plans: readonly PlannedFile[], report: RowsImport['onProgress'], reports: FileReport[]) {
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

function summarise(files: FileReport[], onceTypes: readonly EventType[]): RowsReport {
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
  };
}

/**
 * Imports the rows of all sources, and what the mapping itself brings. Resolves when the producer has taken every event.
 * @throws what the producer throws
 */
export async function importRows({
  mapping,
  plans,
  producer,
  clock,
  rejectsFor,
  onProgress,
}: RowsImport): Promise<RowsReport> {
  const reports: FileReport[] = [];
  const run: Run = {
    batches: createEventBatches(producer),
    known: createKnownValues(plans.flatMap((plan) => plan.entry.defines ?? [])),
    clock,
    rejectsFor,
    progress: createProgress(plans, onProgress, reports),
  };
  const once = mapping.once.map((make) => make(clock()));
  await run.batches.add(once);
  for (const plan of plans) {
    const tally = createFileTally(plan.path, plan.entry.columns);
    reports.push(tally.report);
    await importFile(plan, tally, run);
  }
  await run.batches.flush();
  return summarise(
    reports,
    once.map((event) => event.type),
  );
}

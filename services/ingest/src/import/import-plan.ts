/** Which file is read with which entry of the mapping, in which order; checked before a single row is sent. */
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { CompiledFile } from './compile-file.ts';
import { checkCsv, readCsv } from './csv-rows.ts';
import { ImportError } from './import-error.ts';
import { checkJsonl, readJsonl } from './jsonl-rows.ts';
import { type Mapping, parseMapping } from './mapping.ts';
import type { MappingIssue } from './mapping-notes.ts';
import { REJECTS_ENDING } from './rejects.ts';
import type { Fitness, RowStream } from './row-reading.ts';
import { openSourceFile, type SourceFile } from './source-file.ts';

/** Something to read rows from. `path` names it; opening may fail. */
export type Source = { path: string; open(): Promise<SourceFile> };
export type PlannedFile = Source & { entry: CompiledFile; size: number };

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Checks a mapping; `what` names it in the message. @throws ImportError with every mistake and its line. */
export function readMapping(text: string, pseudonymKey: string | undefined, what: string): Mapping {
  const parsed = parseMapping(text, pseudonymKey === undefined ? {} : { pseudonymKey });
  if (!parsed.ok) throw new ImportError('MAPPING_INVALID', `${what} is not right:`, parsed.issues);
  return parsed.mapping;
}

/** Reads and checks the mapping file. @throws ImportError with every mistake and its line. */
export async function loadMapping(path: string, pseudonymKey: string | undefined): Promise<Mapping> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new ImportError('MAPPING_UNREADABLE', 'the mapping cannot be read:', [{ path, message: reason(error) }]);
  }
  return readMapping(text, pseudonymKey, `the mapping ${path}`);
}

function checkFitness(file: SourceFile, entry: CompiledFile): Promise<Fitness> {
  return entry.format === 'csv' ? checkCsv(file, entry) : checkJsonl(file);
}

/** The rows of a planned file. */
export function rowsOf(file: SourceFile, entry: CompiledFile): RowStream {
  return entry.format === 'csv' ? readCsv(file, entry) : readJsonl(file, entry.columns);
}

async function planSource({ path, open }: Source, mapping: Mapping): Promise<PlannedFile | MappingIssue> {
  if (path.endsWith(REJECTS_ENDING)) return { path, message: 'holds the rejects of an earlier import, not data' };
  const entry = mapping.files.find((candidate) => candidate.matches(basename(path)));
  if (entry === undefined) {
    const patterns = mapping.files.map((file) => file.match).join(', ');
    return { path, message: `matches no entry of the mapping (${patterns})` };
  }
  try {
    const file = await open();
    try {
      const fit = await checkFitness(file, entry);
      return fit.ok ? { path, open, entry, size: file.size } : { path, message: fit.message };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { path, message: reason(error) };
  }
}

// Whoever defines a kind comes before whoever needs it; where that goes in a circle, the given order holds.
function inOrder(files: readonly PlannedFile[]): PlannedFile[] {
  const waiting = [...files];
  const ordered: PlannedFile[] = [];
  while (waiting.length > 0) {
    const isReady = (file: PlannedFile): boolean =>
      !waiting.some((other) => other !== file && file.entry.requires.includes(other.entry.defines ?? ''));
    const index = Math.max(0, waiting.findIndex(isReady));
    ordered.push(...waiting.splice(index, 1));
  }
  return ordered;
}

/** Matches every source with its entry and looks at every header. @throws ImportError naming each that does not fit. */
export async function planSources(sources: readonly Source[], mapping: Mapping): Promise<PlannedFile[]> {
  const planned: PlannedFile[] = [];
  const issues: MappingIssue[] = [];
  for (const source of sources) {
    const plan = await planSource(source, mapping);
    if ('entry' in plan) planned.push(plan);
    else issues.push(plan);
  }
  if (sources.length === 0) issues.push({ path: '', message: 'no file was named' });
  if (issues.length > 0) throw new ImportError('FILE_REFUSED', 'nothing was imported:', issues);
  return inOrder(planned);
}

/** The same for files; one that is named twice is read once. */
export async function planFiles(paths: readonly string[], mapping: Mapping): Promise<PlannedFile[]> {
  const distinct = [...new Map(paths.map((path) => [resolve(path), path])).values()];
  return planSources(
    distinct.map((path) => ({ path, open: () => openSourceFile(path) })),
    mapping,
  );
}

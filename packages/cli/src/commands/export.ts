/** `rapport export`: files of answers and of rows, written here, and what the API keeps. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { streams } from '@rapport/events';
import { createMetricEngine, exportedCells, type Question, requestOf } from '@rapport/metrics';
import {
  createResultReader,
  type ExportColumn,
  type ExportFormat,
  type ExportManifest,
  type ExportVariant,
  encodePosition,
  exportableView,
  exportSelect,
  feedPositionNow,
  formatFacts,
  literalRows,
  type ManifestParts,
  manifestOf,
  plainColumns,
  relationSql,
  writeResult,
} from '@rapport/warehouse';
import { CliError, exitCodes } from '../cli-error.ts';
import { interruptible } from '../interruptible.ts';
import type { Connections } from '../platform.ts';
import type { Settings } from '../settings.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { AS_ADMINISTRATOR } from './metric.ts';

type Shown = 'table' | 'json';
type Written = { format: ExportFormat; variant: ExportVariant; output?: string | undefined };
export type RowsWish = Written & {
  rows: string;
  columns?: readonly string[];
  programme?: string;
  asOf?: string;
  knownAt?: string;
};
export type MetricWish = Written & { question: Question };

type Plan = {
  name: string;
  sql: string;
  params: Record<string, unknown>;
  settings: Record<string, number>;
  expectedRows?: number;
  manifest: Omit<ManifestParts, 'id' | 'access'>;
};

const sqlTime = (ms: number) => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
const manifestPath = (file: string) => `${file}.manifest.json`;
const ADMIN = { role: 'admin', programmes: 'all', answers: 'live', release: null, protection: 'none' } as const;
const NOTE = 'Not protected: made by the administrator with the command. Do not pass it on.';

function momentOf(text: string | undefined, name: string): number {
  const at = text === undefined ? Date.now() : Date.parse(text);
  if (!Number.isNaN(at)) return at;
  throw new CliError(`--${name} must be a time such as 2026-03-01T09:00:00Z`, exitCodes.usage);
}

async function planRows({ warehouse }: Connections, wish: RowsWish): Promise<Plan> {
  const { rows, columns: wanted, programme, format, variant } = wish;
  const view = exportableView(rows);
  const columns = plainColumns(view, wanted);
  const [asOf, knownAt] = [momentOf(wish.asOf, 'as-of'), momentOf(wish.knownAt, 'known-at')];
  const inner = relationSql(view.relation);
  const source =
    programme === undefined ? inner : `SELECT * FROM (\n${inner}\n) WHERE programme_id = {programme:String}`;
  const names = streams.map(({ name }) => name);
  return {
    ...{ name: view.name, sql: exportSelect(columns, source, { format, variant }), settings: {} },
    params: { as_of: sqlTime(asOf), known_at: sqlTime(knownAt), ...(programme === undefined ? {} : { programme }) },
    manifest: {
      ...{ kind: 'rows', format, variant, columns, notes: [NOTE] },
      query: { rows: view.name, columns: columns.map(({ name }) => name), programme: programme ?? null },
      ...{ asOf: new Date(asOf).toISOString(), knownAt: new Date(knownAt).toISOString() },
      definitions: [{ kind: 'reporting_view', id: view.name, version: view.version }],
      feedPosition: encodePosition(await feedPositionNow(warehouse, names)),
    },
  };
}

async function planMetric({ warehouse }: Connections, { question, format, variant }: MetricWish): Promise<Plan> {
  const result = await createMetricEngine({ query: warehouse.query }).compare(requestOf(question, 'none'));
  const { meta } = result;
  const cells = exportedCells(result, false);
  const columns: ExportColumn[] = cells.columns.map((column) => ({ ...column, sql: `\`${column.name}\`` }));
  const { source, settings } = literalRows(columns, cells.rows);
  return {
    ...{ name: meta.metric, sql: exportSelect(columns, source, { format, variant }), settings, params: {} },
    expectedRows: cells.rows.length,
    manifest: {
      ...{ kind: 'metric', format, variant, columns, notes: [NOTE, ...meta.caveats] },
      ...{ query: meta.query, asOf: meta.as_of, knownAt: meta.known_at },
      definitions: [{ kind: 'metric', id: meta.metric, version: meta.version }],
    },
  };
}

async function writePlan(
  { stack, warehouse }: Connections,
  terminal: Terminal,
  plan: Plan,
  wish: Written,
): Promise<void> {
  const { clickhouse, extension, settings } = formatFacts[wish.format];
  const path = wish.output ?? `${plan.name}.${extension}`;
  const reader = createResultReader({ url: stack.clickhouseUrl, database: warehouse.database });
  const progress = terminal.progress('bytes written');
  try {
    const file = await interruptible('nothing was written; ask again', (signal) => {
      const format = { clickhouse, settings: { ...settings, ...plan.settings } };
      const chunks = reader.read({ sql: plan.sql, params: plan.params, format, signal });
      return writeResult(chunks, {
        ...{ path, format: wish.format, signal, maxBytes: Number.POSITIVE_INFINITY, expectedRows: plan.expectedRows },
        onProgress: progress.update,
      }).catch((error: unknown) => {
        if (signal.aborted) return undefined;
        throw error;
      });
    });
    if (file === undefined) return;
    const manifest = manifestOf({ id: randomUUID(), ...plan.manifest, access: ADMIN }, file, Date.now());
    const named = { ...manifest, file: { ...manifest.file, name: basename(path) } };
    await writeFile(manifestPath(path), `${JSON.stringify(named, null, 2)}\n`);
    progress.end(
      `${file.rows.toLocaleString('en')} rows, ${file.bytes.toLocaleString('en')} bytes, sha256 ${file.sha256}`,
    );
    terminal.say(AS_ADMINISTRATOR);
    terminal.print(path);
  } finally {
    await reader.close();
  }
}

/** Writes rows of a reporting view to a file, with a manifest beside it; nothing is hidden. */
export async function exportRows(connections: Connections, terminal: Terminal, wish: RowsWish): Promise<void> {
  await writePlan(connections, terminal, await planRows(connections, wish), wish);
}

/** Writes the answer to a question to a file, with a manifest beside it; nothing is hidden or rounded. */
export async function exportMetric(connections: Connections, terminal: Terminal, wish: MetricWish): Promise<void> {
  await writePlan(connections, terminal, await planMetric(connections, wish), wish);
}

async function digestOf(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1_048_576 })) {
    bytes += (chunk as Buffer).length;
    hash.update(chunk as Buffer);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Prints what a file's manifest says, and whether the file is still the one that it tells of. @returns whether it is */
export async function showExport(terminal: Terminal, file: string, format: Shown): Promise<boolean> {
  const text = await readFile(manifestPath(file), 'utf8').catch(() => {
    throw new CliError(`there is no manifest ${manifestPath(file)}`, exitCodes.notFound);
  });
  const manifest = JSON.parse(text) as ExportManifest;
  const found = await digestOf(file);
  const isSame = found.sha256 === manifest.file.sha256 && found.bytes === manifest.file.bytes;
  if (format === 'json') terminal.print(JSON.stringify({ ...manifest, found, is_same: isSame }, null, 2));
  else {
    const { query, as_of, known_at, definitions, schema, notes } = manifest;
    const rows = [
      ['query', JSON.stringify(query)],
      ['as of, known at', `${as_of}, ${known_at}`],
      ['rows, bytes', `${manifest.file.rows}, ${manifest.file.bytes}`],
      ['sha256', manifest.file.sha256],
      ['definitions', definitions.map(({ kind, id, version }) => `${kind} ${id} v${version}`).join(', ')],
      ['columns', schema.map(({ name }) => name).join(', ')],
      ...notes.map((note) => ['note', note]),
      ['file', isSame ? 'is the one that the manifest tells of' : `is another one: sha256 ${found.sha256}`],
    ];
    terminal.print(table(['', 'value'], rows));
  }
  return isSame;
}

type KeptJob = {
  id: string;
  state: string;
  createdAt: number;
  bytes: number;
  order: { kind: string; format: string; rows?: string; question?: { metric: string } };
  access: { name: string };
  file: { rows: number } | null;
};

async function jobIn(folder: string, id: string): Promise<KeptJob[]> {
  try {
    return [JSON.parse(await readFile(join(folder, id, 'job.json'), 'utf8')) as KeptJob];
  } catch {
    return [];
  }
}

/** Prints the exports that the API of this machine keeps. */
export async function printExports({ exportsPath }: Settings, terminal: Terminal, format: Shown): Promise<void> {
  const ids = await readdir(exportsPath).catch(() => []);
  const jobs = (await Promise.all(ids.map((id) => jobIn(exportsPath, id)))).flat();
  const newest = jobs.sort((a, b) => b.createdAt - a.createdAt);
  if (format === 'json') return terminal.print(JSON.stringify(newest, null, 2));
  const lines = newest.map(({ id, state, order, file, bytes, createdAt, access }) => [
    ...[id, state, order.rows ?? order.question?.metric ?? '', order.format],
    ...[String(file?.rows ?? '–'), String(bytes), new Date(createdAt).toISOString(), access.name],
  ]);
  terminal.print(table(['export', 'state', 'of', 'format', 'rows', 'bytes', 'asked', 'by'], lines));
}

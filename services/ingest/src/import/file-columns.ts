/** What a file looks like from outside: format, dialect, columns and the first rows. For whoever begins a mapping of it. */
import { type CsvDialect, csvHeader, readCsv } from './csv-rows.ts';
import { checkJsonl, readJsonl } from './jsonl-rows.ts';
import type { RowStream } from './row-reading.ts';
import { type SourceFile, sourceFileIn } from './source-file.ts';

export type FileColumns = {
  name: string;
  format: 'csv' | 'jsonl';
  delimiter: string;
  encoding: CsvDialect['encoding'];
  columns: readonly string[];
  /** The first rows, their cells in the order of the columns. */
  rows: readonly (readonly string[])[];
};

const DELIMITERS = [',', ';', '\t', '|'] as const;
const SHOWN_ROWS = 3;
const MOST_COLUMNS = 200;
const LOOKED_AT_BYTES = 64 * 1024;

function encodingOf(bytes: Buffer): CsvDialect['encoding'] {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

async function firstRows(stream: RowStream): Promise<string[][]> {
  const shown: string[][] = [];
  for await (const rows of stream) {
    for (const row of rows) if (row.ok) shown.push([...row.cells]);
    if (shown.length >= SHOWN_ROWS) break;
  }
  return shown.slice(0, SHOWN_ROWS);
}

/** The delimiter that gives the most columns. */
async function bestHeader(file: SourceFile, encoding: CsvDialect['encoding']) {
  const tried = await Promise.all(
    DELIMITERS.map(async (delimiter) => {
      const columns = (await csvHeader(file, { delimiter, encoding, columns: [] })) ?? [];
      return { delimiter, columns: columns.slice(0, MOST_COLUMNS) };
    }),
  );
  return tried.reduce((best, next) => (next.columns.length > best.columns.length ? next : best));
}

const namesIn = (value: unknown, prefix = ''): string[] =>
  Object.entries(value ?? {}).flatMap(([name, inner]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? namesIn(inner, `${prefix}${name}.`)
      : [`${prefix}${name}`],
  );

/** The properties of the first line, where that is an object. */
async function jsonlColumns(file: SourceFile): Promise<string[] | undefined> {
  if (!(await checkJsonl(file)).ok) return undefined;
  const line = await file.slice(0, await file.lineEnd(0), LOOKED_AT_BYTES);
  try {
    const row: unknown = JSON.parse(line.toString('utf8'));
    return typeof row === 'object' && row !== null && !Array.isArray(row)
      ? namesIn(row).slice(0, MOST_COLUMNS)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Looks at one file. A file without a header has no columns. */
export async function fileColumns(name: string, bytes: Buffer): Promise<FileColumns> {
  const file = sourceFileIn(name, bytes);
  const properties = await jsonlColumns(file);
  if (properties !== undefined) {
    const rows = await firstRows(readJsonl(file, properties));
    return { name, format: 'jsonl', delimiter: ',', encoding: 'utf-8', columns: properties, rows };
  }
  const encoding = encodingOf(bytes);
  const { delimiter, columns } = await bestHeader(file, encoding);
  const rows = columns.length === 0 ? [] : await firstRows(readCsv(file, { delimiter, encoding, columns }));
  return { name, format: 'csv', delimiter, encoding, columns, rows };
}

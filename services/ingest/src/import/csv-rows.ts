/**
 * CSV, streamed through csv-parse. The bytes are parsed as Latin-1, where every byte is one character: offsets stay
 * exact, damaged text is seen per cell, and only the cells that the mapping uses are decoded.
 */
import { type Options, parse } from 'csv-parse';
import { byteOrderMark, type Fitness, LONGEST_ROW_BYTES, type ReadRow, type RowStream } from './row-reading.ts';
import type { SourceFile } from './source-file.ts';

export type CsvDialect = { delimiter: string; encoding: 'utf-8' | 'windows-1252'; columns: readonly string[] };
type Record = { fields: string[]; end: number };
type Header = { names: readonly string[]; end: number };

const BEYOND_ASCII = /[\x80-\xff]/;

function parserOptions(delimiter: string, onRecord: NonNullable<Options['on_record']>): Options {
  return {
    delimiter: Buffer.from(delimiter).toString('latin1'),
    encoding: 'latin1',
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    max_record_size: LONGEST_ROW_BYTES,
    on_record: onRecord,
  };
}

/** Feeds one parser block by block. Records that were complete before a fault are not lost with it. */
function createCsvFeed(delimiter: string, base: number) {
  let records: Record[] = [];
  const parser = parse(
    parserOptions(delimiter, (fields: unknown, info) => {
      records.push({ fields: fields as string[], end: base + info.bytes });
      return null;
    }),
  );
  let fault: Error | undefined;
  parser.on('error', (error) => {
    fault = error;
  });
  parser.resume();

  // The callback of a write comes when the block has been parsed; of the last one, when the stream has ended.
  async function feed(block: Buffer | undefined): Promise<{ records: Record[]; fault: Error | undefined }> {
    await new Promise<void>((resolve) => {
      if (block === undefined) parser.once('close', resolve).end();
      else {
        parser.write(block, (error) => {
          fault ??= error ?? undefined;
          resolve();
        });
      }
    });
    const complete = records;
    records = [];
    return { records: complete, fault };
  }
  return { feed, stop: () => parser.destroy() };
}

function createDecoder(encoding: CsvDialect['encoding']): (latin1: string) => string | undefined {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return function decode(latin1) {
    if (!BEYOND_ASCII.test(latin1)) return latin1;
    try {
      return decoder.decode(Buffer.from(latin1, 'latin1'));
    } catch {
      return undefined;
    }
  };
}

const FAULTS: { [code: string]: string } = {
  CSV_QUOTE_NOT_CLOSED: 'a quoted cell begins here and never ends',
  CSV_INVALID_CLOSING_QUOTE: 'a closing quote is followed by more text',
  INVALID_OPENING_QUOTE: 'a quote stands in the middle of a cell that does not begin with one',
  CSV_MAX_RECORD_SIZE: `the row is longer than ${LONGEST_ROW_BYTES} bytes: a quote that is never closed?`,
};

function faultMessage(fault: Error): string {
  return FAULTS[(fault as { code?: string }).code ?? ''] ?? fault.message;
}

async function readHeader(file: SourceFile, dialect: CsvDialect): Promise<Header | Exclude<Fitness, { ok: true }>> {
  const mark = byteOrderMark(await file.slice(0, 3, 3));
  if (!mark.ok) return mark;
  const decode = createDecoder(dialect.encoding);
  const csv = createCsvFeed(dialect.delimiter, mark.length);
  try {
    for await (const block of file.blocks(mark.length)) {
      const { records, fault } = await csv.feed(block);
      const [first] = records;
      if (first !== undefined)
        return { names: first.fields.map((name) => (decode(name) ?? '').trim()), end: first.end };
      if (fault !== undefined) return { ok: false, code: 'BAD_HEADER', message: faultMessage(fault) };
    }
    const [only] = (await csv.feed(undefined)).records;
    if (only !== undefined) return { names: only.fields.map((name) => (decode(name) ?? '').trim()), end: only.end };
    return { ok: false, code: 'EMPTY_FILE', message: 'the file is empty: not even a header' };
  } finally {
    csv.stop();
  }
}

function headerFault({ names }: Header, { columns, delimiter }: CsvDialect): string | undefined {
  const has = `its header has ${names
    .slice(0, 40)
    .map((name) => JSON.stringify(name.slice(0, 60)))
    .join(', ')}`;
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    const hint = names.length === 1 ? `; is the delimiter "${delimiter}"?` : '';
    return `has no column ${missing.map((column) => JSON.stringify(column)).join(', ')}: ${has}${hint}`;
  }
  const twice = columns.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  return twice === undefined ? undefined : `has the column ${JSON.stringify(twice)} twice: ${has}`;
}

/** The names in the header, as a dialect reads them; undefined where it cannot. */
export async function csvHeader(file: SourceFile, dialect: CsvDialect): Promise<readonly string[] | undefined> {
  const header = await readHeader(file, dialect);
  return 'names' in header ? header.names : undefined;
}

/** Whether the file has the columns that the mapping uses. */
export async function checkCsv(file: SourceFile, dialect: CsvDialect): Promise<Fitness> {
  const header = await readHeader(file, dialect);
  if (!('names' in header)) return header;
  const message = headerFault(header, dialect);
  return message === undefined ? { ok: true } : { ok: false, code: 'MISSING_COLUMN', message };
}

function createRowMaker(header: Header, { columns, encoding }: CsvDialect) {
  const places = columns.map((column) => header.names.indexOf(column));
  const decode = createDecoder(encoding);
  return function rowOf({ fields, end }: Record, start: number): ReadRow {
    if (fields.length !== header.names.length) {
      const message = `the row has ${fields.length} cells, the header ${header.names.length}`;
      return { ok: false, start, end, code: 'WRONG_CELL_COUNT', message };
    }
    const cells: string[] = [];
    for (const [index, place] of places.entries()) {
      const text = decode(fields[place] ?? '');
      if (text === undefined) {
        return { ok: false, start, end, code: 'WRONG_ENCODING', message: `${columns[index]} is not ${encoding} text` };
      }
      cells.push(text.trim());
    }
    return { ok: true, start, end, cells };
  };
}

function isBlank({ fields }: Record): boolean {
  return fields.length === 1 && (fields[0] ?? '').trim() === '';
}

// A stray quote swallows the lines that follow it. So a faulty row costs its first physical line only: reading begins
// anew behind it, and what the quote would have swallowed is read as rows.
async function firstLineOf(file: SourceFile, start: number, code: string, message: string): Promise<ReadRow> {
  return { ok: false, start, end: await file.lineEnd(start), code, message };
}

/** The rows of a CSV file that passed `checkCsv`. A damaged row is a value; the rows behind it are read all the same. */
export async function* readCsv(file: SourceFile, dialect: CsvDialect): RowStream {
  const header = await readHeader(file, dialect);
  if (!('names' in header)) return;
  const rowOf = createRowMaker(header, dialect);
  let at = header.end;
  let resumeAt: number | undefined = at;

  // Turns records into rows until one of them has to be read anew; `at` is the start of the next row.
  async function take(records: readonly Record[]): Promise<ReadRow[]> {
    const rows: ReadRow[] = [];
    for (const record of records) {
      const start = at;
      at = record.end;
      if (isBlank(record)) continue;
      const row = rowOf(record, start);
      if (!row.ok && row.code === 'WRONG_CELL_COUNT' && (await file.lineEnd(start)) < record.end) {
        const line = await firstLineOf(file, start, row.code, row.message);
        resumeAt = line.end;
        at = line.end;
        return [...rows, line];
      }
      rows.push(row);
    }
    return rows;
  }

  async function* readFrom(base: number): RowStream {
    const csv = createCsvFeed(dialect.delimiter, base);
    const blocks = file.blocks(base);
    try {
      for (let ended = false; !ended; ) {
        const next = await blocks.next();
        ended = next.done === true;
        const { records, fault } = await csv.feed(ended ? undefined : (next.value as Buffer));
        yield await take(records);
        if (resumeAt !== undefined) return;
        if (fault === undefined) continue;
        const line = await firstLineOf(file, at, 'BAD_QUOTE', faultMessage(fault));
        resumeAt = line.end;
        at = line.end;
        yield [line];
        return;
      }
    } finally {
      csv.stop();
    }
  }

  while (resumeAt !== undefined && resumeAt < file.size) {
    const base: number = resumeAt;
    resumeAt = undefined;
    yield* readFrom(base);
  }
}

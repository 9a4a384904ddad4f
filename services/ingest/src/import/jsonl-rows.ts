/** JSON Lines, streamed: one object a line; a column is a property, `a.b` a property of a property. */
import { byteOrderMark, type Fitness, LONGEST_ROW_BYTES, type ReadRow, type RowStream } from './row-reading.ts';
import type { SourceFile } from './source-file.ts';

const LINE_FEED = 10;
const LIST_SEPARATOR = ';';

type Line = { start: number; end: number; bytes: Buffer | undefined };

/** Physical lines; one that is too long comes without its bytes, which were never held. */
async function* readLines(file: SourceFile, from: number): AsyncGenerator<Line[]> {
  let start = from;
  let kept: Buffer[] = [];
  let keptBytes = 0;
  const keep = (piece: Buffer): void => {
    keptBytes += piece.length;
    if (keptBytes <= LONGEST_ROW_BYTES) kept.push(piece);
    else kept = [];
  };
  const finish = (): Line => {
    const bytes = keptBytes > LONGEST_ROW_BYTES ? undefined : Buffer.concat(kept);
    const line = { start, end: start + keptBytes, bytes };
    start = line.end;
    kept = [];
    keptBytes = 0;
    return line;
  };
  for await (const block of file.blocks(from)) {
    const lines: Line[] = [];
    let at = 0;
    for (let index = block.indexOf(LINE_FEED); index !== -1; index = block.indexOf(LINE_FEED, at)) {
      keep(block.subarray(at, index + 1));
      lines.push(finish());
      at = index + 1;
    }
    if (at < block.length) keep(block.subarray(at));
    yield lines;
  }
  if (keptBytes > 0) yield [finish()];
}

type CellText = { ok: true; text: string } | { ok: false; message: string };

function cellText(value: unknown): CellText {
  switch (typeof value) {
    case 'string':
      return { ok: true, text: value.trim() };
    case 'boolean':
      return { ok: true, text: String(value) };
    case 'number':
      // Beyond 2^53 JSON.parse has already lost digits: an id would silently become another.
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
        return { ok: false, message: 'is a number too long to be exact: write it as a text' };
      }
      return { ok: true, text: String(value) };
    default:
      return collectionText(value);
  }
}

function collectionText(value: unknown): CellText {
  if (value === null || value === undefined) return { ok: true, text: '' };
  if (!Array.isArray(value)) return { ok: false, message: 'is an object: name a property in it, as in "a.b"' };
  const parts = value.map(cellText);
  const bad = parts.find((part) => !part.ok);
  if (bad !== undefined) return bad;
  return { ok: true, text: parts.map((part) => (part.ok ? part.text : '')).join(LIST_SEPARATOR) };
}

function propertyAt(row: object, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as { [name: string]: unknown })[step]
        : undefined,
    row,
  );
}

function createRowMaker(columns: readonly string[]) {
  const paths = columns.map((column) => column.split('.'));
  const decoder = new TextDecoder('utf-8', { fatal: true });

  function parseLine(bytes: Buffer): { ok: true; row: object } | { ok: false; code: string; message: string } {
    let text: string;
    try {
      text = decoder.decode(bytes);
    } catch {
      return { ok: false, code: 'WRONG_ENCODING', message: 'the line is not UTF-8 text' };
    }
    try {
      const row: unknown = JSON.parse(text);
      if (typeof row === 'object' && row !== null && !Array.isArray(row)) return { ok: true, row };
      return { ok: false, code: 'NOT_AN_OBJECT', message: 'the line is not a JSON object' };
    } catch (error) {
      return { ok: false, code: 'BAD_JSON', message: error instanceof Error ? error.message : 'not JSON' };
    }
  }

  return function rowOf({ start, end, bytes }: Line): ReadRow {
    if (bytes === undefined) {
      return { ok: false, start, end, code: 'TOO_LONG', message: `the line is longer than ${LONGEST_ROW_BYTES} bytes` };
    }
    const parsed = parseLine(bytes);
    if (!parsed.ok) return { ok: false, start, end, code: parsed.code, message: parsed.message };
    const cells: string[] = [];
    for (const [index, path] of paths.entries()) {
      const cell = cellText(propertyAt(parsed.row, path));
      if (!cell.ok) return { ok: false, start, end, code: 'BAD_VALUE', message: `${columns[index]} ${cell.message}` };
      cells.push(cell.text);
    }
    return { ok: true, start, end, cells };
  };
}

function isBlank({ bytes }: Line): boolean {
  return bytes !== undefined && bytes.length <= 2 && bytes.toString('latin1').trim() === '';
}

/** Whether the file can be JSON Lines at all. There is no header: a property that no line has is told after reading. */
export async function checkJsonl(file: SourceFile): Promise<Fitness> {
  const mark = byteOrderMark(await file.slice(0, 3, 3));
  if (!mark.ok) return mark;
  return file.size > mark.length ? { ok: true } : { ok: false, code: 'EMPTY_FILE', message: 'the file is empty' };
}

/** The rows of a JSONL file that passed `checkJsonl`. */
export async function* readJsonl(file: SourceFile, columns: readonly string[]): RowStream {
  const mark = byteOrderMark(await file.slice(0, 3, 3));
  const rowOf = createRowMaker(columns);
  for await (const lines of readLines(file, mark.ok ? mark.length : 0)) {
    yield lines.filter((line) => !isBlank(line)).map(rowOf);
  }
}

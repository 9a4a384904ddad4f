/** How many rows a written file holds, told by the file itself: what was cut off has no end that says so. */
import { type FileHandle, open } from 'node:fs/promises';
import { parquetMetadataAsync } from 'hyparquet';
import type { ExportFormat } from './export-formats.ts';

const CRLF = Buffer.from('\r\n');
const RETURN = 0x0d;
const NEWLINE = 0x0a;

export type RowCounter = { add(chunk: Buffer): void; rows(): number };

/**
 * Counts lines as they pass, by searches of the runtime's own: walking the bytes one by one took longer than all else. In CSV
 * CRLF ends a record and stands nowhere else (`columnFor` sees to that), and the header is no row.
 */
export function createLineCounter(format: 'csv' | 'ndjson'): RowCounter {
  let lines = 0;
  let endsInReturn = false;
  function addCsv(chunk: Buffer): void {
    if (endsInReturn && chunk[0] === NEWLINE) lines += 1;
    for (let at = chunk.indexOf(CRLF); at >= 0; at = chunk.indexOf(CRLF, at + 2)) lines += 1;
    endsInReturn = chunk.length === 0 ? endsInReturn : chunk[chunk.length - 1] === RETURN;
  }
  function addLines(chunk: Buffer): void {
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) lines += 1;
  }
  return format === 'csv' ? { add: addCsv, rows: () => Math.max(0, lines - 1) } : { add: addLines, rows: () => lines };
}

async function bytesAt(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
  return buffer.subarray(0, bytesRead);
}

async function parquetRows(file: FileHandle, size: number): Promise<number> {
  const metadata = await parquetMetadataAsync({
    byteLength: size,
    async slice(start: number, end = size) {
      const bytes = await bytesAt(file, start, end - start);
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    },
  });
  return Number(metadata.num_rows);
}

/** Where a field of a FlatBuffers table lies, or 0 where it is left out. */
function fieldAt(bytes: Buffer, table: number, field: number): number {
  const vtable = table - bytes.readInt32LE(table);
  const slot = 4 + field * 2;
  if (slot >= bytes.readUInt16LE(vtable)) return 0;
  const offset = bytes.readUInt16LE(vtable + slot);
  return offset === 0 ? 0 : table + offset;
}

const indirect = (bytes: Buffer, at: number) => at + bytes.readUInt32LE(at);

const ARROW_MAGIC = 'ARROW1';
const BLOCK_BYTES = 24;

// Of the Arrow columnar format, "IPC File Format": the footer lists the blocks of the record batches, and each begins with
// a message whose header has the number of its rows.
async function arrowRows(file: FileHandle, size: number): Promise<number> {
  const end = await bytesAt(file, Math.max(0, size - 10), 10);
  if (end.toString('latin1', 4) !== ARROW_MAGIC) throw new Error('the file has no Arrow footer');
  const length = end.readInt32LE(0);
  const footer = await bytesAt(file, size - 10 - length, length);
  const batches = fieldAt(footer, indirect(footer, 0), 3);
  if (batches === 0) return 0;
  const list = indirect(footer, batches);
  let rows = 0;
  for (let block = 0; block < footer.readUInt32LE(list); block += 1) {
    const at = list + 4 + block * BLOCK_BYTES;
    const message = await bytesAt(file, Number(footer.readBigInt64LE(at)) + 8, footer.readInt32LE(at + 8) - 8);
    const header = indirect(message, fieldAt(message, indirect(message, 0), 2));
    const count = fieldAt(message, header, 0);
    rows += count === 0 ? 0 : Number(message.readBigInt64LE(count));
  }
  return rows;
}

/** Rows of a Parquet or Arrow file by its own footer. Throws where there is no whole footer. */
export async function countFooterRows(path: string, format: Exclude<ExportFormat, 'csv' | 'ndjson'>): Promise<number> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return await (format === 'parquet' ? parquetRows(file, size) : arrowRows(file, size));
  } finally {
    await file.close();
  }
}

/** A result written to a file, whole or not at all. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { countFooterRows, createLineCounter } from './count-rows.ts';
import type { ExportFormat } from './export-formats.ts';

export type ExportErrorCode = 'EXPORT_TOO_LARGE' | 'EXPORT_TRUNCATED' | 'EXPORT_NOT_ANONYMOUS' | 'EXPORT_UNKNOWN';

/** An export that cannot be given as it was asked for. Never retriable: the same again would fail the same way. */
export class ExportError extends Error {
  readonly code: ExportErrorCode;
  readonly retriable = false;

  constructor(code: ExportErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'ExportError';
    this.code = code;
  }
}

export type WrittenFile = { rows: number; bytes: number; sha256: string };

export type WriteOptions = {
  path: string;
  format: ExportFormat;
  /** More is not written: the export fails. */
  maxBytes: number;
  /** Where it is known, another number of rows is a failure. */
  expectedRows?: number | undefined;
  signal?: AbortSignal;
  onProgress?: (bytes: number) => void;
};

/** So much may wait for the disk, so that neither it nor the engine stands still for the other's pauses. */
const BUFFER_BYTES = 16 * 2 ** 20;

async function rowsOf(path: string, format: ExportFormat, lines: () => number): Promise<number> {
  if (format === 'csv' || format === 'ndjson') return lines();
  try {
    return await countFooterRows(path, format);
  } catch (error) {
    throw new ExportError('EXPORT_TRUNCATED', `the ${format} file has no whole footer`, error);
  }
}

/**
 * Writes chunks to `<path>.part` and renames it when all is there, with the digest and the number of rows. Memory stays the
 * same however long the result is. Throws ExportError, and what the chunks throw; then there is no file.
 */
export async function writeResult(chunks: AsyncIterable<Buffer>, options: WriteOptions): Promise<WrittenFile> {
  const { path, format, maxBytes, expectedRows, signal, onProgress } = options;
  const part = `${path}.part`;
  const hash = createHash('sha256');
  const counter = format === 'csv' || format === 'ndjson' ? createLineCounter(format) : undefined;
  let bytes = 0;
  async function* seen(): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        throw new ExportError('EXPORT_TOO_LARGE', `the export has more than the ${maxBytes} bytes that it may have`);
      }
      hash.update(chunk);
      counter?.add(chunk);
      onProgress?.(bytes);
      yield chunk;
    }
  }
  try {
    await pipeline(
      seen,
      createWriteStream(part, { highWaterMark: BUFFER_BYTES }),
      signal === undefined ? {} : { signal },
    );
    const rows = await rowsOf(part, format, () => counter?.rows() ?? 0);
    if (expectedRows !== undefined && rows !== expectedRows) {
      throw new ExportError('EXPORT_TRUNCATED', `${rows} rows were written where there are ${expectedRows}`);
    }
    await rename(part, path);
    return { rows, bytes, sha256: hash.digest('hex') };
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

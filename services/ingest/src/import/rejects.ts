/** The file of refused rows: one JSON object a line, enough to find, understand and repair each row. */
import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import type { RowProblem } from './row-problem.ts';

/** `raw` is the row's own text; bytes that are no UTF-8 come as `raw_base64` instead. */
export type Reject = {
  file: string;
  /** Physical line on which the row starts, from 1; a header is line 1. */
  line: number;
  code: string;
  column?: string;
  field?: string;
  message: string;
  raw?: string;
  raw_base64?: string;
  raw_truncated?: true;
};

export type RejectsFile = {
  path: string;
  write(reject: Reject): Promise<void>;
  /** Resolves to true when there was something to write. */
  close(): Promise<boolean>;
};

const BUFFER_CHARACTERS = 64 * 1024;

/** How the name of a rejects file ends, where the caller gives none. */
export const REJECTS_ENDING = '.rejects.jsonl';

/** Longest part of a refused row that is copied. */
export const LONGEST_RAW_BYTES = 64 * 1024;

function rawText(bytes: Buffer): Pick<Reject, 'raw' | 'raw_base64'> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { raw: text.replace(/\r?\n$/, '') };
  } catch {
    return { raw_base64: bytes.toString('base64') };
  }
}

/** One refused row: the first problem gives code and place, the message names them all. */
export function rejectOf(file: string, line: number, problems: readonly RowProblem[], bytes: Buffer): Reject {
  const [first] = problems;
  return {
    file,
    line,
    code: first?.code ?? 'UNKNOWN',
    ...(first?.column === undefined ? {} : { column: first.column }),
    ...(first?.field === undefined ? {} : { field: first.field }),
    message: problems.map((problem) => problem.message).join('; '),
    ...rawText(bytes),
    ...(bytes.length >= LONGEST_RAW_BYTES ? { raw_truncated: true } : {}),
  };
}

// Only a plain file is ours to replace: removing a device or a pipe (/dev/null, /dev/stderr) takes it from everybody.
async function isSpecial(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

/** Removes what an earlier import left there; the file comes into being with the first refused row. */
export async function openRejectsFile(path: string): Promise<RejectsFile> {
  const special = await isSpecial(path);
  if (!special) await rm(path, { force: true });
  let handle: FileHandle | undefined;
  let waiting = '';

  async function writeWaiting(): Promise<void> {
    if (waiting === '') return;
    handle ??= await open(path, special ? 'a' : 'wx');
    await handle.appendFile(waiting);
    waiting = '';
  }

  return {
    path,
    async write(reject) {
      waiting += `${JSON.stringify(reject)}\n`;
      if (waiting.length >= BUFFER_CHARACTERS) await writeWaiting();
    },
    async close() {
      await writeWaiting();
      await handle?.close();
      return handle !== undefined;
    },
  };
}

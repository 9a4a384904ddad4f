/** What the readers of CSV and JSONL hand over. */

/** One row: its cells in the order of the wanted columns, or why it could not be read. Offsets are bytes of the file. */
export type ReadRow =
  | { ok: true; start: number; end: number; cells: readonly string[] }
  | { ok: false; start: number; end: number; code: string; message: string };

/** Rows come in groups, one for each block read, so that a million rows do not cost a million promises. */
export type RowStream = AsyncGenerator<readonly ReadRow[]>;

/** Whether a file can be read at all with this mapping. */
export type Fitness = { ok: true } | { ok: false; code: string; message: string };

/** A row longer than this is taken for damage, such as a quote that is never closed. */
export const LONGEST_ROW_BYTES = 1024 * 1024;

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const GZIP_MARK = Buffer.from([0x1f, 0x8b]);
const UTF16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/** Length of the byte order mark; a UTF-16 or a packed file is refused. */
export function byteOrderMark(
  head: Buffer,
): { ok: true; length: number } | { ok: false; code: string; message: string } {
  if (UTF16_MARKS.some((mark) => head.subarray(0, 2).equals(mark))) {
    return { ok: false, code: 'WRONG_ENCODING', message: 'the file is UTF-16: save it as UTF-8' };
  }
  if (head.subarray(0, 2).equals(GZIP_MARK)) {
    return { ok: false, code: 'WRONG_ENCODING', message: 'the file is packed (gzip): unpack it first' };
  }
  return { ok: true, length: head.subarray(0, 3).equals(UTF8_MARK) ? 3 : 0 };
}

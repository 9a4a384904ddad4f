/** Bytes that are unpacked one piece after the other, where a piece may repeat what has been unpacked before. */

export type GrowingBytes = {
  /** Appends source[from, from + length). */
  append(source: Buffer, from: number, length: number): void;
  /** Appends `length` bytes beginning `distance` before the end; they may run into themselves. */
  repeat(distance: number, length: number): void;
  bytes(): Buffer;
};

const FIRST_BYTES = 64 * 1024;

/** Throws an Error when more than `most` bytes come together, or when something is asked for that is not there. */
export function createGrowingBytes(most: number): GrowingBytes {
  let buffer = Buffer.allocUnsafe(Math.min(FIRST_BYTES, most));
  let end = 0;

  function makeRoom(length: number): void {
    const wanted = end + length;
    if (wanted > most) throw new Error(`more than ${most} bytes`);
    if (wanted <= buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.min(most, Math.max(wanted, 2 * buffer.length)));
    buffer.copy(larger, 0, 0, end);
    buffer = larger;
  }

  function append(source: Buffer, from: number, length: number): void {
    if (from + length > source.length) throw new Error('the bytes end too soon');
    makeRoom(length);
    source.copy(buffer, end, from, from + length);
    end += length;
  }

  function repeat(distance: number, length: number): void {
    if (distance < 1 || distance > end) throw new Error('a repetition of what is not there');
    makeRoom(length);
    if (distance >= length) {
      buffer.copy(buffer, end, end - distance, end - distance + length);
      end += length;
      return;
    }
    for (const stop = end + length; end < stop; end += 1) buffer[end] = buffer[end - distance] as number;
  }

  return { append, repeat, bytes: () => buffer.subarray(0, end) };
}

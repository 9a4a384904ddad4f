/** Compressed record batches. Our own producer compresses nothing: this is for what other programs put on a topic. */
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { LogError } from './log-error.ts';
import { corrupt } from './record-batch.ts';

// Far above any broker's limit for a batch, to its size unpacked: a few bytes of input must not take all memory.
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

const NAMES: Readonly<Record<number, string>> = { 2: 'snappy', 3: 'lz4' };

/**
 * The records of a batch, unpacked. `codec` is the number in the batch's attributes.
 * @throws LogError CODEC_UNSUPPORTED, not retriable, for snappy and lz4, which Node.js does not know.
 */
export function decompress(codec: number, packed: Buffer): Buffer {
  try {
    if (codec === 1) return gunzipSync(packed, { maxOutputLength: MAX_UNPACKED_BYTES });
    if (codec === 4) return zstdDecompressSync(packed, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (error) {
    throw corrupt(`unpacking failed, ${(error as Error).message}`);
  }
  const name = NAMES[codec] ?? `codec ${codec}`;
  const message =
    `records compressed with ${name} cannot be read: let their producer use zstd, gzip or no compression, ` +
    `or set compression.type=zstd on the topic`;
  throw new LogError('CODEC_UNSUPPORTED', message, { retriable: false });
}

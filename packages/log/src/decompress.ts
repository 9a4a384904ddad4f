/** Compressed record batches. Our own producer compresses nothing: this is for what other programs put on a topic. */
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import kafkajs from 'kafkajs';
import { LogError } from './log-error.ts';
import { corrupt } from './record-batch.ts';
import { unpackLz4 } from './unpack/lz4.ts';
import { unpackSnappy } from './unpack/snappy.ts';

// Far above any broker's limit for a batch, to its size unpacked: a few bytes of input must not take all memory.
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

// By the number in a batch's attributes: all that Kafka knows.
const UNPACK: Readonly<Record<number, (packed: Buffer) => Buffer>> = {
  1: (packed) => gunzipSync(packed, { maxOutputLength: MAX_UNPACKED_BYTES }),
  2: (packed) => unpackSnappy(packed, MAX_UNPACKED_BYTES),
  3: (packed) => unpackLz4(packed, MAX_UNPACKED_BYTES),
  4: (packed) => zstdDecompressSync(packed, { maxOutputLength: MAX_UNPACKED_BYTES }),
};

/**
 * The records of a batch, unpacked. `codec` is the number in the batch's attributes.
 * @throws LogError CODEC_UNSUPPORTED, not retriable, for a codec that Kafka does not have today.
 */
export function decompress(codec: number, packed: Buffer): Buffer {
  const unpack = UNPACK[codec];
  if (unpack === undefined) {
    const message = `records compressed with codec ${codec} cannot be read: let their producer use one that Kafka 4 knows`;
    throw new LogError('CODEC_UNSUPPORTED', message, { retriable: false });
  }
  try {
    return unpack(packed);
  } catch (error) {
    throw corrupt(`unpacking failed, ${(error as Error).message}`);
  }
}

function refuseToCompress(): never {
  throw new LogError('CODEC_UNSUPPORTED', 'our producers compress nothing', { retriable: false });
}

/** Lets kafkajs, where it unpacks by itself, read what we read; alone it knows gzip. To be repeated without harm. */
export function teachKafkajsToUnpack(): void {
  const { CompressionCodecs, CompressionTypes } = kafkajs;
  for (const codec of [CompressionTypes.Snappy, CompressionTypes.LZ4, CompressionTypes.ZSTD] as const) {
    const unpacking = { compress: refuseToCompress, decompress: async (packed: Buffer) => decompress(codec, packed) };
    CompressionCodecs[codec] = () => unpacking;
  }
}

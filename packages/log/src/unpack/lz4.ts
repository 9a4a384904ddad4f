/** LZ4 frames, as Kafka's clients write them (github.com/lz4/lz4, doc/lz4_Frame_format.md and lz4_Block_format.md). */
import { createGrowingBytes, type GrowingBytes } from './growing-bytes.ts';

const MAGIC = 0x184d2204;
const HAS_DICTIONARY = 0x01;
const HAS_CONTENT_SIZE = 0x08;
const HAS_BLOCK_CHECKSUM = 0x10;
const STORED = 0x80000000;
const LEAST_MATCH = 4;

// A length of 15 goes on in the bytes that follow, up to the first that is not 255.
function longLength(packed: Buffer, at: number): [length: number, next: number] {
  let length = 15;
  let next = at;
  let byte = 255;
  while (byte === 255) {
    byte = packed.readUInt8(next);
    length += byte;
    next += 1;
  }
  return [length, next];
}

function unpackBlock(packed: Buffer, begin: number, end: number, into: GrowingBytes): void {
  let at = begin;
  while (at < end) {
    const token = packed.readUInt8(at);
    at += 1;
    let literals = token >> 4;
    if (literals === 15) [literals, at] = longLength(packed, at);
    into.append(packed, at, literals);
    at += literals;
    // The last sequence of a block has no match.
    if (at >= end) return;
    const distance = packed.readUInt16LE(at);
    at += 2;
    let match = token & 15;
    if (match === 15) [match, at] = longLength(packed, at);
    into.repeat(distance, match + LEAST_MATCH);
  }
}

/** The bytes of one LZ4 frame; the checksums are not compared, as Kafka has its own. Throws an Error on anything else. */
export function unpackLz4(packed: Buffer, most: number): Buffer {
  if (packed.readUInt32LE(0) !== MAGIC) throw new Error('not an LZ4 frame');
  const flags = packed.readUInt8(4);
  if ((flags & HAS_DICTIONARY) !== 0) throw new Error('an LZ4 frame with a dictionary');
  const into = createGrowingBytes(most);
  // Magic, flags, block size, perhaps the size of the content, header checksum.
  let at = (flags & HAS_CONTENT_SIZE) === 0 ? 7 : 15;
  for (let size = packed.readUInt32LE(at); size !== 0; size = packed.readUInt32LE(at)) {
    const length = size % STORED;
    const begin = at + 4;
    if (begin + length > packed.length) throw new Error('the bytes end too soon');
    if (size >= STORED) into.append(packed, begin, length);
    else unpackBlock(packed, begin, begin + length, into);
    at = begin + length + ((flags & HAS_BLOCK_CHECKSUM) === 0 ? 0 : 4);
  }
  return into.bytes();
}

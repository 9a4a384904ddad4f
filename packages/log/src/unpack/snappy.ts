/** Snappy (github.com/google/snappy, format_description.txt), bare or in the pieces in which Java's clients put it. */
import { createGrowingBytes, type GrowingBytes } from './growing-bytes.ts';

const PIECES = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
// The magic, a version and the oldest version that can read it.
const PIECES_HEADER_BYTES = 16;

function afterLength(packed: Buffer, at: number): number {
  let next = at;
  while (packed.readUInt8(next) >= 0x80) next += 1;
  return next + 1;
}

function unpackLiteral(packed: Buffer, at: number, into: GrowingBytes): number {
  const short = packed.readUInt8(at) >> 2;
  // From 60 on it says how many bytes hold the length.
  const lengthBytes = Math.max(0, short - 59);
  const length = 1 + (lengthBytes === 0 ? short : packed.readUIntLE(at + 1, lengthBytes));
  into.append(packed, at + 1 + lengthBytes, length);
  return at + 1 + lengthBytes + length;
}

function unpackElement(packed: Buffer, at: number, into: GrowingBytes): number {
  const tag = packed.readUInt8(at);
  switch (tag & 3) {
    case 0:
      return unpackLiteral(packed, at, into);
    case 1:
      into.repeat(((tag >> 5) << 8) | packed.readUInt8(at + 1), ((tag >> 2) & 7) + 4);
      return at + 2;
    case 2:
      into.repeat(packed.readUInt16LE(at + 1), (tag >> 2) + 1);
      return at + 3;
    default:
      into.repeat(packed.readUInt32LE(at + 1), (tag >> 2) + 1);
      return at + 5;
  }
}

function unpackPiece(packed: Buffer, begin: number, end: number, into: GrowingBytes): void {
  if (end > packed.length) throw new Error('the bytes end too soon');
  for (let at = afterLength(packed, begin); at < end; ) at = unpackElement(packed, at, into);
}

/** The bytes that Snappy packed. Throws an Error on anything else. */
export function unpackSnappy(packed: Buffer, most: number): Buffer {
  const into = createGrowingBytes(most);
  if (!packed.subarray(0, PIECES.length).equals(PIECES)) {
    unpackPiece(packed, 0, packed.length, into);
    return into.bytes();
  }
  for (let at = PIECES_HEADER_BYTES; at < packed.length; ) {
    const end = at + 4 + packed.readUInt32BE(at);
    unpackPiece(packed, at + 4, end, into);
    at = end;
  }
  return into.bytes();
}

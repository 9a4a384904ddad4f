/** Bytes that have come to harm: for checks that must never take for good what a full reading would refuse. */
import fc from 'fast-check';

/** One thing done to bytes; `place` (0 to 1) says where. */
export type Mutation = { kind: MutationKind; place: number; byte: number; length: number };

const kinds = ['flip', 'set', 'cut', 'extend', 'insert', 'remove', 'repeat', 'splice'] as const;
type MutationKind = (typeof kinds)[number];

// Bytes with a meaning in Avro more often than others: null, a branch, lengths, long numbers, text, no text.
const byte = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 4, 0x48, 0x7f, 0x80, 0x81, 0xff, 0x41, 0x61, 0x2d, 0x0a, 0xc3),
  fc.nat(255),
);

export const anyMutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...kinds),
  place: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  byte,
  length: fc.integer({ min: 1, max: 12 }),
});

/** `bytes` with one thing done to it; `other` is where a splice takes its end from. */
export function mutate(bytes: Buffer, { kind, place, byte: value, length }: Mutation, other: Buffer): Buffer {
  const at = Math.floor(place * bytes.length);
  const before = bytes.subarray(0, at);
  const few = Buffer.alloc(length, value);
  switch (kind) {
    case 'flip':
      return Buffer.concat([before, Buffer.of((bytes[at] ?? 0) ^ (1 << (length % 8))), bytes.subarray(at + 1)]);
    case 'set':
      return Buffer.concat([before, Buffer.of(value), bytes.subarray(at + 1)]);
    case 'cut':
      return before;
    case 'extend':
      return Buffer.concat([bytes, few]);
    case 'insert':
      return Buffer.concat([before, few, bytes.subarray(at)]);
    case 'remove':
      return Buffer.concat([before, bytes.subarray(at + length)]);
    case 'repeat':
      return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
    case 'splice':
      return Buffer.concat([before, other.subarray(Math.floor(place * other.length))]);
    default:
      throw new Error(`no mutation ${String(kind satisfies never)}`);
  }
}

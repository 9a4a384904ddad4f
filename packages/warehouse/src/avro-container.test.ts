import fc from 'fast-check';
import { expect, test } from 'vitest';
import { avroContainer, writeLong } from './avro-container.ts';

test('the same rows give the same bytes, so the same chunk is the same insert', () => {
  const once = () => Buffer.concat(avroContainer('{"type":"null"}', 1, Buffer.from([1, 2, 3])));
  expect(once().equals(once())).toBe(true);
});

test('sends the datums from where they lie', () => {
  const data = Buffer.from([1, 2, 3]);
  expect(avroContainer('{"type":"null"}', 1, data)).toContain(data);
});

test.each([
  [0, [0]],
  [-1, [1]],
  [1, [2]],
  [-64, [127]],
  [64, [128, 1]],
  [2 ** 27, [0x80, 0x80, 0x80, 0x80, 1]],
])('writes %d as the Avro specification does', (value, bytes) => {
  const target = Buffer.alloc(10);
  expect([...target.subarray(0, writeLong(target, 0, value))]).toEqual(bytes);
});

test('every number up to 2^52 can be read again', () => {
  const numbers = fc.bigInt({ min: -(2n ** 52n), max: 2n ** 52n });
  fc.assert(
    fc.property(numbers, (value) => {
      const target = Buffer.alloc(10);
      const bytes = target.subarray(0, writeLong(target, 0, Number(value)));
      const zigzag = bytes.reduceRight((sum, byte) => (sum << 7n) | BigInt(byte & 0x7f), 0n);
      expect((zigzag >> 1n) ^ -(zigzag & 1n)).toBe(value);
      expect([...bytes].map((byte) => byte >= 0x80).lastIndexOf(true)).toBe(bytes.length - 2);
    }),
  );
});

import avro from 'avsc';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANY_ASCII } from './byte-classes.ts';
import { checkBoolean, lengthAt, lengthBytes, realNumberCheck, textCheck, wholeNumberCheck } from './field-checks.ts';

const long = avro.Type.forSchema('long');

/** A number as Avro writes it, with `more` bytes that add nothing: other readers may take them, or not. */
function written(value: number, more = 0): Buffer {
  const shortest = long.toBuffer(value);
  if (more === 0) return shortest;
  const last = shortest.length - 1;
  shortest.writeUInt8(shortest.readUInt8(last) | 0x80, last);
  return Buffer.concat([shortest, Buffer.alloc(more - 1, 0x80), Buffer.of(0)]);
}

const within48Bits = fc.oneof(
  fc.integer({ min: -70_000, max: 70_000 }),
  fc.maxSafeInteger().map((value) => Math.trunc(value / 64)),
);

describe('a whole number', () => {
  it('is read as Avro writes it, at both ends of its range and beyond', () => {
    fc.assert(
      fc.property(within48Bits, (value) => {
        const bytes = written(value);
        const inRange = (min: number, max: number) => wholeNumberCheck(min, max)(bytes, 0, bytes.length, 0);
        expect(inRange(value, value)).toBe(bytes.length);
        expect(inRange(value + 1, Infinity)).toBe(-1);
        expect(inRange(-Infinity, value - 1)).toBe(-1);
        expect(wholeNumberCheck(value, value)(bytes, 0, bytes.length - 1, 0)).toBe(-1);
      }),
      { numRuns: 1_000, seed: 20261122 },
    );
  });

  it('is not sure in a longer form than need be, nor when it is wider than 48 bits', () => {
    const any = wholeNumberCheck(-Infinity, Infinity);
    for (const value of [0, -1, 1, 63, 64, 8191, 2 ** 27, 2 ** 28, 2 ** 40]) {
      expect(any(written(value), 0, 20, 0)).toBe(written(value).length);
      for (const more of [1, 2, 3]) expect(any(written(value, more), 0, 20, 0)).toBe(-1);
    }
    for (const value of [2 ** 48, -(2 ** 48) - 1, 2 ** 52 - 1]) expect(any(written(value), 0, 20, 0)).toBe(-1);
    expect(any(Buffer.alloc(20, 0xff), 0, 20, 0)).toBe(-1);
  });
});

describe('a length', () => {
  it('is sure from 0 to 8191, in its shortest form and with all its bytes there', () => {
    for (let length = 0; length < 8_192; length += 1) {
      const bytes = written(length);
      expect(lengthAt(bytes, 0, bytes.length)).toBe(length);
      expect(lengthBytes(length)).toBe(bytes.length);
      expect(lengthAt(bytes, 0, bytes.length - 1)).toBe(-1);
      expect(lengthAt(written(length, 1), 0, 10)).toBe(-1);
    }
    for (const length of [-1, -8_192, 8_192, 2 ** 31]) expect(lengthAt(written(length), 0, 20)).toBe(-1);
  });

  it('ends a text before what follows it', () => {
    const text = textCheck(ANY_ASCII);
    const bytes = Buffer.concat([written(3), Buffer.from('abcdef')]);
    expect(text(bytes, 0, bytes.length, 0)).toBe(4);
    expect(text(bytes, 0, 3, 0)).toBe(-1);
  });
});

describe('a double', () => {
  it('is a number within its range, all its bytes there', () => {
    const check = realNumberCheck(0, 5);
    const bytes = Buffer.alloc(9);
    for (const value of [0, -0, 5, 0.1, Number.MIN_VALUE]) {
      bytes.writeDoubleLE(value);
      expect(check(bytes, 0, 9, 0)).toBe(8);
      expect(check(bytes, 0, 7, 0)).toBe(-1);
    }
    for (const value of [Number.NaN, Infinity, -Infinity, 5.1, -Number.MIN_VALUE]) {
      bytes.writeDoubleLE(value);
      expect(check(bytes, 0, 9, 0)).toBe(-1);
      expect(realNumberCheck(-Infinity, Infinity)(bytes, 0, 9, 0)).toBe(Number.isFinite(value) ? 8 : -1);
    }
  });
});

describe('a boolean', () => {
  it('is one of two bytes, though avsc takes any', () => {
    const ends = [0, 1, 2, 0x80, 0xff].map((byte) => checkBoolean(Buffer.of(byte), 0, 1));
    expect(ends).toEqual([1, 1, -1, -1, -1]);
    expect(checkBoolean(Buffer.of(1), 0, 0)).toBe(-1);
  });
});

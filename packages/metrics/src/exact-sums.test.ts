import { describe, expect, it } from 'vitest';
import { fromExact, momentsOf, wholeIn, wholesIn } from './exact-sums.ts';

const scale = 10n ** 12n;
const sums = (amounts: readonly bigint[]) => {
  const sum = amounts.reduce((total, amount) => total + amount, 0n);
  const squares = amounts.reduce((total, amount) => total + amount * amount, 0n);
  return momentsOf(amounts.length, sum, squares);
};

describe('exact sums', () => {
  it('give mean and variance by hand', () => {
    expect(sums([1n, 2n, 3n, 6n].map((amount) => amount * scale))).toEqual({ mean: 3, variance: 14 / 3 });
  });

  it('keep a small variance of large amounts, which a difference of floating sums loses', () => {
    const offset = 8_000_000n * scale;
    const amounts = [0n, 1n, 2n].map((amount) => offset + amount * (scale / 1000n));
    expect(sums(amounts)).toEqual({ mean: 8_000_000.001, variance: 1e-6 });
  });

  it('have no variance of one', () => {
    expect(sums([5n * scale])).toEqual({ mean: 5, variance: null });
  });

  it('read whole numbers as texts and numbers, and nothing else', () => {
    expect(wholeIn('-12345678901234567890123', 'x')).toBe(-12345678901234567890123n);
    expect(wholesIn(['1', 2], 'x')).toEqual([1n, 2n]);
    expect(fromExact(-1_500_000_000_000n)).toBe(-1.5);
    for (const bad of [null, undefined, 'nan', '1.5', 1e300, 0.5])
      expect(() => wholeIn(bad, 'x')).toThrow(/whole number x/);
    expect(() => wholesIn('1', 'x')).toThrow(/array x/);
  });
});

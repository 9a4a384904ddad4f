import { describe, expect, it } from 'vitest';
import golden from './golden/mean.json' with { type: 'json' };
import { mean } from './mean.ts';
import { largestDifference } from './testing/close.ts';

describe('mean', () => {
  it('equals the t interval of scipy, from two values to two thousand', () => {
    const pairs = golden.mean.flatMap(({ n, mean: value, variance, level, low, high }) => {
      const { ci } = mean({ n, mean: value, variance }, level);
      return [[ci?.low, low] as const, [ci?.high, high] as const];
    });
    expect(largestDifference(pairs)).toBeLessThan(1e-9);
  });

  it("gives the textbook interval for Student's sleep data", () => {
    const [sleep] = golden.mean;
    const { ci } = mean({ n: 10, mean: sleep?.mean ?? null, variance: sleep?.variance ?? null });
    expect([ci?.low.toFixed(3), ci?.high.toFixed(3)]).toEqual(['0.898', '3.762']);
  });

  it('is undefined without values', () => {
    expect(mean({ n: 0, mean: null, variance: null })).toEqual({ value: null, n: 0, ci: null, reason: 'no_units' });
  });

  it('has no interval for one value, or for values all alike', () => {
    expect(mean({ n: 1, mean: 4, variance: null })).toEqual({ value: 4, n: 1, ci: null, reason: 'too_few_units' });
    expect(mean({ n: 9, mean: 4, variance: 0 })).toEqual({ value: 4, n: 9, ci: null, reason: 'zero_variance' });
    expect(mean({ n: 9, mean: 4.1, variance: 1e-15 })).toMatchObject({ ci: null, reason: 'zero_variance' });
  });

  it('refuses a negative or missing variance', () => {
    expect(mean({ n: 5, mean: 1, variance: -1 })).toMatchObject({ value: null, reason: 'invalid_input' });
    expect(mean({ n: 5, mean: 1, variance: null })).toMatchObject({ value: null, reason: 'invalid_input' });
    expect(mean({ n: 5, mean: Number.NaN, variance: 1 })).toMatchObject({ value: null, reason: 'invalid_input' });
  });
});

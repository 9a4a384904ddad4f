import { describe, expect, it } from 'vitest';
import { cronbachAlpha } from './cronbach-alpha.ts';

describe('cronbachAlpha', () => {
  it('gives by hand, for two items of variance 1 whose sum has variance 3: 2 (1 − 2/3) = 2/3', () => {
    const alpha = cronbachAlpha({ n: 40, itemVariances: [1, 1], totalVariance: 3 });
    expect(alpha.value).toBeCloseTo(2 / 3, 14);
    expect(alpha).toMatchObject({ n: 40, items: 2, ci: { method: 'feldt_f' } });
    expect(alpha.ci?.low).toBeLessThan(2 / 3);
    expect(alpha.ci?.high).toBeGreaterThan(2 / 3);
  });

  it('may be negative: items that contradict each other', () => {
    expect(cronbachAlpha({ n: 9, itemVariances: [1, 1], totalVariance: 1 }).value).toBe(-2);
  });

  it('is undefined with nobody, one person, one item, or sums that are all equal, and says which', () => {
    const reasons = [
      cronbachAlpha({ n: 0, itemVariances: [], totalVariance: null }),
      cronbachAlpha({ n: 1, itemVariances: [0, 0], totalVariance: null }),
      cronbachAlpha({ n: 9, itemVariances: [2], totalVariance: 2 }),
      cronbachAlpha({ n: 9, itemVariances: [1, 1], totalVariance: 0 }),
      cronbachAlpha({ n: 9, itemVariances: [1, -1], totalVariance: 1 }),
    ].map(({ value, reason }) => [value, reason]);
    expect(reasons).toEqual([
      [null, 'no_units'],
      [null, 'too_few_units'],
      [null, 'too_few_items'],
      [null, 'zero_variance'],
      [null, 'invalid_input'],
    ]);
  });

  it('is 1, without an interval, for an item asked twice', () => {
    const twice = cronbachAlpha({ n: 9, itemVariances: [1.3, 1.3], totalVariance: 5.2 });
    expect(twice).toMatchObject({ value: 1, ci: null, reason: 'zero_variance' });
  });

  it('narrows with more people', () => {
    const width = (n: number) => {
      const { ci } = cronbachAlpha({ n, itemVariances: [1, 1, 1], totalVariance: 6 });
      return ci ? ci.high - ci.low : Number.NaN;
    };
    expect(width(100)).toBeLessThan(width(30));
    expect(width(1e6)).toBeLessThan(0.01);
  });
});

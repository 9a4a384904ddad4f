import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialAtLeast, binomialAtMost } from './binomial.ts';

describe('tails of the binomial', () => {
  // scipy.stats.binom.cdf
  it.each([
    [3, 10, 0.5, 0.171875],
    [500, 1000, 0.5, 0.5126125090891802],
    [480_000, 1_000_000, 0.479, 0.9773966217430398],
    [478_000, 1_000_000, 0.479, 0.022706540412926135],
    [0, 50, 0.03, 0.21806537534740758],
    [20, 21, 0.999, 0.02079132403529487],
    [2000, 6_000_000, 0.0003, 0.9999983120336821],
  ])('give P(B <= %i) of %i trials at %d', (k, n, p, expected) => {
    expect(Math.abs(binomialAtMost(k, n, p) / expected - 1)).toBeLessThan(1e-12);
    expect(binomialAtLeast(k + 1, n, p)).toBeCloseTo(1 - expected, 12);
  });

  it('are 0 and 1 beyond the trials', () => {
    expect([binomialAtMost(-1, 5, 0.3), binomialAtMost(5, 5, 0.3)]).toEqual([0, 1]);
    expect([binomialAtLeast(6, 5, 0.3), binomialAtLeast(0, 5, 0.3)]).toEqual([0, 1]);
  });

  it('rise with k and add up to 1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.nat({ max: 300 }),
        fc.integer({ min: 1, max: 99 }),
        (n, some, percent) => {
          const [k, p] = [Math.min(n, some), percent / 100];
          expect(binomialAtMost(k - 1, n, p)).toBeLessThanOrEqual(binomialAtMost(k, n, p) + 1e-15);
          expect(binomialAtMost(k - 1, n, p) + binomialAtLeast(k, n, p)).toBeCloseTo(1, 12);
        },
      ),
    );
  });
});

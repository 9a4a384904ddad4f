import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from './golden/rate.json' with { type: 'json' };
import { rate } from './rate.ts';
import { largestDifference } from './testing/close.ts';

describe('rate', () => {
  it('equals χ² quantiles of scipy, from no event to a quarter of a million', () => {
    const pairs = golden.garwood.flatMap(({ events, exposure, level, low, high }) => {
      const { ci } = rate({ n: 1, events, exposure }, level);
      return [[ci?.low, low] as const, [ci?.high, high] as const];
    });
    expect(largestDifference(pairs)).toBeLessThan(1e-9);
  });

  it.each([
    [0, '0.000', '3.689'],
    [1, '0.025', '5.572'],
    [10, '4.795', '18.390'],
  ])('gives the tabled exact limits for %i events', (events, low, high) => {
    const { ci } = rate({ n: 1, events, exposure: 1 });
    expect([ci?.low.toFixed(3), ci?.high.toFixed(3)]).toEqual([low, high]);
  });

  it('is undefined without exposure, even with units', () => {
    expect(rate({ n: 4, events: 0, exposure: 0 })).toEqual({ value: null, n: 4, ci: null, reason: 'no_exposure' });
  });

  it('refuses a negative exposure', () => {
    expect(rate({ n: 1, events: 1, exposure: -2 })).toMatchObject({ value: null, reason: 'invalid_input' });
  });

  it('holds its estimate and scales with the unit of exposure', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3000 }), fc.integer({ min: 1, max: 100_000 }), (events, exposure) => {
        const { value, ci } = rate({ n: 1, events, exposure });
        const monthly = rate({ n: 1, events, exposure: exposure * 32 });
        if (!ci || value === null) throw new Error('exposure but no interval');
        expect(ci.low <= value && value <= ci.high).toBe(true);
        expect(monthly.ci).toMatchObject({ low: ci.low / 32, high: ci.high / 32 });
      }),
    );
  });
});

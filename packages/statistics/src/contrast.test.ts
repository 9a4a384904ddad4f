import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectableDifference, estimateDifference, estimateRatio, impliedP, type Side } from './contrast.ts';
import type { Estimate } from './estimate.ts';
import { proportion, proportionDifference } from './proportion.ts';

function sideOf({ value, n, ci }: Estimate): Side {
  if (value === null || ci === null) throw new Error('a side has a value and limits');
  return { value, n, low: ci.low, high: ci.high };
}

const shares = fc.integer({ min: 1, max: 500 }).chain((n) => fc.integer({ min: 0, max: n }).map((k) => ({ n, k })));
const positive = fc
  .tuple(fc.double({ min: 0.1, max: 100, noNaN: true }), fc.double({ min: 0.01, max: 0.45, noNaN: true }))
  .map(([value, half]): Side => ({ value, low: value * (1 - half), high: value * (1 + half), n: 10 }));

describe('the difference of two estimates', () => {
  it('is Newcombe’s method 10 where both are shares with Wilson limits', () => {
    fc.assert(
      fc.property(shares, shares, (one, two) => {
        const general = estimateDifference(sideOf(proportion(one)), sideOf(proportion(two)));
        const newcombe = proportionDifference(one, two);
        expect(general.value).toBeCloseTo(newcombe.value ?? Number.NaN, 12);
        expect(general.ci?.low).toBeCloseTo(newcombe.ci?.low ?? Number.NaN, 12);
        expect(general.ci?.high).toBeCloseTo(newcombe.ci?.high ?? Number.NaN, 12);
      }),
    );
  });

  it('turns round with its sides', () => {
    fc.assert(
      fc.property(positive, positive, (one, two) => {
        const [there, back] = [estimateDifference(one, two), estimateDifference(two, one)];
        expect(there.ci?.low).toBeCloseTo(-(back.ci?.high ?? Number.NaN), 10);
      }),
    );
  });

  it('refuses limits that do not hold the value', () => {
    const wrong = { value: 1, low: 2, high: 3, n: 4 };
    expect(estimateDifference(wrong, wrong)).toMatchObject({ value: null, reason: 'invalid_input' });
  });
});

describe('the ratio of two estimates', () => {
  it('is Donner and Zou’s worked arithmetic', () => {
    // a = 2 [1.5, 2.5], b = 1 [0.8, 1.2]: low = (2 - √(4 - 1.5·1.2·2.5·0.8)) / (1.2·0.8), high = (2 + √(4 - 2.5·0.8·1.5·1.2)) / (0.8·1.2).
    const ratio = estimateRatio({ value: 2, low: 1.5, high: 2.5, n: 5 }, { value: 1, low: 0.8, high: 1.2, n: 5 });
    expect(ratio.value).toBe(2);
    expect(ratio.ci?.low).toBeCloseTo((2 - Math.sqrt(0.4)) / 0.96, 12);
    expect(ratio.ci?.high).toBeCloseTo((2 + Math.sqrt(0.4)) / 0.96, 12);
  });

  it('upside down has its limits upside down', () => {
    fc.assert(
      fc.property(positive, positive, (one, two) => {
        const [there, back] = [estimateRatio(one, two), estimateRatio(two, one)];
        expect(there.ci?.low).toBeCloseTo(1 / (back.ci?.high ?? Number.NaN), 6);
        expect(there.ci?.low ?? Number.NaN).toBeLessThanOrEqual(there.value ?? Number.NaN);
        expect(there.ci?.high ?? Number.NaN).toBeGreaterThanOrEqual(there.value ?? Number.NaN);
      }),
    );
  });

  it('has no limits where the second may be 0', () => {
    const zero = { value: 1, low: 0, high: 2, n: 3 };
    expect(estimateRatio({ value: 2, low: 1, high: 3, n: 3 }, zero)).toMatchObject({ value: 2, ci: null });
    expect(estimateRatio(zero, { value: 0, low: 0, high: 1, n: 3 })).toMatchObject({
      value: null,
      reason: 'no_events',
    });
  });
});

it('an interval that just touches 0 implies p = 0.05', () => {
  const touching: Estimate = { value: 2, n: 9, ci: { low: 0, high: 5, level: 0.95, method: 'mover' } };
  expect(impliedP(touching)?.p).toBeCloseTo(0.05, 12);
  expect(impliedP({ value: 2, n: 9, ci: null, reason: 'zero_variance' })).toBeNull();
});

it('a difference of 2.8 standard errors is found with a power of 80 %', () => {
  expect(detectableDifference(1)).toBeCloseTo(1.959963984540054 + 0.8416212335729143, 12);
});

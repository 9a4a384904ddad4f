import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from './golden/proportion.json' with { type: 'json' };
import review from './golden/review-mentoring.json' with { type: 'json' };
import { proportion, proportionDifference } from './proportion.ts';
import { largestDifference } from './testing/close.ts';

const summaryOf = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.nat({ max: 5000 }))
  .map(([n, k]) => ({ n, k: Math.min(k, n) }));

describe('proportion', () => {
  it('equals statsmodels at several levels', () => {
    const pairs = golden.wilson.flatMap(({ k, n, level, low, high }) => {
      const { ci } = proportion({ n, k }, level);
      return [[ci?.low, low] as const, [ci?.high, high] as const];
    });
    expect(largestDifference(pairs)).toBeLessThan(1e-9);
  });

  it.each([
    [81, 263, '0.2553', '0.3662'],
    [15, 148, '0.0624', '0.1605'],
    [0, 20, '0.0000', '0.1611'],
    [1, 29, '0.0061', '0.1718'],
  ])('gives the digits printed by Newcombe (1998) for %i of %i', (k, n, low, high) => {
    const { ci } = proportion({ n, k });
    expect([ci?.low.toFixed(4), ci?.high.toFixed(4)]).toEqual([low, high]);
  });

  it('gives the became-a-reviewer rate of the code-review sample', () => {
    const { mentees, became_reviewer, became_reviewer_rate, wilson95 } = review.expected;
    const ours = proportion({ n: mentees, k: became_reviewer });
    expect(ours.value).toBeCloseTo(became_reviewer_rate, 12);
    expect([ours.ci?.low, ours.ci?.high]).toEqual(wilson95.map((limit) => expect.closeTo(limit, 12)));
  });

  it('has limits of exactly 0 and 1 at none and all', () => {
    expect(proportion({ n: 7, k: 0 }).ci?.low).toBe(0);
    expect(proportion({ n: 7, k: 7 }).ci?.high).toBe(1);
  });

  it('is undefined without units', () => {
    expect(proportion({ n: 0, k: 0 })).toEqual({ value: null, n: 0, ci: null, reason: 'no_units' });
  });

  it.each([
    { n: 3, k: 4 },
    { n: -1, k: 0 },
    { n: Number.NaN, k: 0 },
    { n: '10' as unknown as number, k: 1 },
  ])('refuses the impossible summary %o', (summary) => {
    expect(proportion(summary)).toMatchObject({ value: null, ci: null, reason: 'invalid_input' });
  });

  it.each([0, 1, 95])('refuses the level %d', (level) => {
    expect(proportion({ n: 3, k: 1 }, level)).toMatchObject({ value: null, reason: 'invalid_input' });
  });

  it('stays in [0, 1], holds its estimate, and mirrors when successes and failures swap', () => {
    fc.assert(
      fc.property(summaryOf, ({ n, k }) => {
        const { value, ci } = proportion({ n, k });
        if (!ci || value === null) throw new Error('units but no interval');
        expect(0 <= ci.low && ci.low <= value && value <= ci.high && ci.high <= 1).toBe(true);
        expect(proportion({ n, k: n - k }).ci?.low).toBeCloseTo(1 - ci.high, 12);
      }),
    );
  });

  it('narrows when the same share comes from more units', () => {
    fc.assert(
      fc.property(summaryOf, ({ n, k }) => {
        const width = ({ ci }: ReturnType<typeof proportion>) => (ci ? ci.high - ci.low : Number.NaN);
        expect(width(proportion({ n: 2 * n, k: 2 * k }))).toBeLessThan(width(proportion({ n, k })));
      }),
    );
  });
});

describe('proportionDifference', () => {
  it('equals statsmodels (method "newcomb"), no events and all events included', () => {
    const pairs = golden.newcombe.flatMap(({ first, second, low, high }) => {
      const [k1 = 0, n1 = 0] = first;
      const [k2 = 0, n2 = 0] = second;
      const { ci } = proportionDifference({ n: n1, k: k1 }, { n: n2, k: k2 });
      return [[ci?.low, low] as const, [ci?.high, high] as const];
    });
    expect(largestDifference(pairs)).toBeLessThan(1e-9);
  });

  it.each([
    [56, 70, 48, 80, '0.0524', '0.3339'],
    [9, 10, 3, 10, '0.1705', '0.8090'],
    [5, 56, 0, 29, '-0.0381', '0.1926'],
    [0, 10, 0, 10, '-0.2775', '0.2775'],
  ])('gives the digits printed by Newcombe (1998) for %i/%i − %i/%i', (k1, n1, k2, n2, low, high) => {
    const { ci } = proportionDifference({ n: n1, k: k1 }, { n: n2, k: k2 });
    expect([ci?.low.toFixed(4), ci?.high.toFixed(4)]).toEqual([low, high]);
  });

  it('is undefined when a group is empty', () => {
    const missing = { value: null, n: 5, ci: null, reason: 'no_units' };
    expect(proportionDifference({ n: 5, k: 1 }, { n: 0, k: 0 })).toEqual(missing);
    expect(proportionDifference({ n: 0, k: 0 }, { n: 5, k: 1 })).toEqual(missing);
  });

  it('changes sign, and nothing else, when the groups swap', () => {
    fc.assert(
      fc.property(summaryOf, summaryOf, (a, b) => {
        const one = proportionDifference(a, b);
        const other = proportionDifference(b, a);
        expect(one.value).toBeCloseTo(-(other.value ?? Number.NaN), 12);
        expect(one.ci?.low).toBeCloseTo(-(other.ci?.high ?? Number.NaN), 12);
        expect((one.ci?.low ?? 2) <= (one.value ?? -2) && (one.value ?? 2) <= (one.ci?.high ?? -2)).toBe(true);
      }),
    );
  });
});

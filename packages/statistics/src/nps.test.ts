import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from './golden/mean.json' with { type: 'json' };
import { nps } from './nps.ts';
import { proportion } from './proportion.ts';
import { largestDifference } from './testing/close.ts';

describe('nps', () => {
  it('equals the mean of +1, 0, −1 answers with their population variance in numpy', () => {
    const pairs = golden.nps.flatMap(({ n, promoters, detractors, value, low, high }) => {
      const ours = nps({ n, promoters, detractors });
      return [[ours.value, value] as const, [ours.ci?.low, low] as const, [ours.ci?.high, high] as const];
    });
    expect(largestDifference(pairs)).toBeLessThan(1e-9);
  });

  it('cuts the interval at 100', () => {
    expect(nps({ n: 31, promoters: 30, detractors: 1 }).ci?.high).toBe(100);
  });

  it('is undefined without answers', () => {
    expect(nps({ n: 0, promoters: 0, detractors: 0 })).toEqual({ value: null, n: 0, ci: null, reason: 'no_units' });
  });

  it('shows Wilson limits when all answers fall in one category', () => {
    const all = proportion({ n: 10, k: 10 }).ci?.low ?? Number.NaN;
    const promoters = nps({ n: 10, promoters: 10, detractors: 0 });
    expect(promoters).toMatchObject({
      value: 100,
      ci: { low: 100 * all, high: 100, method: 'nps_wilson_on_promoters' },
    });
    const detractors = nps({ n: 10, promoters: 0, detractors: 10 });
    expect(detractors).toMatchObject({ value: -100, ci: { low: -100, high: -100 * all } });
    const passives = nps({ n: 10, promoters: 0, detractors: 0 });
    expect(passives.value).toBe(0);
    expect(passives.ci?.high).toBeCloseTo(27.75, 2);
    expect(passives.ci?.low).toBeCloseTo(-27.75, 2);
  });

  it('refuses more promoters and detractors than answers', () => {
    expect(nps({ n: 3, promoters: 2, detractors: 2 })).toMatchObject({ value: null, reason: 'invalid_input' });
  });

  it('holds its estimate within [−100, 100] and changes sign when promoters and detractors swap', () => {
    fc.assert(
      fc.property(fc.nat({ max: 50 }), fc.nat({ max: 50 }), fc.nat({ max: 50 }), (promoters, detractors, passives) => {
        fc.pre(promoters + detractors + passives > 0);
        const n = promoters + detractors + passives;
        const { value, ci } = nps({ n, promoters, detractors });
        const mirror = nps({ n, promoters: detractors, detractors: promoters });
        if (value === null || !ci) throw new Error('answers but no interval');
        expect(-100 <= ci.low && ci.low <= value && value <= ci.high && ci.high <= 100).toBe(true);
        expect(mirror.ci?.low).toBeCloseTo(-ci.high, 10);
      }),
    );
  });
});

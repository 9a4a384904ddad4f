import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from './benjamini-hochberg.ts';
import { countEstimate } from './count.ts';
import { fourFifths } from './four-fifths.ts';
import { proportion } from './proportion.ts';
import { rate } from './rate.ts';
import { reliability } from './reliability.ts';
import { representationRatio } from './representation.ts';
import { sameGroupRatio } from './same-group.ts';

describe('representationRatio', () => {
  it('is 1 when the group has its share, and 1/2 when it has half of it', () => {
    expect(representationRatio({ n: 50, k: 10 }, { n: 200, k: 40 }).value).toBe(1);
    expect(representationRatio({ n: 50, k: 5 }, { n: 200, k: 40 }).value).toBe(0.5);
  });

  it('is undefined without group or success, and has no interval at 0 and for a group that is everyone', () => {
    expect(representationRatio({ n: 0, k: 0 }, { n: 9, k: 3 })).toMatchObject({ value: null, reason: 'no_units' });
    expect(representationRatio({ n: 4, k: 0 }, { n: 9, k: 0 })).toMatchObject({ value: null, reason: 'no_events' });
    expect(representationRatio({ n: 4, k: 0 }, { n: 9, k: 3 })).toMatchObject({
      value: 0,
      ci: null,
      reason: 'no_events',
    });
    expect(representationRatio({ n: 9, k: 3 }, { n: 9, k: 3 })).toMatchObject({ value: 1, reason: 'zero_variance' });
    expect(representationRatio({ n: 9, k: 5 }, { n: 20, k: 3 })).toMatchObject({
      value: null,
      reason: 'invalid_input',
    });
  });

  it('holds its value for any group of any whole', () => {
    const part = fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }));
    fc.assert(
      fc.property(part, part, ([n, k], [m, l]) => {
        const group = { n, k: Math.min(k, n) };
        const { value, ci } = representationRatio(group, { n: n + m, k: group.k + Math.min(l, m) });
        if (value === null) throw new Error('successes but no ratio');
        if (ci) expect(0 < ci.low && ci.low <= value && value <= ci.high).toBe(true);
      }),
    );
  });
});

describe('sameGroupRatio', () => {
  it('gives by hand, two of each on both sides, all paired alike: 4 seen, 2 expected, variance 4/3', () => {
    const ratio = sameGroupRatio({ same: 4, strata: [{ mentors: [2, 2], mentees: [2, 2] }] });
    expect(ratio).toMatchObject({ value: 2, n: 4, expected: 0.5 });
    expect(ratio.test.statistic).toBeCloseTo(2 / Math.sqrt(4 / 3), 12);
  });

  it('expects within programmes only: two programmes of one group each leave nothing to choose', () => {
    const strata = [
      { mentors: [3, 0], mentees: [3, 0] },
      { mentors: [0, 5], mentees: [0, 5] },
    ];
    expect(sameGroupRatio({ same: 8, strata })).toMatchObject({
      value: 1,
      expected: 1,
      random: null,
      test: { p: null, reason: 'zero_variance' },
    });
  });

  it('is undefined without pairs and without a group on both sides, and refuses sides that do not match', () => {
    expect(sameGroupRatio({ same: 0, strata: [] })).toMatchObject({ value: null, reason: 'no_units' });
    const apart = [{ mentors: [3, 0], mentees: [0, 3] }];
    expect(sameGroupRatio({ same: 0, strata: apart })).toMatchObject({ value: null, expected: 0, reason: 'no_events' });
    const uneven = [{ mentors: [3, 1], mentees: [1, 2] }];
    expect(sameGroupRatio({ same: 1, strata: uneven })).toMatchObject({ value: null, reason: 'invalid_input' });
  });
});

describe('fourFifths', () => {
  const groups = [
    { n: 100, k: 50 },
    { n: 100, k: 40 },
    { n: 100, k: 39 },
    { n: 100, k: 20 },
    { n: 0, k: 0 },
  ];

  it('marks rates below 4/5 of the highest: 39 of 100 against 50, but not 40', () => {
    expect(fourFifths(groups).map((row) => row.belowFourFifths)).toEqual([false, false, true, true, null]);
    expect(fourFifths(groups).map((row) => row.highest)).toEqual([true, false, false, false, false]);
  });

  it('says where one different selection would turn the mark, and that the far group stays', () => {
    expect(fourFifths(groups).map((row) => row.flipsWithOne)).toEqual([false, true, true, false, null]);
  });

  it('has no ratio when nobody was selected', () => {
    const none = fourFifths([
      { n: 5, k: 0 },
      { n: 9, k: 0 },
    ]);
    expect(none.map(({ ratio }) => [ratio.value, ratio.reason])).toEqual(Array(2).fill([null, 'no_events']));
  });
});

describe('benjaminiHochberg', () => {
  it('gives by hand, for 0.01, 0.02, 0.03: all 0.03', () => {
    expect(benjaminiHochberg([0.03, 0.01, 0.02])).toEqual([0.03, 0.03, 0.03]);
  });

  it('leaves a test that was not made null, and does not count it', () => {
    expect(benjaminiHochberg([0.04, null, 0.01])).toEqual([0.04, null, 0.02]);
    expect(benjaminiHochberg([])).toEqual([]);
  });

  it('never lowers a p, never reorders, never passes 1', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }), (p) => {
        const q = benjaminiHochberg(p).map((value) => value ?? Number.NaN);
        for (const [i, value] of q.entries()) expect(value >= (p[i] ?? 2) && value <= 1).toBe(true);
        const order = p.map((_, i) => i).sort((a, b) => (p[a] ?? 0) - (p[b] ?? 0));
        for (const [i, here] of order.slice(1).entries()) expect(q[order[i] ?? 0]).toBeLessThanOrEqual(q[here] ?? -1);
      }),
    );
  });
});

describe('reliability', () => {
  it('marks a rate from 3 events and not from 300', () => {
    expect(reliability(rate({ n: 9, events: 3, exposure: 10 }), 'value').low).toBe(true);
    expect(reliability(rate({ n: 9, events: 300, exposure: 10 }), 'value').low).toBe(false);
  });

  it('gives a share and its complement the same mark', () => {
    for (const k of [1, 3, 10, 40]) {
      const [few, many] = [proportion({ n: 50, k }), proportion({ n: 50, k: 50 - k })];
      expect(reliability(few, 'share').logError).toBeCloseTo(reliability(many, 'share').logError ?? Number.NaN, 10);
    }
  });

  it('judges none of 3 unreliable, none of 10,000 reliable, and one unit without an interval unreliable', () => {
    expect(reliability(proportion({ n: 3, k: 0 }), 'share').low).toBe(true);
    expect(reliability(proportion({ n: 10_000, k: 0 }), 'share').low).toBe(false);
    expect(reliability({ value: 4, n: 1, ci: null, reason: 'too_few_units' }, 'value').low).toBe(true);
  });

  it('has nothing to say of a census and of what is undefined', () => {
    expect(reliability(countEstimate(5), 'value')).toEqual({ relativeError: null, logError: null, low: false });
    expect(reliability(proportion({ n: 0, k: 0 }), 'share').low).toBe(false);
  });
});

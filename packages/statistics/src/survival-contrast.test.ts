import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { landmark } from './landmark.ts';
import { logRank } from './log-rank.ts';
import { type SurvivalRow, survival, survivalAt } from './survival.ts';
import { restrictedMeanDifference, survivalDifference } from './survival-contrast.ts';
import { restrictedMean } from './survival-summary.ts';

const ended = (time: number, units = 1): SurvivalRow => ({ time, ended: units, censored: 0 });
const open = (time: number, units = 1): SurvivalRow => ({ time, ended: 0, censored: units });
const rowsOf = fc.array(
  fc.record({ time: fc.integer({ min: 1, max: 40 }), ended: fc.nat({ max: 4 }), censored: fc.nat({ max: 4 }) }),
  { minLength: 1, maxLength: 20 },
);

describe('survival with delayed entry', () => {
  it('counts by hand: of 4 units 2 come later, so that the first end is 1 of 2 and the second 1 of 3', () => {
    const rows = [ended(5), ended(20), open(30, 2)];
    const entries = [
      { time: 0, units: 2 },
      { time: 10, units: 2 },
    ];
    const curve = survival(rows, 0.95, entries);
    expect(survivalAt(curve, 5)).toMatchObject({ survival: 0.5, at_risk: 2 });
    expect(survivalAt(curve, 20)).toMatchObject({ survival: expect.closeTo(1 / 3, 12), at_risk: 3 });
    expect(curve).toMatchObject({ n: 4, ended: 2, censored: 2, watchedFrom: 0, lastTime: 30 });
  });

  it('has a unit at risk only after its entry: who enters on the day of an end does not count', () => {
    const curve = survival([ended(10), open(30, 2)], 0.95, [
      { time: 0, units: 2 },
      { time: 10, units: 1 },
    ]);
    expect(survivalAt(curve, 10)).toMatchObject({ survival: 0.5, at_risk: 2 });
  });

  it('refuses entries of more or fewer units than there are, and ends before an entry', () => {
    const rows = [ended(5), open(30)];
    const bad = [
      [{ time: 0, units: 1 }],
      [{ time: 0, units: 3 }],
      [{ time: 5, units: 2 }],
      [{ time: -1, units: 2 }],
      [],
    ];
    expect(bad.map((entries) => survival(rows, 0.95, entries).reason)).toEqual(Array(5).fill('invalid_input'));
  });

  it('says nobody is watched in a gap, and reads 1 before the first entry', () => {
    const rows = [ended(5), open(8), open(30), ended(25)];
    const curve = survival(rows, 0.95, [
      { time: 2, units: 2 },
      { time: 20, units: 2 },
    ]);
    expect(survivalAt(curve, 1)).toMatchObject({ survival: 1, at_risk: 0 });
    expect(survivalAt(curve, 15)).toMatchObject({ survival: null, reason: 'no_units' });
    expect(survivalAt(curve, 25)).toMatchObject({ survival: 0.25, at_risk: 2 });
    expect(curve.watchedFrom).toBe(2);
  });

  it('is the plain curve when all enter at the start, and falls from there', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const units = rows.reduce((sum, row) => sum + row.ended + row.censored, 0);
        fc.pre(units > 0);
        const plain = survival(rows);
        const delayed = survival(rows, 0.95, [{ time: 0, units }]);
        for (const day of [1, 7, 20, 40]) expect(survivalAt(delayed, day)).toEqual(survivalAt(plain, day));
        const values = delayed.steps.map((step) => step.survival);
        expect(values).toEqual(values.toSorted((a, b) => b - a));
        expect(restrictedMean(delayed, 1).value).toBe(restrictedMean(plain, 1).value);
      }),
    );
  });

  it('does not let the units that enter late lift the curve: ignoring their entry would', () => {
    const rows = [ended(5, 5), open(60, 5), open(60, 90)];
    const honest = survival(rows, 0.95, [
      { time: 0, units: 10 },
      { time: 30, units: 90 },
    ]);
    expect(survivalAt(honest, 50).survival).toBe(0.5);
    expect(survivalAt(survival(rows), 50).survival).toBe(0.95);
  });

  it('goes through the log-rank test with the numbers at risk of both curves', () => {
    const one = survival([ended(5), ended(20), open(30, 2)], 0.95, [
      { time: 0, units: 2 },
      { time: 10, units: 2 },
    ]);
    const two = survival([ended(7), ended(20), open(30, 2)]);
    // times 5: 1 of 2 and 4 · 7: 1 of 1 and 4 · 20: 2 of 3 and 3. O − E of the first: 2 − (1/3 + 1/5 + 1)
    const variance = (1 / 3) * (2 / 3) + (1 / 5) * (4 / 5) + (2 * 0.25 * 4) / 5;
    expect(logRank([one, two]).statistic).toBeCloseTo((2 - (1 / 3 + 1 / 5 + 1)) ** 2 / variance, 12);
  });
});

describe('landmark', () => {
  it('keeps those still there, counts from the landmark, and says who left before', () => {
    const rows = [ended(10, 2), open(30), ended(31), open(90, 3)];
    expect(landmark(rows, 30)).toEqual({ rows: [ended(1), open(60, 3)], ended: 2, censored: 1 });
  });

  it('gives the conditional curve: survival later ÷ survival at the landmark', () => {
    fc.assert(
      fc.property(rowsOf, fc.integer({ min: 1, max: 20 }), (rows, day) => {
        const whole = survival(rows);
        const later = survival(landmark(rows, day).rows);
        const [atDay, atEnd] = [survivalAt(whole, day).survival, survivalAt(whole, 30).survival];
        fc.pre(atDay !== null && atEnd !== null && atDay > 0 && later.n > 0);
        expect(survivalAt(later, 30 - day).survival).toBeCloseTo(atEnd / atDay, 10);
      }),
    );
  });
});

describe('differences of two curves', () => {
  const half = survival([ended(10, 5), open(50, 5)]);

  it('subtract survival at a day, 0.5 − 0.8, and the areas up to it, 20 − 26', () => {
    const other = survival([ended(10, 2), open(50, 8)]);
    expect(survivalDifference(half, other, 30).value).toBeCloseTo(-0.3, 12);
    // areas to 30: 10 + 0.5 × 20 = 20 and 10 + 0.8 × 20 = 26
    expect(restrictedMeanDifference(half, other, 30).value).toBeCloseTo(-6, 12);
  });

  it('refuse a day beyond either curve, and give no interval where a curve has no variance', () => {
    const short = survival([ended(5), open(20, 5)]);
    expect(survivalDifference(half, short, 30)).toMatchObject({ value: null, reason: 'follow_up_too_short' });
    expect(restrictedMeanDifference(half, short, 30)).toMatchObject({ value: null, reason: 'follow_up_too_short' });
    const quiet = survival([open(50, 5)]);
    expect(survivalDifference(half, quiet, 30)).toMatchObject({ value: -0.5, ci: null, reason: 'no_events' });
    expect(restrictedMeanDifference(half, quiet, 30)).toMatchObject({ value: -10, ci: null, reason: 'zero_variance' });
    const gone = survival([ended(5, 3)]);
    expect(survivalDifference(half, gone, 30)).toMatchObject({ value: 0.5, ci: null, reason: 'everyone_ended' });
    expect(survivalDifference(half, survival([]), 30)).toMatchObject({ value: null, reason: 'no_units' });
    expect(survivalDifference(half, survival([open(50)], 0.9), 30)).toMatchObject({ reason: 'invalid_input' });
  });

  it('hold their value and mirror when the curves swap', () => {
    fc.assert(
      fc.property(rowsOf, rowsOf, (a, b) => {
        for (const contrast of [survivalDifference, restrictedMeanDifference]) {
          const there = contrast(survival(a), survival(b), 10);
          const back = contrast(survival(b), survival(a), 10);
          fc.pre(there.ci !== null);
          expect(there.ci.low <= there.value && there.value <= there.ci.high).toBe(true);
          expect(back.ci?.high).toBeCloseTo(-there.ci.low, 12);
        }
      }),
    );
  });
});

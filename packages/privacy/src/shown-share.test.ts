import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coarseCells } from './coarse-cells.ts';
import { roundedCount, roundedShare } from './export-rounding.ts';
import { isCrowdedQuantile, mergedSteps } from './merged-steps.ts';
import { nearShare, shownShare } from './shown-share.ts';

const k = 5;

describe('a shown share', () => {
  it('is exact where k have the property and k have not, and where all or nobody has', () => {
    for (const x of [0, 5, 15, 20]) expect(shownShare({ x, n: 20 }, { k })).toEqual({ kind: 'exact' });
  });

  it('is a bound where few have the property, or few have not', () => {
    expect(shownShare({ x: 3, n: 100 }, { k })).toEqual({ kind: 'at_most', value: 0.05 });
    expect(shownShare({ x: 97, n: 100 }, { k })).toEqual({ kind: 'at_least', value: 0.95 });
    // Four of 20 are 20 %.
    expect(shownShare({ x: 1, n: 20 }, { k })).toEqual({ kind: 'at_most', value: 0.2 });
    // 3 of 7 would be 42.9 %.
    expect(shownShare({ x: 3, n: 7 }, { k })).toEqual({ kind: 'at_most', value: 0.6 });
  });

  it('of a sensitive item does not tell that all or nobody has it', () => {
    expect(shownShare({ x: 0, n: 100 }, { k, sensitive: true })).toEqual({ kind: 'at_most', value: 0.05 });
    expect(shownShare({ x: 100, n: 100 }, { k, sensitive: true })).toEqual({ kind: 'at_least', value: 0.95 });
  });

  it('looks the same for every number of few people, and never lies', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 500 }), (n) => {
        const shown = Array.from({ length: k }, (_, x) => shownShare({ x, n }, { k, sensitive: true }));
        expect(new Set(shown.map((one) => JSON.stringify(one))).size).toBe(1);
        for (const [x, one] of shown.entries())
          if (one.kind === 'at_most') expect(x / n).toBeLessThanOrEqual(one.value);
      }),
    );
  });

  it('that would give another away is rounded to steps of at least k', () => {
    expect(shownShare({ x: 13, n: 100 }, { k, coarse: true })).toEqual({ kind: 'near', value: 0.1, step: 0.1 });
    expect(nearShare(0.15, 100, k)).toEqual({ kind: 'near', value: 0.2, step: 0.1 });
    expect(nearShare(0.5, 30, k)).toEqual({ kind: 'near', value: 0.6, step: 0.2 });
    expect(nearShare(0.7, 10, k)).toEqual({ kind: 'near', value: 0.5, step: 0.5 });
  });
});

describe('coarse cells', () => {
  const cell = (key: string, x: number, n: number, isHidden = false) => ({ key: key.split('/'), x, n, isHidden });
  const keys = (cells: ReadonlySet<{ key: readonly string[] }>) => [...cells].map(({ key }) => key.join('/')).sort();

  it('take another one along, because the total would tell', () => {
    expect(keys(coarseCells([cell('a', 2, 20), cell('b', 9, 30), cell('c', 20, 40)], { k }))).toEqual(['a', 'b']);
  });

  it('need no other where a hidden cell is in the line, or two are coarse anyway', () => {
    expect(keys(coarseCells([cell('a', 2, 20), cell('b', 9, 30), cell('c', 2, 4, true)], { k }))).toEqual(['a']);
    expect(keys(coarseCells([cell('a', 2, 20), cell('b', 29, 30), cell('c', 20, 40)], { k }))).toEqual(['a', 'b']);
  });

  it('are none where nothing tells', () => {
    expect(coarseCells([cell('a', 0, 20), cell('b', 9, 30)], { k }).size).toBe(0);
    expect(keys(coarseCells([cell('a', 0, 20), cell('b', 9, 30)], { k, sensitive: true }))).toEqual(['a', 'b']);
  });
});

describe('steps of a curve', () => {
  const point = (day: number, ends: number, atRisk: number) => ({ day, ends, atRisk });
  const days = (points: readonly { day: number }[], n: number) =>
    mergedSteps(points as ReturnType<typeof point>[], n, k).map(({ day }) => day);

  it('of fewer than k ends are merged with the next', () => {
    expect(days([point(30, 2, 38), point(90, 6, 34), point(180, 7, 33), point(365, 12, 28)], 40)).toEqual([90, 365]);
  });

  it('at which nothing happened are shown, and those at which few only left the watch are not', () => {
    expect(days([point(30, 0, 40), point(90, 0, 38), point(180, 0, 30)], 40)).toEqual([30, 180]);
  });

  it('lie a month apart, and end where fewer than k are at risk', () => {
    expect(days([point(7, 5, 35), point(30, 10, 30), point(60, 36, 4), point(90, 40, 0)], 40)).toEqual([30]);
  });

  it('have a quantile only with k on either side of 2k', () => {
    expect(isCrowdedQuantile(0.5, 10, k)).toBe(true);
    expect(isCrowdedQuantile(0.5, 9, k)).toBe(false);
    expect(isCrowdedQuantile(0.9, 50, k)).toBe(true);
    expect(isCrowdedQuantile(0.9, 49, k)).toBe(false);
  });
});

describe('rounding of exports', () => {
  it('is to fives, and to whole per cents of few', () => {
    expect([0, 2, 3, 7, 8, 12.5].map(roundedCount)).toEqual([0, 0, 5, 5, 10, 15]);
    expect([roundedShare(0.4286, 7), roundedShare(0.4286, 100)]).toEqual([0.43, 0.429]);
  });
});

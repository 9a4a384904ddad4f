import { isCrowdedBetween } from '@rapport/privacy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateCell } from './estimate.ts';
import { type MetricRequest, parseRequest } from './request.ts';
import type { CurveRowPoint } from './result.ts';
import { TIME_KINDS } from './summary-columns.ts';
import type { RawRow } from './summary-row.ts';

const DAY_MS = 86_400_000;
const [OPEN, ENDED] = [0, 1];
const k = 5;

type Left = readonly [days: number, kind: number];
const rowOf = (left: readonly Left[]): RawRow => ({
  n: left.length,
  times: left.map(([days, kind]) => days * DAY_MS * TIME_KINDS + kind).toSorted((a, b) => a - b),
});
const many = (count: number, days: number, kind: number): Left[] =>
  Array.from({ length: count }, (): Left => [days, kind]);

function ask(left: readonly Left[], request: Partial<MetricRequest> = {}) {
  const whole = { n: left.length, k: 0, isHidden: false };
  const asked: MetricRequest = { metric: 'pair-survival', curve: 'full', protection: { k }, ...request };
  return estimateCell(parseRequest(asked, Date.UTC(2026, 0, 1)), rowOf(left), whole);
}
const daysOf = (points: readonly { day: number }[] = []) => points.map(({ day }) => day);
const shareOf = (point: CurveRowPoint | undefined) =>
  point !== undefined && 'survival' in point ? point.survival : undefined;

describe('the whole curve', () => {
  it('has, unprotected, every whole day by which something had happened', () => {
    const { curve = [] } = ask(
      [
        [3.2, ENDED],
        [3.9, ENDED],
        [10, OPEN],
        [41, ENDED],
      ],
      { protection: 'none' },
    );
    expect(curve.map(({ day, at_risk, ended, censored }) => [day, at_risk, ended, censored])).toEqual([
      [4, 2, 2, 0],
      [10, 2, 2, 1],
      [41, 1, 3, 1],
    ]);
    // Two of four, and then the one who was left.
    expect(curve.map(shareOf)).toEqual([0.5, 0.5, 0]);
  });

  it('has at most 400 days, however long it is', () => {
    const left = Array.from({ length: 3_000 }, (_, day): Left => [day + 1, ENDED]);
    const { curve = [] } = ask(left, { protection: 'none' });
    expect(curve).toHaveLength(375);
    // Eight days apart: by day 8 eight of 3,000 had ended.
    expect(shareOf(curve[0])).toBeCloseTo(2_992 / 3_000, 12);
  });

  it('is absent where nobody asks for it', () => {
    expect(ask(many(20, 10, ENDED), { curve: undefined })).not.toHaveProperty('curve');
  });

  it('has, protected, the months at which nobody or five had left, beside the points that everybody sees', () => {
    const left = [
      ...many(5, 20, ENDED),
      ...many(2, 50, ENDED),
      ...many(6, 80, ENDED),
      ...many(7, 100, ENDED),
      ...many(80, 800, OPEN),
    ];
    const { points, curve = [] } = ask(left);
    expect(daysOf(points)).toEqual([30, 90, 180, 365, 730]);
    // By day 60 two more had ended; at 120 seven had, and later nobody.
    const later = [120, 150, 180, 210, 240, 270, 300, 330, 365, 395, 420];
    expect(daysOf(curve).slice(0, 6)).toEqual([30, 90, 120, 150, 180, 210]);
    expect(daysOf(curve)).not.toContain(60);
    expect(daysOf(curve)).not.toContain(360);
    expect(later.every((day) => day === 395 || daysOf(curve).includes(day))).toBe(true);
    expect(curve[0]).toMatchObject({ day: 30, ended: 5, censored: 0, at_risk: 95 });
  });

  it('says how many had ended and were no longer followed only where neither is few', () => {
    const left = [...many(5, 20, ENDED), ...many(10, 40, ENDED), ...many(3, 41, OPEN), ...many(40, 1_000, OPEN)];
    const { curve = [] } = ask(left);
    const counts = curve.map(({ day, ended, censored }) => [day, ended, censored]);
    expect(counts.slice(0, 2)).toEqual([
      [30, 5, 0],
      [90, null, null],
    ]);
  });

  it('of units that came under watch later has its points only', () => {
    const query = parseRequest(
      { metric: 'employee-retention-continuous', curve: 'full', protection: { k } },
      Date.UTC(2026, 0, 1),
    );
    const row = { ...rowOf(many(50, 400, OPEN)), entries: Array.from({ length: 50 }, (_, at) => at * DAY_MS) };
    const { points, curve } = estimateCell(query, row, { n: 50, k: 0, isHidden: false });
    expect(daysOf(curve)).toEqual(daysOf(points));
  });

  it('is refused for what has no curve, and for another word than full', () => {
    const refused = (request: Partial<MetricRequest>) => () => ask([], request);
    expect(refused({ metric: 'pairings' })).toThrow('pairings is no time to an event, and has no curve');
    expect(refused({ curve: 'daily' })).toThrow('curve must be full');
  });
});

describe('a protected curve, whoever ended when,', () => {
  const times = fc.array(fc.tuple(fc.integer({ min: 1, max: 900 }), fc.constantFrom(OPEN, ENDED)), {
    minLength: 10,
    maxLength: 160,
  });

  it.each(['pair-survival', 'premature-closure-incidence'])(
    'of %s tells of fewer than five nowhere between what it adds',
    (metric) => {
      fc.assert(
        fc.property(times, (left) => {
          const { points = [], curve = [], median, details } = ask(left, { metric });
          const leftBy = (day: number) =>
            [ENDED, OPEN].map((kind) => left.filter((one) => one[1] === kind && one[0] <= day).length);
          const at = (day: number) => ({ day, counts: leftBy(day) });
          const fixed = daysOf(points);
          const further = daysOf(curve).filter((day) => !fixed.includes(day));
          // The median is told to a tenth of a day, and the days here are whole.
          const told = [0, ...daysOf(curve), ...(typeof median === 'number' ? [median] : [])].sort((a, b) => a - b);
          if (details !== undefined) told.push(Number.POSITIVE_INFINITY);
          for (const day of further) {
            for (const other of told.filter((one) => one !== day)) {
              const [before, after] = other < day ? [other, day] : [day, other];
              expect(isCrowdedBetween(at(before), at(after), k)).toBe(true);
            }
          }
          const counted = [
            ...curve.flatMap(({ day, ended }) => (ended === null ? [] : [day])),
            ...(details === undefined ? [] : [Number.POSITIVE_INFINITY]),
          ];
          for (const [place, day] of counted.entries())
            expect(isCrowdedBetween(at(counted[place - 1] ?? 0), at(day), k)).toBe(true);
        }),
      );
    },
  );
});

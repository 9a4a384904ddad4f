import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refinedSteps, type ToldDay } from './refined-steps.ts';

const k = 5;
const START: ToldDay = { day: 0, counts: [0, 0] };
/** Ended and no longer followed by a day, of 100. */
const by = (day: number, ended: number, open: number) => ({ day, counts: [ended, open], atRisk: 100 - ended - open });
const days = (points: readonly { day: number }[]) => points.map(({ day }) => day);

describe('points between those that are told', () => {
  it('lie where nobody or five left in each way, on both sides', () => {
    const told = [START, by(90, 16, 6)];
    // By day 30 five ended; by 60 eleven, and five more by 90.
    expect(days(refinedSteps([by(30, 5, 0), by(60, 11, 6)], told, k))).toEqual([30, 60]);
    // Two of those who ended by 90 did after 60.
    expect(days(refinedSteps([by(30, 5, 0), by(60, 14, 6)], told, k))).toEqual([30]);
    // One was no longer followed by day 30.
    expect(days(refinedSteps([by(30, 5, 1), by(60, 11, 6)], told, k))).toEqual([60]);
    // Of day 90 little is told; four had ended by then, and nobody did in the month after.
    expect(days(refinedSteps([by(120, 4, 6)], [START, by(90, 4, 6)], k))).toEqual([]);
  });

  it('keep a month from everything told, a median too', () => {
    expect(days(refinedSteps([by(30, 5, 0), by(60, 10, 0), by(90, 15, 0)], [START, by(70, 10, 0)], k))).toEqual([30]);
  });

  it('leave no few for the end, and end where few are watched', () => {
    const totals = { day: Number.POSITIVE_INFINITY, counts: [12, 88] };
    expect(days(refinedSteps([by(30, 5, 0), by(60, 10, 0)], [START, totals], k))).toEqual([30]);
    expect(days(refinedSteps([by(30, 5, 0), by(60, 50, 46)], [START], k))).toEqual([30]);
  });

  it('never stand beside another that tells of fewer than five', () => {
    const leaving = fc.array(fc.record({ day: fc.integer({ min: 1, max: 400 }), way: fc.constantFrom(0, 1) }), {
      maxLength: 120,
    });
    const fences = fc.uniqueArray(fc.integer({ min: 1, max: 420 }), { maxLength: 4 });
    fc.assert(
      fc.property(leaving, fences, (left, fixed) => {
        const at = (day: number) => {
          const counts = [0, 1].map((way) => left.filter((one) => one.way === way && one.day <= day).length);
          return { day, counts, atRisk: left.length - (counts[0] ?? 0) - (counts[1] ?? 0) };
        };
        const told = [START, ...fixed.map(at)];
        const lattice = Array.from({ length: 14 }, (_, month) => at(30 * (month + 1)));
        const shown = refinedSteps(lattice, told, k);
        const all = [...told, ...shown];
        for (const one of shown) {
          for (const other of all.filter((also) => also !== one)) {
            expect(Math.abs(other.day - one.day)).toBeGreaterThanOrEqual(30);
            for (const way of [0, 1]) {
              const between = Math.abs((other.counts[way] ?? 0) - (one.counts[way] ?? 0));
              expect(between === 0 || between >= k).toBe(true);
            }
          }
        }
      }),
    );
  });
});

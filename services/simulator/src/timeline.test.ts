import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimulationOptionError } from './model.ts';
import { createTimeline, DAY_MS } from './timeline.ts';

const timeline = createTimeline('2023-11-01', '2026-11-01');
const day = fc.double({ min: -400, max: 1500, noNaN: true });

describe('the timeline', () => {
  it('keeps order, and whether a whole number of days has passed', () => {
    fc.assert(
      fc.property(day, day, fc.integer({ min: 0, max: 800 }), (from, to, days) => {
        // Within a millisecond of the boundary the rounding to whole milliseconds may decide.
        fc.pre(Math.abs(to - from - days) > 1e-6);
        expect(timeline.instant(to) - timeline.instant(from) >= days * DAY_MS).toBe(to - from >= days);
      }),
    );
  });

  it('has everybody act between 08:00 and 18:00 UTC', () => {
    fc.assert(
      fc.property(day, (at) => {
        const hours = new Date(timeline.instant(at)).getUTCHours();
        expect(hours).toBeGreaterThanOrEqual(8);
        expect(hours).toBeLessThan(18);
      }),
    );
  });

  it.each([
    ['2026-02-30x', '2026-11-01'],
    ['yesterday', '2026-11-01'],
    ['2026-11-01', '2026-11-02'],
  ])('refuses %s to %s', (start, end) => {
    expect(() => createTimeline(start, end)).toThrow(SimulationOptionError);
  });
});

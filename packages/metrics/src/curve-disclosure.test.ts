import { describe, expect, it } from 'vitest';
import { endsBy, mayCount, shownMean, shownMedianOf, shownReading, shownSteps } from './curve-disclosure.ts';

const k = 5;
const curve = (n: number, times: [time: number, ends: number][], sensitive = false) => {
  return { n, times: times.map(([time, ends]) => ({ time, ends })), sensitive };
};
const value = (share: number) => ({ value: share, n: 40, ci: null });
const read = (events: ReturnType<typeof curve>, share: number, at_risk: number, steps: { day: number }[] = []) =>
  shownReading(
    events,
    { day: 365, at_risk, estimate: value(share), counts: 'not_ended' },
    steps.map((step) => ({ ...step, at_risk: 40 })),
    k,
  );

describe('a protected curve', () => {
  const ended = curve(40, [
    [10, 3],
    [80, 4],
    [200, 2],
    [360, 6],
  ]);

  it('counts ends until a day', () => {
    expect([9, 10, 100, 400].map((day) => endsBy(ended, day))).toEqual([0, 3, 7, 15]);
  });

  it('merges steps of few ends', () => {
    const points = [30, 90, 180, 270, 365].map((day) => ({ day, at_risk: 40 - endsBy(ended, day) }));
    // By 30 days three ended, by 90 seven; two more by 270, and eight more by 365.
    expect(shownSteps(ended, points, k).map(({ day }) => day)).toEqual([90, 180, 365]);
    expect(shownSteps(curve(40, [], true), points, k)).toEqual([]);
  });

  it('is read exactly where nobody or five have ended since the last step that is shown', () => {
    expect(read(ended, 0.62, 25, [{ day: 90 }])).toEqual(value(0.62));
    expect(read(curve(40, [[80, 7]]), 0.8, 30, [{ day: 90 }])).toEqual(value(0.8));
  });

  it('is read roughly where few have', () => {
    const few = curve(40, [
      [80, 7],
      [300, 2],
    ]);
    // In fifths: a tenth of 30 would be three people.
    expect(read(few, 0.76, 30, [{ day: 90 }])).toEqual({ value: 0.8, n: 40, ci: null, reason: 'near_20_percent' });
  });

  it('tells a bound where few have ended at all, and hides where few are still watched', () => {
    expect(read(curve(40, [[10, 2]]), 0.95, 30)).toMatchObject({ value: 0.8, reason: 'at_least' });
    expect(read(curve(40, [], true), 1, 40)).toMatchObject({ value: 0.9, reason: 'at_least' });
    expect(read(curve(40, []), 1, 40)).toEqual(value(1));
    expect(read(ended, 0.5, 4)).toMatchObject({ value: null, reason: 'small_group' });
  });

  it('has a median only with five on either side of it, to a tenth of a day, and so its limits', () => {
    const ci = { low: 10, high: 360.1234, level: 0.95, method: 'log_log' as const };
    const late = curve(30, [
      [10, 3],
      [200.04, 12],
      [360.1234, 4],
    ]);
    expect(shownMedianOf(late, { value: 200.04, n: 30, ci }, k)).toEqual({ value: 200, n: 30, ci: null });
    const kept = { ...ci, low: 200.04 };
    expect(shownMedianOf(late, { value: 200.04, n: 30, ci: kept }, k).ci).toMatchObject({ low: 200, high: 360.1 });
    expect(shownMedianOf(curve(9, [[10, 9]]), { value: 10, n: 9, ci: null }, k).reason).toBe('small_group');
    expect(shownMedianOf(curve(12, [[10, 9]]), { value: 10, n: 12, ci: null }, k).reason).toBe('small_group');
  });

  it('has a mean in months where it is made of few people’s dates', () => {
    expect(shownMean(curve(40, [[100, 2]]), 365, value(351.75), 30, k)).toMatchObject({ value: 360, ci: null });
    expect(shownMean(ended, 365, value(300.5), 20, k)).toEqual(value(300.5));
    expect(shownMean(ended, 365, value(300.5), 4, k).reason).toBe('small_group');
  });

  it('counts what is behind it only where no count is of few, nor what came after its last step', () => {
    const steps = [{ day: 90, at_risk: 33 }];
    expect(mayCount(curve(40, [[80, 7]]), [7, 33], steps, k)).toBe(true);
    expect(mayCount(curve(40, [[80, 7]]), [7, 3], steps, k)).toBe(false);
    const later = curve(40, [
      [80, 7],
      [300, 2],
    ]);
    expect(mayCount(later, [9, 31], steps, k)).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import type { Row } from '../../data/types.ts';
import { bandOf } from './curve-marks.ts';
import { curveOption } from './curve-option.ts';
import { censoredAt, curvesOf, daysAtRisk, isWhole, medianText, stepsOf, stretchesOf } from './curves.ts';

const point = (day: number, survival: number, at_risk: number) => {
  return { day, survival, at_risk, ci_low: survival - 0.1, ci_high: survival + 0.1 };
};
const row = (fields: Partial<Row> = {}): Row => ({
  ...{ group: {}, bucket: null, state: 'value', value: 0.6, n: 100, ci: null },
  points: [point(30, 0.9, 90), point(365, 0.6, 40)],
  ...fields,
});
const whole = row({
  curve: [
    { ...point(30, 0.9, 90), ended: 10, censored: 0 },
    { ...point(60, 0.9, 84), ended: 10, censored: 6 },
    { ...point(90, 0.8, 70), ended: null, censored: null },
    { ...point(365, 0.6, 40), ended: 34, censored: 26 },
  ],
});
const colours = { text: 't', soft: 's', line: 'l', surface: 'u', sunken: 'n', series: ['blue', 'red'] };
const only = <T>(all: readonly T[]): T => {
  const [first] = all;
  if (first === undefined) throw new Error('nothing there');
  return first;
};

describe('a curve', () => {
  test('is drawn whole where it is told, else at its fixed days', () => {
    const [fixed, all] = [curvesOf([row()]), curvesOf([whole])];
    expect([only(fixed).points.length, isWhole(fixed)]).toEqual([2, false]);
    expect([only(all).points.length, isWhole(all)]).toEqual([4, true]);
    expect(curvesOf([row({ points: [] })])[0]?.points).toEqual([]);
  });

  test('is pale only where it moved between two days far apart', () => {
    const stretches = stretchesOf(only(curvesOf([whole])));
    expect(stretches.map(({ from, to, share, next, isFar }) => [from, to, share, next, isFar])).toEqual([
      [0, 30, 1, 0.9, false],
      [30, 60, 0.9, 0.9, false],
      [60, 90, 0.9, 0.8, false],
      [90, 365, 0.8, 0.6, true],
    ]);
    // Nobody ended for a year: that it stayed is known.
    const still = row({ points: [point(30, 0.9, 90), point(365, 0.9, 40)] });
    expect(stretchesOf(only(curvesOf([still]))).map(({ isFar }) => isFar)).toEqual([false, false]);
  });

  test('is known at its median, which is told though no point is', () => {
    const halved = row({ median: 200, points: [point(30, 0.9, 90), point(365, 0.2, 40)] });
    expect(stretchesOf(only(curvesOf([halved]))).map(({ to, next }) => [to, next])).toEqual([
      [30, 0.9],
      [200, 0.5],
      [365, 0.2],
    ]);
    expect(medianText(only(curvesOf([{ ...halved, median_ci: [180, null] }])))).toBe('half by 200 d (180 d or more)');
    expect(medianText(only(curvesOf([row()])))).toBeUndefined();
  });

  test('has its interval as a band until the next day, and where that is far at the day alone', () => {
    const { data } = bandOf(only(curvesOf([whole])), 'blue', false);
    // Of day 0 there is none: all are still there.
    expect(data.map(([from, to]) => [from, to])).toEqual([
      [30, 60],
      [60, 90],
      [90, 90],
      [365, 365],
    ]);
  });

  test('says where more were followed no longer, as far as it is told', () => {
    expect(censoredAt(only(curvesOf([whole]))).map(({ day }) => day)).toEqual([60, 365]);
  });

  test('has numbers at risk under days that can be read, the fixed ones first', () => {
    expect(daysAtRisk(curvesOf([whole]))).toEqual([0, 60, 365]);
    expect(daysAtRisk(curvesOf([row()]))).toEqual([0, 365]);
  });

  test('is said day by day, by name where there are several', () => {
    const both = curvesOf([row({ group: { side: 'mentee' } }), row({ group: { side: 'mentor' } })]);
    expect(stepsOf(both)[1]).toBe(
      'mentee, day 30: 90.0 % (80.0 % to 100.0 %), 90 still followed\nmentor, day 30: 90.0 % (80.0 % to 100.0 %), 90 still followed',
    );
    expect(stepsOf(curvesOf([row()]))[0]).toBe('day 0: 100.0 %, 100 still followed');
  });
});

test('the picture ends its axis at the last day, and has a line of points a curve', () => {
  const option = curveOption(curvesOf([whole]), colours) as { xAxis: { max: number }; series: { type: string }[] };
  expect(option.xAxis.max).toBe(365);
  expect(option.series.filter(({ type }) => type === 'line')).toHaveLength(1);
});

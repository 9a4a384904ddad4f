import { describe, expect, test } from 'vitest';
import { formatDifference, formatInterval, formatTick, formatValue } from './format-value.ts';

describe('a number for people', () => {
  test.each([
    [0.5793612, 'share', '57.9 %'],
    [1007, 'count', '1,007'],
    [9.14, 'days', '9.14 d'],
    [366, 'days', '366 d'],
    [-13.367, 'points', '−13.4'],
    [3.9126, 'score', '3.91'],
    [2.28, 'meetings per pair-month', '2.28'],
    [12345.6, 'count', '12,346'],
  ])('%d %s is written %s', (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text);
  });

  test('a difference of shares is in percentage points and has its sign', () => {
    expect(formatDifference(0.042, 'share')).toBe('+4.2 pp');
    expect(formatDifference(-0.042, 'share')).toBe('−4.2 pp');
    expect(formatDifference(0, 'count')).toBe('0');
  });

  test('an interval says which end is open', () => {
    expect(formatInterval({ low: 0.5446, high: 0.6124 }, 'share')).toBe('54.5 % to 61.2 %');
    expect(formatInterval({ low: 8.8, high: null }, 'days')).toBe('8.80 d or more');
    expect(formatInterval({ low: null, high: 0.1 }, 'share')).toBe('up to 10.0 %');
    expect(formatInterval(null, 'share')).toBeNull();
  });

  test('an axis says as little as its ticks need', () => {
    expect([1, 0.975, 0].map((value) => formatTick(value, 'share'))).toEqual(['100 %', '97.5 %', '0 %']);
    expect([6, 1.25].map((value) => formatTick(value, 'days'))).toEqual(['6 d', '1.25 d']);
    expect(formatTick(-0.5, 'score')).toBe('−0.5');
  });
});

import { proportion } from '@rapport/statistics';
import { describe, expect, it } from 'vitest';
import type { MetricRow } from '../result.ts';
import { contrastRows, isLowPower } from './contrast-rows.ts';

function share(k: number, n: number): MetricRow {
  const { value, ci } = proportion({ n, k });
  return { group: {}, bucket: null, state: 'value', value, n, ci };
}
const hidden: MetricRow = {
  ...{ group: {}, bucket: null, state: 'suppressed', value: null, n: null, ci: null },
  reason: 'small_group',
};
const counted = (value: number): MetricRow => ({
  ...{ group: {}, bucket: null, state: 'value', value, n: value, ci: null, reason: 'exact_count' },
});

describe('two shares', () => {
  it('differ by Newcombe’s interval', () => {
    // Newcombe 1998, table II: 56/70 against 48/80 is 0.2000 [0.0524, 0.3339].
    const { difference, ratio, reading } = contrastRows(share(56, 70), share(48, 80));
    expect(difference.value).toBeCloseTo(0.2, 12);
    expect(difference.ci?.low).toBeCloseTo(0.0524, 4);
    expect(difference.ci?.high).toBeCloseTo(0.3339, 4);
    expect(ratio.value).toBeCloseTo(4 / 3, 12);
    expect(reading).toBe('higher');
  });

  it('that overlap may lie either way, and say what would have been found', () => {
    const contrast = contrastRows(share(9, 20), share(10, 20));
    expect(contrast.reading).toBe('either_way');
    expect(contrast.smallest_detectable).toBeGreaterThan(0.3);
    expect(isLowPower(contrast, 'share', 0.5)).toBe(true);
  });
});

it('a hidden row gives nothing away', () => {
  expect(contrastRows(share(56, 70), hidden)).toEqual({
    difference: { value: null, ci: null, reason: 'small_group' },
    ratio: { value: null, ci: null, reason: 'small_group' },
    reading: 'unknown',
    smallest_detectable: null,
  });
});

it('counts differ exactly', () => {
  expect(contrastRows(counted(12), counted(10))).toMatchObject({
    difference: { value: 2, ci: null, reason: 'exact_count' },
    ratio: { value: 1.2 },
    reading: 'higher',
  });
});

import { describe, expect, test } from 'vitest';
import type { Row } from '../data/types.ts';
import { changeOf, dimensionText, groupText, rowSentence, valueText } from './row-text.ts';

const row = (fields: Partial<Row>): Row => ({
  ...{ group: {}, bucket: null, state: 'value', value: 0.5, n: 40, ci: null },
  ...fields,
});
const ci = (low: number, high: number) => ({ low, high, level: 0.95, method: 'wilson' });

describe('a cell in words', () => {
  test('never shows a hidden, early or missing cell as zero', () => {
    const shown = (['suppressed', 'not_yet_observable', 'no_data'] as const).map((state) =>
      valueText(row({ state, value: null, n: null }), 'share'),
    );
    expect(new Set(shown).size).toBe(3);
    expect(shown).not.toContain(valueText(row({ state: 'zero', value: 0, n: 0 }), 'count'));
  });

  test('says that a bound is a bound and a rounded number rounded', () => {
    expect(valueText(row({ value: 0.048, reason: 'at_most' }), 'share')).toBe('≤ 4.8 %');
    expect(valueText(row({ value: 0.95, reason: 'at_least' }), 'share')).toBe('≥ 95.0 %');
    expect(valueText(row({ value: 0.5, reason: 'near_50_percent' }), 'share')).toBe('≈ 50.0 %');
  });

  test('tells interval, n and that the period still runs', () => {
    expect(rowSentence(row({ state: 'in_progress', ci: ci(0.42, 0.58) }), 'share')).toBe(
      '50.0 %, 95 % interval 42.0 % to 58.0 %, n 40; the period or its follow-up is still running: the number will move',
    );
  });
});

describe('a change', () => {
  const compared = (value: number, low: number, high: number) =>
    row({ comparison: { difference: { value, ci: ci(low, high) } } });

  test('is good or bad news only where its interval leaves out zero', () => {
    expect(changeOf(compared(0.1, 0.02, 0.18), 'share', 'higher is better')?.tone).toBe('better');
    expect(changeOf(compared(0.1, 0.02, 0.18), 'share', 'lower is better')?.tone).toBe('worse');
    expect(changeOf(compared(0.1, -0.02, 0.18), 'share', 'higher is better')?.tone).toBe('even');
    expect(changeOf(compared(0.1, 0.02, 0.18), 'share', 'neither')?.tone).toBe('even');
  });

  test('is unknown where one side has no number, and none where nothing was compared', () => {
    expect(
      changeOf(row({ comparison: { difference: { value: null, ci: null } } }), 'share', 'neither')?.text,
    ).toBeNull();
    expect(changeOf(row({}), 'share', 'neither')).toBeUndefined();
  });
});

describe('what may be made of a change', () => {
  const compared = (value: number, ci: { low: number; high: number; level: number; method: string } | null) =>
    changeOf(row({ comparison: { difference: { value, ci } } }), 'count', 'neither');

  test('is said where the interval has zero in it, and left to the reader where nobody can say', () => {
    expect(compared(3, ci(-1, 7))?.sentence).toBe('+3 (−1 to +7) no clear change');
    expect(compared(3, ci(1, 5))?.sentence).toBe('+3 (+1 to +5)');
    expect(compared(3, null)?.sentence).toBe('+3');
  });
});

describe('a label', () => {
  test('is in words where it is one of ours, and stays as it is where somebody wrote it', () => {
    expect(groupText({ side: 'mentee', gender: 'non_binary' })).toBe('mentee · non-binary');
    expect(groupText({ end_reason: 'more_time', programme: 'north_east', location: 'R_and_D' })).toBe(
      'more time · north_east · R_and_D',
    );
    expect(dimensionText('mentee_job_family')).toBe('mentee’s job family');
    expect(dimensionText('start_month')).toBe('month of the start');
    expect(dimensionText('location')).toBe('location');
  });
});

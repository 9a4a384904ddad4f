import { describe, expect, test } from 'vitest';
import { cellText, cellWords } from './cell-text.ts';

describe('the name of a cell', () => {
  test('has every breakdown and the period, with commas kept apart', () => {
    expect(cellText({ group: { mentee_department: 'Sales, North' }, bucket: '2026-03' })).toBe(
      'mentee_department=Sales\\, North,bucket=2026-03',
    );
    expect(cellText({ group: {}, bucket: null })).toBe('');
  });

  test('is read out in words', () => {
    expect(cellWords('mentee_department=Sales\\, North,bucket=2026-03')).toBe('Sales, North · Mar 2026');
    expect(cellWords('start_quarter=2024-Q1')).toBe('Q1 2024');
    expect(cellWords('topic=a=b')).toBe('a=b');
    expect(cellWords('')).toBe('');
  });
});

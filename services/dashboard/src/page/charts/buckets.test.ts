import { describe, expect, test } from 'vitest';
import { bucketOfDate, bucketText, bucketTick, firstDateOf } from './buckets.ts';

describe('a time bucket', () => {
  test.each([
    ['2026-11-23', '23 Nov 2026'],
    ['2026-11', 'Nov 2026'],
    ['2026-Q4', 'Q4 2026'],
    ['2026-W05', 'week 5, 2026'],
    ['2026', '2026'],
  ])('%s is shown as %s', (bucket, text) => expect(bucketText(bucket)).toBe(text));

  test('says its year below an axis only where it begins', () => {
    const ticks = ['2025-12', '2026-01', '2026-02'].map((bucket, place) => bucketTick(bucket, place === 0));
    expect(ticks).toEqual(['Dec\n2025', 'Jan\n2026', 'Feb']);
    expect(bucketTick('2026-Q2', false)).toBe('Q2');
    expect(bucketTick('2026-W05', false)).toBe('week 5, 2026');
  });

  test('begins on a date', () => {
    const firsts = ['2026', '2026-11', '2026-Q4', '2026-W01', '2026-W53', '2026-11-23', 'other'].map(firstDateOf);
    expect(firsts).toEqual([
      '2026-01-01',
      '2026-11-01',
      '2026-10-01',
      '2025-12-29',
      '2026-12-28',
      '2026-11-23',
      undefined,
    ]);
  });

  test('holds the dates of its week, month, quarter or year', () => {
    expect(bucketOfDate('2027-01-03', ['2026-W52', '2026-W53', '2027-W01'])).toBe('2026-W53');
    expect(bucketOfDate('2026-02-28', ['2026-01', '2026-02'])).toBe('2026-02');
    expect(bucketOfDate('2026-02-28', ['2026-Q1', '2026-Q2'])).toBe('2026-Q1');
    expect(bucketOfDate('2025-02-28', ['2026-Q1', '2026-Q2'])).toBeUndefined();
  });
});

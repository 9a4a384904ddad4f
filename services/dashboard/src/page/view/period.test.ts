import { describe, expect, test } from 'vitest';
import { periodOf, releasedPeriodOf } from './period.ts';
import { parseView } from './view-state.ts';

const at = (text: string) => Date.parse(text);

describe('the period of a view', () => {
  test('is twelve whole months, the present one included', () => {
    expect(periodOf(parseView({}), at('2026-11-23T12:00:00Z'), 'UTC')).toEqual({
      from: '2025-12-01',
      to: '2026-12-01',
      text: 'Dec 2025 to Nov 2026',
    });
  });

  test('ends with the month before where as_of is its first midnight', () => {
    const view = parseView({ as_of: '2026-11-01T00:00:00Z', range: 'P3M' });
    expect(periodOf(view, 0, 'Europe/London')).toMatchObject({ from: '2026-08-01', to: '2026-11-01' });
  });

  test('goes by the programme’s clock', () => {
    const view = parseView({ as_of: '2026-10-31T20:00:00Z', range: 'P3M' });
    expect(periodOf(view, 0, 'Pacific/Auckland')).toMatchObject({ from: '2026-09-01', to: '2026-12-01' });
  });

  test('is what the view says where it says so', () => {
    const view = parseView({ from: '2026-01-05', to: '2026-02-01', range: 'P3M' });
    expect(periodOf(view, 0, 'UTC')).toEqual({
      from: '2026-01-05',
      to: '2026-02-01',
      text: '5 Jan 2026 to 31 Jan 2026',
    });
  });

  test('names a month that is whole, and days where it is not', () => {
    const textOf = (from: string, to: string) => periodOf(parseView({ from, to }), 0, 'UTC').text;
    expect(textOf('2026-02-01', '2026-03-01')).toBe('Feb 2026');
    expect(textOf('2026-02-01', '2026-03-02')).toBe('1 Feb 2026 to 1 Mar 2026');
    expect(periodOf(parseView({ to: '2026-03-01' }), 0, 'UTC').text).toBe('until 28 Feb 2026');
  });

  test('has no bounds for all time', () => {
    expect(periodOf(parseView({ range: 'all' }), 0, 'UTC')).toEqual({ text: 'all time' });
  });
});

describe('the period of whoever is answered from releases', () => {
  const end = at('2026-11-23T12:00:00Z');
  const periodIn = (search: Record<string, string>) => releasedPeriodOf(parseView(search), end, 'UTC');

  test('is a whole year, a whole quarter, or all time', () => {
    expect(periodIn({})).toEqual({ from: '2026-01-01', to: '2027-01-01', text: '2026' });
    expect(periodIn({ range: 'P6M' })).toEqual(periodIn({}));
    expect(periodIn({ range: 'P3M' })).toEqual({ from: '2026-10-01', to: '2027-01-01', text: 'Q4 2026' });
    expect(periodIn({ range: 'P24M' })).toEqual({ text: 'all time' });
    expect(periodIn({ range: 'all' })).toEqual({ text: 'all time' });
  });

  test('is what the view says where it says so, and goes by the programme’s clock', () => {
    expect(periodIn({ from: '2025-01-01', to: '2026-01-01' })).toMatchObject({ from: '2025-01-01', to: '2026-01-01' });
    const evening = at('2026-12-31T20:00:00Z');
    expect(releasedPeriodOf(parseView({}), evening, 'Pacific/Auckland').text).toBe('2027');
  });
});

import { describe, expect, it } from 'vitest';
import { comparedPeriod } from './compared-period.ts';

describe('the period before', () => {
  it('of a month is the month before, however long', () => {
    expect(comparedPeriod('previous', { from: '2024-03-01', to: '2024-04-01' }, 'date')).toEqual({
      from: '2024-02-01',
      to: '2024-03-01',
    });
  });

  it('of a quarter is the quarter before, across the turn of the year', () => {
    expect(comparedPeriod('previous', { from: '2024-01-01', to: '2024-04-01' }, 'date')).toEqual({
      from: '2023-10-01',
      to: '2024-01-01',
    });
  });

  it('of any other stretch is as many days', () => {
    expect(comparedPeriod('previous', { from: '2024-03-05', to: '2024-03-12' }, 'date')).toEqual({
      from: '2024-02-27',
      to: '2024-03-05',
    });
  });
});

describe('the year before', () => {
  it('has the same dates, the end of a leap February moved', () => {
    expect(comparedPeriod('year', { from: '2024-02-29', to: '2024-03-31' }, 'date')).toEqual({
      from: '2023-02-28',
      to: '2023-03-31',
    });
  });

  it('by weekday lies 52 whole weeks back', () => {
    // Monday 2024-03-04 and Monday 2023-03-06.
    expect(comparedPeriod('year', { from: '2024-03-04', to: '2024-03-11' }, 'weekday')).toEqual({
      from: '2023-03-06',
      to: '2023-03-13',
    });
  });
});

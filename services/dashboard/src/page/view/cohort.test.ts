import { describe, expect, it } from 'vitest';
import { chooseCohort, cohortIn, cohortsBetween } from './cohort.ts';
import { changeView, formatView, parseView } from './view-state.ts';

describe('cohorts to choose from', () => {
  it('are the years and quarters from the first day to the last, the latest first', () => {
    expect(cohortsBetween('2024-08-31', '2025-04-01')).toEqual({
      years: ['2025', '2024'],
      quarters: ['2025-Q2', '2025-Q1', '2024-Q4', '2024-Q3'],
    });
    expect(cohortsBetween('2025-03-31', '2025-03-31').quarters).toEqual(['2025-Q1']);
  });

  it('are none where nothing has happened', () => {
    expect(cohortsBetween('2025-04-01', '2025-01-01')).toEqual({ years: [], quarters: [] });
  });
});

describe('a chosen cohort', () => {
  const view = parseView({ 'f.pairing_year': '2024', 'f.mode': 'video' });

  it('is one of the filters of the address, and takes the place of another one', () => {
    expect(cohortIn(view.where)).toBe('2024');
    const quarter = changeView(view, chooseCohort('2025-Q1'));
    expect(formatView(quarter)).toEqual({ 'f.mode': 'video', 'f.pairing_quarter': '2025-Q1' });
    expect(cohortIn(quarter.where)).toBe('2025-Q1');
    expect(formatView(changeView(quarter, chooseCohort('')))).toEqual({ 'f.mode': 'video' });
  });

  it('is shown as a link chose it', () => {
    expect(cohortIn(parseView({ 'f.pairing_quarter': '2024-Q1,2024-Q2' }).where)).toBe('2024-Q1, 2024-Q2');
    expect(cohortIn(parseView({}).where)).toBe('');
  });
});

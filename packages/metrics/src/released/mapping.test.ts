import { describe, expect, it } from 'vitest';
import type { MetricRequest } from '../request.ts';
import { MetricRequestError } from '../request-error.ts';
import { mapQuestion, refuseComparison } from './mapping.ts';

const AT = Date.UTC(2024, 5, 1);

const map = (request: Partial<MetricRequest>) =>
  mapQuestion({ metric: 'pairings', programme: 'one', protection: { k: 5 }, ...request }, AT);

/** The sentence of a refusal, with its code. */
function refusal(request: Partial<MetricRequest>): string {
  try {
    map(request);
  } catch (error) {
    if (error instanceof MetricRequestError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'answered';
}

describe('a question', () => {
  it('is of the table by its breakdowns and filters, sorted, so that order and filters make no other tables', () => {
    const one = map({ groupBy: ['mentee_department'], where: { mentee_level: ['senior'] } });
    const other = map({ groupBy: ['mentee_level', 'mentee_department'] });
    expect(one.spec).toEqual(other.spec);
    expect(one.spec).toMatchObject({ by: ['mentee_department', 'mentee_level'], level: 'none', k: 5 });
    expect(one.where).toEqual({ mentee_level: 'senior' });
  });

  it('of one programme is the same however the programme is named', () => {
    const { spec } = map({ programme: undefined, where: { programme: ['one'] } });
    expect(spec).toEqual(map({}).spec);
    expect(map({ programme: undefined, groupBy: ['programme'] })).toMatchObject({
      byProgramme: true,
      spec: { programme: null, by: [] },
    });
  });

  it('about exactly one year, quarter or month is a cell of the table of such periods', () => {
    const of = (from: string, to: string) => {
      const { spec, period } = map({ from, to });
      return [spec.level, period];
    };
    expect(of('2024-01-01', '2025-01-01')).toEqual(['year', '2024']);
    expect(of('2024-04-01', '2024-07-01')).toEqual(['quarter', '2024-Q2']);
    expect(of('2024-02-01', '2024-03-01')).toEqual(['month', '2024-02']);
  });

  it('has its k rounded up to the ladder', () => {
    expect([5, 6, 11, 100, 120].map((k) => map({ protection: { k } }).spec.k)).toEqual([5, 10, 20, 100, 120]);
  });

  it('about a metric with a filter of its own is of the table by that filter', () => {
    const { spec, where } = map({ metric: 'milestone-rate' });
    expect([spec.by, where]).toEqual([['side'], { side: 'mentee' }]);
  });
});

describe('a question is refused, and told what may be asked,', () => {
  const code = 'BREAKDOWN_NOT_PUBLISHED: ';
  it.each([
    [
      'of three dimensions',
      { groupBy: ['mentee_department', 'mentee_level'], where: { mentor_level: ['senior'] } },
      'released tables have at most two dimensions, breakdowns and filters together (programme aside); here are mentee_department, mentee_level, mentor_level',
    ],
    [
      'of several values at once',
      { where: { mentee_department: ['it', 'hr'] } },
      'released answers can be filtered by one value of mentee_department: break down by mentee_department to see all of them',
    ],
    [
      'of all but one value',
      { where: { mentee_department: ['!it'] } },
      'released answers can be filtered by one value of mentee_department: break down by mentee_department to see all of them',
    ],
    [
      'by days',
      { grain: 'day' },
      'released answers are by month, quarter or year, not by day: single days tell of single people',
    ],
    [
      'by weeks',
      { grain: 'week' },
      'released answers are by month, quarter or year, not by week: single days tell of single people',
    ],
    [
      'from the middle of a month',
      { grain: 'month', from: '2024-01-15' },
      'from (2024-01-15) must be the first day of a month: released periods are whole months',
    ],
    [
      'to the middle of a quarter',
      { grain: 'quarter', from: '2024-01-01', to: '2024-03-01' },
      'to (2024-03-01) must be the first day of a quarter: released periods are whole quarters',
    ],
    [
      'over two years in one',
      { from: '2023-01-01', to: '2025-01-01' },
      'released answers without a grain are about all time, or exactly one calendar month, quarter or year: set from and to to its borders, or take a grain',
    ],
    [
      'as of a day',
      { asOf: '2024-01-01T00:00:00Z' },
      'released answers are of the latest release: as_of cannot be chosen',
    ],
    [
      'of what was known by a day',
      { knownAt: '2024-01-01T00:00:00Z' },
      'released answers are of the latest release: known_at cannot be chosen',
    ],
    [
      'by cohort months',
      { groupBy: ['start_month'] },
      'start_month is not released: take a grain, and periods are protected together',
    ],
    [
      'by what follows from another dimension',
      { groupBy: ['end_kind'] },
      'end_kind is not released for pairings: ask by end_reason, from which it follows',
    ],
    [
      'with a horizon that encloses few',
      { metric: 'proposal-to-start', horizon: 31 },
      'released horizons of proposal-to-start are 30 days',
    ],
    [
      'for a whole curve',
      { metric: 'pair-survival', curve: 'full' },
      'released curves are told at their fixed days only: between any two others few may have ended from one release to the next. Leave curve out',
    ],
    [
      'with a horizon of a curve that no list has',
      { metric: 'pair-survival', horizon: 100 },
      'released horizons of pair-survival are 730, 30, 90, 180, 365 days',
    ],
    [
      'with another convention of durations',
      { metric: 'pair-survival', duration: 'calendar' },
      'released durations are exact: leave duration out',
    ],
    [
      'with a filter that changes what is counted',
      { metric: 'milestone-rate', where: { milestone: ['promoted'] } },
      'milestone changes what milestone-rate counts, and is not released: leave it out',
    ],
    [
      'of a contrast within a breakdown',
      { metric: 'retention-contrast', groupBy: ['department'] },
      'retention-contrast is released without a breakdown: leave department out',
    ],
    [
      'of a programme within another',
      { where: { programme: ['two'] } },
      'programme is one already: leave where.programme out',
    ],
  ])('%s', (_, request, sentence) => {
    expect(refusal(request)).toBe(`${code}${sentence}`);
  });

  it('compared by weekdays', () => {
    expect(() => refuseComparison({ align: 'weekday' })).toThrow('align=weekday moves them by 364 days');
    expect(() => refuseComparison({ align: 'date' })).not.toThrow();
  });

  it('without protection, which no released answer goes without', () => {
    expect(refusal({ protection: 'none' })).toBe('INVALID_PROTECTION: released answers are always protected');
  });
});

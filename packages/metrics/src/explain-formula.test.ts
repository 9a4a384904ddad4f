import { describe, expect, it } from 'vitest';
import type { Estimator } from './definition.ts';
import { formulaText } from './explain-formula.ts';
import { queryOf } from './request.ts';
import type { MetricRow } from './result.ts';
import { tinyMetric } from './testing/tiny-metric.ts';

const ci = { low: 0.154, high: 0.1971, level: 0.95, method: 'wilson' } as const;
const value: MetricRow = { group: {}, bucket: null, state: 'value', value: 208 / 1192, n: 1192, count: 208, ci };

function textOf(estimator: Estimator, row: Partial<MetricRow>): string {
  const composed = ['composition', 'representation'].includes(estimator.name) ? { alwaysBy: ['end_reason'] } : {};
  const metric = tinyMetric(estimator, { columns: 'one UInt8', rows: [] }, composed);
  const query = queryOf(metric, { protection: 'none' }, Date.UTC(2024, 5, 1));
  return formulaText(query, { ...value, ...row });
}

describe('a formula with its numbers', () => {
  it('divides a share', () => {
    for (const name of ['proportion', 'clustered_proportion', 'composition'] as const) {
      expect(textOf({ name }, {})).toBe('208 ÷ 1,192 = 0.1745; wilson 95 %: 0.1540 to 0.1971');
    }
  });

  it.each<[Estimator, Partial<MetricRow>, string]>([
    [
      { name: 'count' },
      { value: 12, ci: null, reason: 'exact_count' },
      '12, counted and not estimated; no interval: exact_count',
    ],
    [
      { name: 'rate' },
      { value: 2, n: 3, count: 3, ci: null, details: { exposure: 1.5 } },
      '3 ÷ 1.500 = 2, from 3 units',
    ],
    [{ name: 'mean' }, { value: 3, n: 4, ci: null, details: { total: 12 } }, '12 ÷ 4 = 3'],
    [
      { name: 'nps' },
      { value: 20, n: 10, ci: null, details: { promoters: 5, detractors: 3 } },
      '100 × (5 − 3) ÷ 10 = 20',
    ],
    [
      { name: 'representation' },
      { value: 1.25, n: 4, count: 2, ci: null, details: { all_units: 10, all_successes: 4 } },
      '(2 ÷ 4) ÷ (4 ÷ 10) = 1.250',
    ],
    [
      { name: 'same_group' },
      { value: 1.5, n: 3, count: 2, ci: null, details: { expected: 4 / 9 } },
      '(2 ÷ 3) ÷ 0.4444 expected under random pairing = 1.500',
    ],
    [
      { name: 'paired_change' },
      { value: 1, n: 3, ci: null, details: { mean_before: 2, mean_after: 3, only_before: 1, only_after: 0 } },
      '3 − 2 = 1, from 3 complete pairs (only before: 1, only after: 0)',
    ],
    [
      { name: 'alpha' },
      { value: 0.9, n: 40, ci: null, details: { items: 2, item_variances: 3.5, total_variance: 6.25 } },
      '2 ÷ (2 − 1) × (1 − 3.500 ÷ 6.250) = 0.9000, from 40 complete answers',
    ],
    [
      { name: 'gini' },
      { value: 0.375, n: 4, ci: null, details: { mean: 2 } },
      'mean difference between two of 4 amounts ÷ twice their mean 2 = 0.3750',
    ],
    [
      { name: 'quantile', p: 0.5, step: 0.5 },
      { value: 2.5, n: 4, ci: null },
      '50 % of 4 amounts, in steps of 0.5000, lie at or below 2.500',
    ],
    [
      { name: 'survival', points: [], valueAt: 365 },
      { value: 0.75, n: 4, ci: null, details: { ended: 1, censored: 3 } },
      'product of (1 − ends ÷ at risk) over the days up to 365, from 4 units, 1 ended and 3 still open: 0.7500',
    ],
    [
      { name: 'incidence', points: [], value: 'median' },
      { value: 9, n: 4, ci: null, details: { events: 2, competing: 1, censored: 1 } },
      'first day on which the Aalen–Johansen incidence of 4 units, 2 with the event, 1 with the competing one, 1 with neither yet is at or above 0.5: 9',
    ],
  ])('spells %o', (estimator, row, expected) => {
    expect(textOf(estimator, row)).toBe(expected);
  });

  it('says in words what has no number', () => {
    const share: Estimator = { name: 'proportion' };
    const none = { value: null, n: null, ci: null, count: null };
    expect(textOf(share, { ...none, state: 'suppressed', reason: 'small_group' })).toMatch(/^hidden: too few people/);
    expect(textOf(share, { ...none, state: 'not_yet_observable', reason: 'too_young' })).toBe(
      'not yet observable: too_young',
    );
    expect(textOf(share, { ...none, state: 'no_data', n: 0, reason: 'no_units' })).toBe('no number: no_units');
    expect(
      textOf({ name: 'survival', points: [], valueAt: 9, value: 'median' }, { ...none, n: 5, reason: 'not_reached' }),
    ).toBe('no number: not_reached, from 5 units');
  });
});

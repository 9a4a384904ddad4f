/** A mail says a number as the page does: the rules stand twice, since the page knows nothing of the services. */
import { expect, it } from 'vitest';
import { formatCount, unitNote } from '../../services/dashboard/src/page/cells/format-value.ts';
import { changeOf, groupText, intervalText, valueText } from '../../services/dashboard/src/page/cells/row-text.ts';
import { bucketText } from '../../services/dashboard/src/page/charts/buckets.ts';
import * as mail from '../../services/insights/src/subscriptions/mail-words.ts';

const UNITS = ['share', 'count', 'points', 'days', 'hours', 'minutes', 'meetings per pair-month', 'score'];
const VALUES = [
  0, 1, 7, -3, 0.5, 0.047_61, -0.134, 0.999_96, 1.005, 9.995, 10.04, 42.25, 99.95, 100, 1_007, -1_234.5, 2e6,
];
const REASONS = [undefined, 'at_most', 'at_least', 'near_10_percent', 'near_30_days', 'exact_count'];
const ENDS = [
  null,
  { low: null, high: null },
  { low: null, high: 0.3 },
  { low: -2, high: null },
  { low: -0.5, high: 12.345 },
];

type Row = Parameters<typeof valueText>[0] & Parameters<typeof changeOf>[0];

it('says values, bounds and what is rounded', () => {
  for (const unit of UNITS) {
    for (const value of VALUES) {
      for (const reason of REASONS) {
        const row = { value, state: 'value', ...(reason === undefined ? {} : { reason }) } as Row;
        expect([unit, mail.valueText(row as never, unit)]).toEqual([unit, valueText(row, unit)]);
      }
    }
    expect(mail.unitText(unit)).toBe(unitNote(unit));
  }
});

it('says intervals and changes', () => {
  for (const unit of UNITS) {
    for (const ends of ENDS) {
      const ci = ends === null ? null : { level: 0.95, method: 'x', ...ends };
      expect(mail.intervalText({ ci } as never, unit)).toBe(intervalText({ ci } as Row, unit) ?? '');
      for (const value of VALUES) {
        const row = { comparison: { difference: { value, ci } } } as unknown as Row;
        const change = changeOf(row, unit, 'higher is better');
        const expected = change?.interval === null ? change.text : `${change?.text} (${change?.interval})`;
        expect(mail.changeText(row as never, unit)).toBe(expected);
      }
    }
  }
});

it('says numbers of units, periods and groups', () => {
  for (const n of [0, 5, 999, 12_345]) expect(mail.countText(n)).toBe(formatCount(n));
  for (const bucket of [null, '2026-11-23', '2026-11', '2026-Q4', '2026-W05', '2026', 'odd'])
    expect(mail.bucketText(bucket)).toBe(bucketText(bucket));
  for (const group of [
    {},
    { mentee_gender: 'non_binary', programme: 'more_time' },
    { end_reason: 'more_time', mentor_cohort: '2026_a' },
    { department: 'Sales', side: '' },
  ])
    expect(mail.groupText(group as Record<string, string>)).toBe(groupText(group as Record<string, string>));
});

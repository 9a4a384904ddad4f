/** The quality of alerts as a table. */
import type { AlertQuality } from '@rapport/attention';
import { table } from '../table.ts';

type Shown = AlertQuality['precision'];

const number = (value: number, digits: number) => value.toFixed(digits);

function text({ value, n, ci }: Shown, digits: number): string {
  if (value === null) return '–';
  const range = ci === null ? 'no interval' : `${number(ci.low, digits)} to ${number(ci.high, digits)}`;
  return `${number(value, digits)} (${range}; n ${n})`;
}

/** One line a rule; private rules are marked, as what they see is shown nowhere. */
export function qualityTable(quality: readonly AlertQuality[], isPrivate: (rule: string) => boolean): string {
  const rows = quality.map(({ rule, raised, immature, precision, recall, leadDays }) => [
    ...[isPrivate(rule) ? `${rule} (private)` : rule, String(raised), String(immature)],
    ...[text(precision, 2), text(recall, 2), text(leadDays, 1)],
  ]);
  return table(['rule', 'raised', 'immature', 'precision', 'recall', 'lead time, days'], rows);
}

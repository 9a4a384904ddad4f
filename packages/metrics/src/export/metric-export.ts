/** An answer as rows of a file: one line a cell, the same columns in every format. */
import { roundedCount, roundedShare } from '@rapport/privacy';
import { findMetric } from '../catalogue.ts';
import type { MetricResult, MetricRow } from '../result.ts';

type ExportedCell = Record<string, string | number | null>;
export type MetricExport = {
  columns: { name: string; type: string; comment: string }[];
  rows: ExportedCell[];
  /** What was rounded, in words; undefined where nothing was. */
  rounding: string | undefined;
};

const ROUNDING =
  'Counts (n, count, and the value of metrics that count) are rounded to 5; shares come from the true counts and are whole percents where n is below 100, else tenths of a percent.';

const AMOUNTS = [
  ['value', 'The number; empty where the state says why'],
  ['n', 'Units that it is about'],
  ['count', 'Units that have the property, or events, where the metric has such'],
  ['ci_low', 'Lower limit of the interval'],
  ['ci_high', 'Upper limit of the interval'],
  ['level', 'Confidence level'],
] as const;

function columnsOf(groups: readonly string[]): MetricExport['columns'] {
  const optional = 'Nullable(String)';
  return [
    ...groups.map((id) => ({ name: id, type: 'String', comment: `The group: ${id.replaceAll('_', ' ')}` })),
    { name: 'bucket', type: optional, comment: 'First day of the period; empty without a grain' },
    { name: 'state', type: 'String', comment: 'value, zero, in_progress, not_yet_observable, suppressed or no_data' },
    ...AMOUNTS.map(([name, comment]) => ({ name, type: 'Nullable(Float64)', comment })),
    { name: 'method', type: optional, comment: 'How the interval is made' },
    { name: 'reason', type: optional, comment: 'Why the value, or only its interval, is missing' },
    { name: 'flags', type: optional, comment: 'What to be careful about, separated by blanks' },
  ];
}

function cellOf(row: MetricRow, groups: readonly string[]): ExportedCell {
  const { bucket, state, value, n, ci, reason, count, flags } = row;
  return {
    ...Object.fromEntries(groups.map((id) => [id, row.group[id] ?? ''])),
    ...{ bucket, state, value, n, count: count ?? null },
    ...{ ci_low: ci?.low ?? null, ci_high: ci?.high ?? null, level: ci?.level ?? null, method: ci?.method ?? null },
    ...{ reason: reason ?? null, flags: flags === undefined ? null : flags.join(' ') },
  };
}

const through = (amount: string | number | null | undefined, round: (number: number) => number) =>
  typeof amount === 'number' ? round(amount) : null;

/** Exact limits of an interval give away the counts that it was made from, so they are rounded as the value is. */
function rounded(cell: ExportedCell, unit: string): ExportedCell {
  const n = typeof cell['n'] === 'number' ? cell['n'] : 0;
  const roundValue = (amount: number): number => {
    if (unit === 'share') return roundedShare(amount, n);
    return unit === 'count' ? roundedCount(amount) : amount;
  };
  return {
    ...cell,
    value: through(cell['value'], roundValue),
    n: through(cell['n'], roundedCount),
    count: through(cell['count'], roundedCount),
    ci_low: through(cell['ci_low'], roundValue),
    ci_high: through(cell['ci_high'], roundValue),
  };
}

/**
 * The cells of an answer for a file. `round`: for files that leave the programme's team (privacy rules C2.10). Curves, medians
 * and side numbers are not in it: those are for JSON.
 */
export function exportedCells({ rows, meta }: MetricResult, round: boolean): MetricExport {
  const groups = meta.query.group_by;
  const unit = findMetric(meta.metric)?.unit ?? meta.unit;
  const cells = rows.map((row) => cellOf(row, groups));
  return {
    columns: columnsOf(groups),
    rows: round ? cells.map((cell) => rounded(cell, unit)) : cells,
    rounding: round ? ROUNDING : undefined,
  };
}

/** A cell's formula with its numbers put in. It says only what the cell shows: a hidden cell is never explained. */
import type { Estimator } from './definition.ts';
import { isCoarseReason } from './disclosure.ts';
import { numberText } from './number-text.ts';
import type { MetricQuery } from './request.ts';
import type { MetricRow } from './result.ts';

const detail = (row: MetricRow, name: string) => numberText(row.details?.[name]);

function survivalText(estimator: Extract<Estimator, { name: 'survival' }>, query: MetricQuery, row: MetricRow): string {
  const value = numberText(row.value);
  const units = `${numberText(row.n)} units, ${detail(row, 'ended')} ended and ${detail(row, 'censored')} still open`;
  switch (estimator.value ?? 'at') {
    case 'median':
      return `first day on which the Kaplan–Meier curve of ${units} is at or below 0.5: ${value}`;
    case 'rmst':
      return `area under the Kaplan–Meier curve of ${units} up to day ${numberText(query.horizon ?? estimator.valueAt)}: ${value}`;
    default:
      return `product of (1 − ends ÷ at risk) over the days up to ${estimator.valueAt}, from ${units}: ${value}`;
  }
}

function incidenceText(
  estimator: Extract<Estimator, { name: 'incidence' }>,
  query: MetricQuery,
  row: MetricRow,
): string {
  const units = `${numberText(row.n)} units, ${detail(row, 'events')} with the event, ${detail(row, 'competing')} with the competing one, ${detail(row, 'censored')} with neither yet`;
  if (estimator.value === 'median') {
    return `first day on which the Aalen–Johansen incidence of ${units} is at or above 0.5: ${numberText(row.value)}`;
  }
  return `sum of still without either × (events ÷ at risk) over the days up to ${numberText(query.horizon)}, from ${units}: ${numberText(row.value)}`;
}

function contrastText({ contrast, value }: MetricRow): string {
  if (contrast === undefined) return numberText(value);
  const { participants, others } = contrast.arms;
  const arm = ({ k, n }: { k: number; n: number }) => `${numberText(k)} ÷ ${numberText(n)}`;
  return `${arm(participants)} of participants against ${arm(others)} of others, ${contrast.method}: ${numberText(value)}`;
}

/** The arithmetic of a value, by estimator. */
function arithmetic(query: MetricQuery, row: MetricRow): string {
  const { estimator } = query.metric;
  const [value, n, count] = [numberText(row.value), numberText(row.n), numberText(row.count)];
  switch (estimator.name) {
    case 'count':
    case 'distinct':
    case 'sum':
      return `${value}, counted and not estimated`;
    case 'proportion':
    case 'clustered_proportion':
    case 'composition':
    case 'lateness':
      return `${count} ÷ ${n} = ${value}`;
    case 'rate':
    case 'clustered_rate':
      return `${count} ÷ ${detail(row, 'exposure')} = ${value}, from ${n} units`;
    case 'representation':
      return `(${count} ÷ ${detail(row, 'all_successes')}) ÷ (${n} ÷ ${detail(row, 'all_units')}) = ${value}`;
    case 'same_group':
      return `(${count} ÷ ${n}) ÷ ${detail(row, 'expected')} expected under random pairing = ${value}`;
    case 'contrast':
      return contrastText(row);
    case 'mean':
    case 'clustered_mean':
      return `${detail(row, 'total')} ÷ ${n} = ${value}`;
    case 'nps':
      return `100 × (${detail(row, 'promoters')} − ${detail(row, 'detractors')}) ÷ ${n} = ${value}`;
    case 'paired_change':
      return `${detail(row, 'mean_after')} − ${detail(row, 'mean_before')} = ${value}, from ${n} complete pairs (only before: ${detail(row, 'only_before')}, only after: ${detail(row, 'only_after')})`;
    case 'alpha':
      return `${detail(row, 'items')} ÷ (${detail(row, 'items')} − 1) × (1 − ${detail(row, 'item_variances')} ÷ ${detail(row, 'total_variance')}) = ${value}, from ${n} complete answers`;
    case 'quantile':
      return `${numberText(estimator.p * 100)} % of ${n} amounts, in steps of ${numberText(estimator.step)}, lie at or below ${value}`;
    case 'gini':
      return `mean difference between two of ${n} amounts ÷ twice their mean ${detail(row, 'mean')} = ${value}`;
    case 'survival':
      return survivalText(estimator, query, row);
    case 'incidence':
      return incidenceText(estimator, query, row);
    default:
      throw new Error(`unknown estimator ${(estimator satisfies never as { name: string }).name}`);
  }
}

function intervalText({ ci, reason }: MetricRow): string {
  if (ci === null) return reason === undefined ? '' : `; no interval: ${reason}`;
  const method = ci.method.replaceAll('_', ' ');
  const limit = (value: number | null) => (value === null ? 'not reached' : numberText(value));
  return `; ${method} ${numberText(ci.level * 100)} %: ${limit(ci.low)} to ${limit(ci.high)}`;
}

/** A bound or rounded number has no numbers behind it that may be told. */
function coarseText({ value, n, reason = '' }: MetricRow): string {
  const how = { at_most: 'at most', at_least: 'at least' }[reason] ?? `rounded (${reason.replaceAll('_', ' ')}):`;
  return `${how} ${numberText(value)}, from ${numberText(n)} units: the exact number would tell of too few people`;
}

/** The formula of one row with its numbers, or why there is none. */
export function formulaText(query: MetricQuery, row: MetricRow): string {
  switch (row.state) {
    case 'suppressed':
      return 'hidden: too few people here, or a neighbouring cell of too few could be worked out from it';
    case 'not_yet_observable':
      return `not yet observable: ${row.reason ?? 'too_young'}`;
    case 'no_data':
      return `no number: ${row.reason ?? 'no_units'}`;
    case 'value':
    case 'zero':
    case 'in_progress':
      if (row.value === null) return `no number: ${row.reason ?? 'undefined'}, from ${numberText(row.n)} units`;
      if (isCoarseReason(row.reason)) return coarseText(row);
      return `${arithmetic(query, row)}${intervalText(row)}`;
    default:
      throw new Error(`unknown state ${row.state satisfies never}`);
  }
}

/** From summary rows to the table: every group, every bucket, each with its state. */
import { dayAfter } from './bucket-range.ts';
import { bucketOfLabel, bucketsBetween, bucketsLimit, localDate, startOfDay } from './calendar.ts';
import { letsGroupIn, type Whole, wholesOf } from './composition.ts';
import { isCoarseReason } from './disclosure.ts';
import { type CellEstimate, estimateCell } from './estimate.ts';
import { flagsOf, shownImmature } from './flags.ts';
import { leftOutIn } from './left-out/read-left-out.ts';
import type { MetricQuery } from './request.ts';
import { MetricRequestError } from './request-error.ts';
import type { CellState, MetricRow } from './result.ts';
import { nullableNumberIn, numberIn, type RawRow, textIn } from './summary-row.ts';
import { type Cell, coarseSharesOf, hidesAny, maskOf } from './suppression.ts';

const MAX_GROUPS = 2_000;

/** What suppression and the table need to know of a summary row. */
export function cellOf(query: MetricQuery, row: RawRow): Cell {
  const groups = query.groupBy.map((_, index) => textIn(row, `g${index}`));
  const bucket = textIn(row, 'bucket');
  const people = ['mentors', 'mentees', 'persons', 'others'].flatMap((column) => nullableNumberIn(row, column) ?? []);
  const leftOut = leftOutIn(row);
  return { key: [...groups, bucket], groups, bucket, people, row, ...(leftOut.length === 0 ? {} : { leftOut }) };
}

/** A group that has no unit in a bucket. */
export const emptyCell = (groups: string[], bucket: string): Cell => {
  return { key: [...groups, bucket], groups, bucket, people: [0], row: { n: 0, immature: 0, k: 0 } };
};

const isCount = (query: MetricQuery) => ['count', 'distinct', 'sum'].includes(query.metric.estimator.name);

/** The latest moment at which a bucket ends in any of the zones. */
function endOf(query: MetricQuery, label: string, zones: readonly string[]): number {
  if (query.grain === null) return Number.NEGATIVE_INFINITY;
  const { to } = bucketOfLabel(label, query.grain, query.weekStart);
  return Math.max(...zones.map((zone) => startOfDay(to, zone)));
}

function startsLater(query: MetricQuery, label: string, zones: readonly string[]): boolean {
  if (query.grain === null) return false;
  const { from } = bucketOfLabel(label, query.grain, query.weekStart);
  return zones.every((zone) => startOfDay(from, zone) >= query.asOf);
}

function stateOf(query: MetricQuery, estimate: CellEstimate, open: boolean): CellState {
  const { value, reason } = estimate;
  if (reason === 'small_group') return 'suppressed';
  if (value === null && reason === 'follow_up_too_short') return 'not_yet_observable';
  if (value === null && reason !== 'not_reached') return 'no_data';
  if (open && query.grain !== null) return 'in_progress';
  return value === 0 && !isCoarseReason(reason) ? 'zero' : 'value';
}

/** A cell without units: a true zero where things are counted, else nothing to estimate from. */
function emptyRow(query: MetricQuery, bucket: string, zones: readonly string[]): Omit<MetricRow, 'group'> {
  const label = query.grain === null ? null : bucket;
  const nothing = { bucket: label, value: null, ci: null };
  if (startsLater(query, bucket, zones)) {
    return { ...nothing, state: 'not_yet_observable', n: null, reason: 'not_begun' };
  }
  if (!isCount(query)) return { ...nothing, state: 'no_data', n: 0, reason: 'no_units' };
  const open = endOf(query, bucket, zones) > query.asOf;
  return { ...nothing, state: open ? 'in_progress' : 'zero', value: 0, n: 0, reason: 'exact_count' };
}

/** What a cell's row depends on beside its summary. */
type Around = { zones: readonly string[]; whole: Whole; isCoarse: boolean };

/** The row of a cell that may be shown. */
export function filledRow(
  query: MetricQuery,
  cell: Cell,
  { zones, whole, isCoarse }: Around,
): Omit<MetricRow, 'group'> {
  const bucket = query.grain === null ? null : cell.bucket;
  const immature = numberIn(cell.row, 'immature');
  const composes = query.metric.estimator.name === 'composition';
  if (numberIn(cell.row, 'n') === 0 && !(composes && whole.n > 0)) {
    if (immature === 0) return emptyRow(query, cell.bucket, zones);
    return { bucket, state: 'not_yet_observable', value: null, n: 0, ci: null, reason: 'too_young' };
  }
  const estimate = estimateCell(query, cell.row, whole, isCoarse);
  const open = immature > 0 || endOf(query, cell.bucket, zones) > query.asOf;
  const state = stateOf(query, estimate, open);
  const flags = state === 'suppressed' ? [] : flagsOf(query, estimate, immature);
  return {
    ...{ bucket, state, ...estimate },
    ...(flags.length === 0 ? {} : { flags }),
    ...shownImmature(query, immature),
  };
}

export const hiddenRow = (query: MetricQuery, cell: Cell): Omit<MetricRow, 'group'> => {
  const bucket = query.grain === null ? null : cell.bucket;
  return { bucket, state: 'suppressed', value: null, n: null, ci: null, reason: 'small_group' };
};

/** Every bucket label of the answer: those asked for, else from the first of the data until now. */
export function labelsOf(query: MetricQuery, cells: readonly Cell[], zones: readonly string[]): string[] {
  const { grain, weekStart } = query;
  if (grain === null) return [''];
  const starts = cells.map(({ bucket }) => bucketOfLabel(bucket, grain, weekStart).from).sort();
  const [first = null] = starts;
  const from = query.from ?? first;
  if (from === null) return [];
  const now = zones.map((zone) => dayAfter(query.asOf - 1, zone)).sort();
  const last = starts.at(-1);
  const latest = [...now, ...(last === undefined ? [] : [localDate(Date.parse(last) + 86_400_000, 'UTC')])].sort();
  const labels = bucketsBetween(from, query.to ?? latest.at(-1) ?? from, grain, weekStart).map(({ label }) => label);
  if (labels.length <= bucketsLimit) return labels;
  const message = `the data spans more than ${bucketsLimit} ${grain}s: take a coarser grain or set from and to`;
  throw new MetricRequestError([{ code: 'TOO_MANY_BUCKETS', field: 'grain', message }]);
}

/** The groups of an answer in their order. @throws MetricRequestError when there are too many */
export function groupKeys(query: MetricQuery, cells: readonly Cell[]): string[][] {
  const seen = new Map(cells.map(({ groups }) => [JSON.stringify(groups), groups]));
  if (seen.size > MAX_GROUPS) {
    const message = `the breakdown has more than ${MAX_GROUPS} groups: filter first`;
    throw new MetricRequestError([{ code: 'TOO_MANY_GROUPS', field: 'groupBy', message }]);
  }
  // Without a breakdown there is one group, whether or not it has data.
  if (query.groupBy.length === 0) return [[]];
  return [...seen.values()].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Whether every cell may be shown. It is enough that numbers of people are right below k. */
export function hidesNobody(query: MetricQuery, summary: readonly RawRow[]): boolean {
  const cells = summary.map((row) => cellOf(query, row));
  return !hidesAny(query, cells);
}

/**
 * The answer's rows, by group and then bucket. Hidden cells never reach an estimator.
 * @throws MetricRequestError when the answer would be too large.
 */
export function makeRows(query: MetricQuery, summary: readonly RawRow[], zones: readonly string[]): MetricRow[] {
  const cells = summary.map((row) => cellOf(query, row));
  const { hidden, protectable } = maskOf(query, cells);
  const coarse = coarseSharesOf(query, cells, hidden);
  const byKey = new Map(cells.map((cell) => [JSON.stringify(cell.key), cell]));
  const labels = labelsOf(query, cells, zones);
  const wholeOf = wholesOf(query, cells, hidden);
  const shown = groupKeys(query, cells).filter((groups) =>
    letsGroupIn(query.metric, query.groupBy, query.where, groups),
  );
  return shown.flatMap((groups) => {
    const group = Object.fromEntries(query.groupBy.map((id, index) => [id, groups[index] ?? '']));
    return labels.map((label) => {
      const cell = byKey.get(JSON.stringify([...groups, label])) ?? emptyCell(groups, label);
      const whole = wholeOf(cell);
      const isHidden = hidden.has(cell) || whole.isHidden || (!protectable && !startsLater(query, label, zones));
      return {
        group,
        ...(isHidden ? hiddenRow(query, cell) : filledRow(query, cell, { zones, whole, isCoarse: coarse.has(cell) })),
      };
    });
  });
}

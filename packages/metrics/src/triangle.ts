/** Cohort triangles: what became of those who started together, step by step since their start. */
import { mergedSteps } from '@rapport/privacy';
import { bucketOfLabel, startOfDay } from './calendar.ts';
import { cellOf, groupKeys, labelsOf } from './cells.ts';
import type { ExtraColumns } from './compile.ts';
import { shownReading } from './curve-disclosure.ts';
import { isCoarseReason } from './disclosure.ts';
import type { CellEstimate } from './estimate.ts';
import { readCurve } from './estimate-curve.ts';
import { shareOf } from './estimate-shares.ts';
import type { MetricQuery } from './request.ts';
import type { CellState, ConfidenceInterval, ResultMeta } from './result.ts';
import { numberIn, numbersIn, type RawRow } from './summary-row.ts';
import { type Cell, maskOf } from './suppression.ts';
import { type TriangleQuery, triangleKind } from './triangle-request.ts';

const DAY_MS = 86_400_000;

/**
 * A cohort after `period` steps of `meta.triangle.period_days` days. n: its units for whom that day has come (null where
 * the few others would show). State: value or zero once the day has come for the whole cohort, in_progress while for
 * part of it, not_yet_observable before, suppressed and no_data as everywhere.
 */
export type TriangleCell = {
  period: number;
  day: number;
  state: CellState;
  value: number | null;
  n: number | null;
  ci: ConfidenceInterval | null;
  reason?: string;
};

/** One cohort (a month, quarter or year of starts) of one group; `size` is null where it is suppressed. */
export type TriangleRow = { group: Record<string, string>; cohort: string; size: number | null; cells: TriangleCell[] };

type TriangleMeta = ResultMeta & {
  triangle: { cohort: string; period: string; period_days: number; periods: number };
};
export type TriangleResult = { rows: TriangleRow[]; meta: TriangleMeta };

/** The queries of a triangle: one for a curve, one a step for a share at a horizon. */
export function triangleSteps(query: TriangleQuery): { query: MetricQuery; extra: ExtraColumns }[] {
  if (triangleKind(query.metric) === 'curve') return [{ query, extra: eligibleColumns(query) }];
  return Array.from({ length: query.periods }, (_, index) => {
    return { query: { ...query, horizon: (index + 1) * query.days }, extra: () => [] };
  });
}

/** For a curve: per step, the units of the cell for whom that day has come. */
function eligibleColumns(query: TriangleQuery): ExtraColumns {
  return (context) => [
    `sumForEachIf(arrayMap(step -> toUInt64(${context.elapsedMs('at', context.asOf)} >= step * ${query.days * DAY_MS}), range(1, ${query.periods + 1})), counted) AS eligible`,
  ];
}

/** The number of a cohort at a step, the units it rests on, and how many of them had ended and were still watched. */
type Reading = { day: number; eligible: number; estimate: CellEstimate; ends: number; atRisk: number };

function readCell(query: TriangleQuery, rows: readonly (RawRow | undefined)[], period: number): Reading | undefined {
  const day = period * query.days;
  if (query.metric.estimator.name === 'proportion') {
    const row = rows[period - 1];
    if (row === undefined) return undefined;
    const [n, k] = [numberIn(row, 'n'), numberIn(row, 'k')];
    return { day, eligible: n, estimate: shareOf(k, n), ends: k, atRisk: n };
  }
  const [row] = rows;
  if (row === undefined) return undefined;
  const eligible = numbersIn(row['eligible'])[period - 1] ?? 0;
  return { day, eligible, ...readCurve(query, row, day) };
}

/**
 * What may be shown of a cohort's readings, in the order of its steps: those between which nobody or at least k ended, as each other
 * would be some person's date, and of these the number of units where it does not tell fewer than k of them apart.
 */
function shownReadings(query: TriangleQuery, readings: readonly Reading[], size: number): Map<Reading, Reading> {
  const { protection, metric } = query;
  if (protection === 'none') return new Map(readings.map((reading) => [reading, reading]));
  const { k } = protection;
  let last = size;
  const steps = mergedSteps(readings, size, k).map((reading): [Reading, Reading] => {
    const { eligible, estimate, ends, atRisk } = reading;
    const tells = eligible !== last && Math.abs(last - eligible) < k;
    if (!tells) last = eligible;
    const sensitive = metric.sensitive === true;
    const counts = metric.estimator.name === 'survival' ? ('not_ended' as const) : ('ended' as const);
    const events = { n: atRisk + ends, times: [{ time: 0, ends }], sensitive };
    const share = metric.estimator.name === 'proportion' ? { n: eligible, times: events.times, sensitive } : events;
    const shown = shownReading(share, { day: 0, at_risk: atRisk, estimate, counts }, [], k);
    return [reading, { ...reading, estimate: tells ? { ...shown, n: null } : shown }];
  });
  return new Map(steps);
}

type Span = { opens: number; closes: number };

function spanOf(query: TriangleQuery, cohort: string, zones: readonly string[]): Span {
  const { from, to } = bucketOfLabel(cohort, query.cohort, query.weekStart);
  return {
    opens: Math.min(...zones.map((zone) => startOfDay(from, zone))),
    closes: Math.max(...zones.map((zone) => startOfDay(to, zone))),
  };
}

const missing = (state: CellState, n: number | null, reason: string) => ({ state, value: null, n, ci: null, reason });

function stateOf(query: TriangleQuery, span: Span, day: number, value: number): CellState {
  if (span.closes + day * DAY_MS > query.asOf) return 'in_progress';
  return value === 0 ? 'zero' : 'value';
}

/** Fewest units that may be shown, and fewest that may be told apart from the rest of their cohort. */
const leastUnits = ({ protection }: TriangleQuery) => (protection === 'none' ? 1 : protection.k);

type Place = { span: Span; size: number; day: number };

function cellFor(
  query: TriangleQuery,
  { span, size, day }: Place,
  read: Reading | undefined,
  shown: Reading | undefined,
) {
  if (span.opens + day * DAY_MS >= query.asOf) return missing('not_yet_observable', size === 0 ? 0 : null, 'too_young');
  if (size === 0 || read === undefined) return missing('no_data', 0, 'no_units');
  if (read.eligible === 0) return missing('not_yet_observable', 0, 'too_young');
  const hidden = read.eligible < leastUnits(query) || shown === undefined || shown.estimate.reason === 'small_group';
  if (hidden) return missing('suppressed', null, 'small_group');
  const { value, ci, reason, n: known } = shown.estimate;
  const n = known === null ? null : shown.eligible;
  if (value === null) return missing('not_yet_observable', n, reason ?? 'follow_up_too_short');
  const state = isCoarseReason(reason) ? 'value' : stateOf(query, span, day, value);
  return { state, value, n, ci, ...(reason === undefined ? {} : { reason }) };
}

/**
 * The triangle's rows, by group and cohort. `summaries`: one for a curve; for a share at a horizon one a step.
 * @throws MetricRequestError when there are too many groups or cohorts
 */
export function makeTriangle(
  query: TriangleQuery,
  summaries: readonly (readonly RawRow[])[],
  zones: readonly string[],
): TriangleRow[] {
  const tables = summaries.map((rows) => tableOf(query, rows));
  const labels = labelsOf(
    query,
    tables.flatMap(({ cells }) => cells),
    zones,
  );
  const [first] = tables;
  return groupKeys(query, first?.cells ?? []).flatMap((groups) => {
    const group = Object.fromEntries(query.groupBy.map((id, index) => [id, groups[index] ?? '']));
    return labels.map((cohort) => {
      const key = JSON.stringify([...groups, cohort]);
      const span = spanOf(query, cohort, zones);
      return { group, cohort, ...rowOf(query, tables, key, span) };
    });
  });
}

type Table = { cells: Cell[]; byKey: Map<string, Cell>; hidden: ReadonlySet<unknown> };

function tableOf(query: TriangleQuery, rows: readonly RawRow[]): Table {
  const cells = rows.map((row) => cellOf(query, row));
  return {
    cells,
    byKey: new Map(cells.map((cell) => [JSON.stringify(cell.key), cell])),
    hidden: maskOf(query, cells).hidden,
  };
}

function rowOf(query: TriangleQuery, tables: readonly Table[], key: string, span: Span) {
  const rows = tables.map(({ byKey }) => byKey.get(key)?.row);
  const isHidden = tables.map(({ byKey, hidden }) => hidden.has(byKey.get(key)));
  const [start] = rows;
  const size = start === undefined ? 0 : numberIn(start, 'n') + numberIn(start, 'immature');
  const readings = Array.from({ length: query.periods }, (_, index) => readCell(query, rows, index + 1));
  // A curve has one table for all steps.
  const isOut = (index: number) => isHidden[index] ?? isHidden[0] ?? false;
  const open = readings.flatMap((reading, index) => (reading === undefined || isOut(index) ? [] : [reading]));
  const shown = shownReadings(query, open, size);
  const cells = readings.map((reading, index): TriangleCell => {
    const [period, day] = [index + 1, (index + 1) * query.days];
    if (isOut(index)) return { period, day, ...missing('suppressed', null, 'small_group') };
    const own = reading === undefined ? undefined : shown.get(reading);
    return { period, day, ...cellFor(query, { span, size, day }, reading, own) };
  });
  return { size: isHidden[0] ? null : size, cells };
}

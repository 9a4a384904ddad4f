/** Curves of one table side by side: a day that one group alone does not tell is what the others leave of all of them. */
import { cellName, nearShare, unknownTogether } from '@rapport/privacy';
import type { MetricDefinition } from '../definition.ts';
import { isCoarseReason, reasonOf } from '../disclosure.ts';
import type { MetricQuery } from '../request.ts';
import { type Relative, sliceOf } from './slices.ts';
import type { BodyCell, PublishedRow } from './table-body.ts';
import type { TableSpec } from './table-spec.ts';

type Made = { spec: TableSpec; query: MetricQuery; relatives: readonly Relative[] };

/** What a row can be read for: its curve on a day, or how many ended and did not, ever. */
type Reading = number | 'totals';

/** The day of which a curve's value is; undefined where it is no share of a day. */
function dayOfValue({ estimator }: MetricDefinition, horizon: number | null): number | undefined {
  if (estimator.name === 'survival') return (estimator.value ?? 'at') === 'at' ? estimator.valueAt : undefined;
  return estimator.name === 'incidence' && estimator.value === 'horizon' ? (horizon ?? undefined) : undefined;
}

const isExact = ({ value, reason }: PublishedRow) => value !== null && !isCoarseReason(reason);

function tells(row: PublishedRow, reading: Reading, valueDay: number | undefined): boolean {
  if (reading === 'totals') return row.details !== undefined;
  return (row.points ?? []).some(({ day }) => day === reading) || (reading === valueDay && isExact(row));
}

/** The row without a reading. A value is rounded so far that k more or fewer look alike. */
function without(row: PublishedRow, reading: Reading, valueDay: number | undefined, k: number): PublishedRow {
  if (reading === 'totals') {
    const { details: _, ...rest } = row;
    return rest;
  }
  const points = row.points?.filter(({ day }) => day !== reading);
  const kept = { ...row, ...(points === undefined ? {} : { points }) };
  const { value, n, state } = kept;
  if (reading !== valueDay || value === null || !isExact(kept)) return kept;
  const near = nearShare(value, n ?? k, k);
  const shown = { value: near.value, ci: null, reason: reasonOf(near) };
  return { ...kept, ...shown, state: state === 'zero' ? 'value' : state };
}

/** Of the programmes of which a cell is the sum, those that do not tell a reading. */
function untoldByProgramme({ spec, relatives }: Made, reading: Reading, valueDay: number | undefined) {
  const untold = new Map<string, number>();
  for (const { spec: from, body } of spec.programme === null ? relatives : []) {
    if (from.programme === null || from.level !== spec.level || from.by.length !== spec.by.length) continue;
    for (const { key, units, row, published } of body.cells) {
      const isTold = published && row !== null && tells(row, reading, valueDay);
      if (units > 0 && !isTold) untold.set(cellName(key), (untold.get(cellName(key)) ?? 0) + 1);
    }
  }
  return untold;
}

/**
 * The cells of a table of curves, without what would tell one of them by subtraction: where a single group of a line does not tell a day, or how many
 * ended, the smallest other one does not either; nor do all programmes together what a single one of them does not.
 */
export function withoutLoneReadings(made: Made, all: readonly BodyCell[]): BodyCell[] {
  const { spec, query } = made;
  const { metric, horizon } = query;
  const { name } = metric.estimator;
  if (name !== 'survival' && name !== 'incidence') return [...all];
  const valueDay = dayOfValue(metric, horizon);
  const days = metric.estimator.points;
  const readings: Reading[] = [...new Set([...days, ...(valueDay === undefined ? [] : [valueDay])]), 'totals'];
  let cells = [...all];
  for (const reading of readings) {
    const isTold = ({ row, published }: BodyCell) => published && row !== null && tells(row, reading, valueDay);
    const byProgramme = untoldByProgramme(made, reading, valueDay);
    const lone = new Set(cells.filter((cell) => isTold(cell) && byProgramme.get(cellName(cell.key)) === 1));
    const slices = Map.groupBy(
      cells.filter(({ units }) => units > 0),
      ({ key }) => sliceOf(key.at(-1) ?? '', spec, metric),
    );
    for (const own of slices.values()) {
      const known = own.map((cell) => ({ ...cell, cell, isUnknown: lone.has(cell) || !isTold(cell) }));
      for (const { cell } of unknownTogether(known)) lone.add(cell);
    }
    cells = cells.map((cell) => {
      if (!lone.has(cell) || cell.row === null) return cell;
      const row = without(cell.row, reading, valueDay, spec.k);
      return { ...cell, row, coarse: cell.coarse || isCoarseReason(row.reason) };
    });
  }
  return cells;
}

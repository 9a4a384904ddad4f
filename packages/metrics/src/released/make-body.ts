/** From what is decided to what is stored: rows of what may be known, the last published ones of the rest. */
import { cellName } from '@rapport/privacy';
import { emptyCell, filledRow, groupKeys, labelsOf } from '../cells.ts';
import { composedDimensions, wholesOf } from '../composition.ts';
import { countOf } from '../disclosure.ts';
import type { MetricQuery } from '../request.ts';
import type { MetricRow } from '../result.ts';
import { numberIn } from '../summary-row.ts';
import { type Cell, coarseSharesOf } from '../suppression.ts';
import { withoutLoneReadings } from './lone-readings.ts';
import type { Candidate } from './openness.ts';
import type { Release } from './ports.ts';
import { type Relative, sliceOf } from './slices.ts';
import type { BodyCell, PublishedRow, TableBody } from './table-body.ts';
import type { TableSpec } from './table-spec.ts';

export type Made = {
  spec: TableSpec;
  query: MetricQuery;
  release: Release;
  zones: readonly string[];
  previous: TableBody | undefined;
  relatives: readonly Relative[];
};

/** Cells that are there for the sake of what a wider metric tells of them: nothing of the table's own is, or was, in them. */
const hasOwn = ({ people, row, leftOut }: Cell) =>
  leftOut === undefined || people.some((count) => count > 0) || numberIn(row, 'n') + numberIn(row, 'immature') > 0;

/** Every group in every bucket, where shares of a whole need those with nothing too. */
export function withEmptyCells(query: MetricQuery, cells: readonly Cell[], zones: readonly string[]): Cell[] {
  if (composedDimensions(query.metric, query.groupBy).length === 0) return [...cells];
  const known = new Set(cells.map(({ key }) => cellName(key)));
  const own = cells.filter(hasOwn);
  const labels = labelsOf(query, own, zones);
  const all = groupKeys(query, own).flatMap((groups) => labels.map((label) => emptyCell(groups, label)));
  return [...cells, ...all.filter(({ key }) => !known.has(cellName(key)))];
}

/** Cells whose share must be coarse because, of the programmes that it is the sum of, one alone is not known exactly. */
function coarseForOneProgramme({ spec, query, relatives }: Made, shown: readonly Cell[]): ReadonlySet<Cell> {
  if (spec.programme !== null) return new Set();
  const isPart = (from: TableSpec) =>
    from.programme !== null && from.level === spec.level && from.by.length === spec.by.length;
  const unknown = new Map<string, number>();
  for (const { spec: from, body } of relatives) {
    for (const { key, coarse, published } of isPart(from) ? body.cells : []) {
      const name = cellName(key);
      if (coarse || !published) unknown.set(name, (unknown.get(name) ?? 0) + 1);
    }
  }
  const counted = shown.filter(({ row }) => countOf(query.metric, row) !== undefined);
  return new Set(counted.filter(({ key }) => unknown.get(cellName(key)) === 1));
}

function coarseOf(made: Made, candidates: readonly Candidate[], held: ReadonlySet<Candidate>): ReadonlySet<Cell> {
  const { spec, query } = made;
  const hidden = new Set([...held].map(({ cell }) => cell));
  const cells = candidates.map(({ cell }) => cell);
  const forced = coarseForOneProgramme(
    made,
    cells.filter((cell) => !hidden.has(cell)),
  );
  const unknown = new Set([...hidden, ...forced]);
  const slices = Map.groupBy(cells, ({ bucket }) => sliceOf(bucket, spec, query.metric));
  return new Set([...forced, ...[...slices.values()].flatMap((own) => [...coarseSharesOf(query, own, unknown)])]);
}

/**
 * A row without what its cell's people do not answer for: units too young to count, and people with one of two scores, are not among
 * those of whom k must have changed.
 */
function published({ group: _group, bucket: _bucket, immature: _immature, ...row }: MetricRow): PublishedRow {
  const { details } = row;
  if (details === undefined || details['only_before'] === undefined) return row;
  return { ...row, details: { ...details, only_before: null, only_after: null } };
}

function seen(
  names: readonly string[],
  before: ReadonlyMap<string, string>,
  release: Release,
): [name: string, release: string][] {
  return [...new Set([...before.keys(), ...names])].sort().map((name) => [name, before.get(name) ?? release.id]);
}

function groupsAndLabels({ query, zones, release, previous }: Made, all: readonly Cell[]) {
  const cells = all.filter(hasOwn);
  const groupsBefore = new Map((previous?.groups ?? []).map(([groups, id]) => [JSON.stringify(groups), id]));
  const names = groupKeys(query, cells).map((groups) => JSON.stringify(groups));
  const groups = seen(names, groupsBefore, release).map(([name, id]): [string[], string] => [
    JSON.parse(name) as string[],
    id,
  ]);
  const labels = seen(labelsOf(query, cells, zones), new Map(previous?.labels ?? []), release);
  return { groups, labels };
}

/** The body of a table at a release. `held`: the cells whose numbers of this release must not be known. */
export function makeBody(
  made: Made,
  candidates: readonly Candidate[],
  held: ReadonlySet<Candidate>,
): Omit<TableBody, 'told' | 'margins'> {
  const { query, release, zones, previous } = made;
  const cells = candidates.map(({ cell }) => cell);
  const coarse = coarseOf(made, candidates, held);
  const wholeOf = wholesOf(query, cells, new Set([...held].map(({ cell }) => cell)));
  const oldGroups = new Set((previous?.groups ?? []).map(([groups]) => JSON.stringify(groups)));
  const oldLabels = new Set((previous?.labels ?? []).map(([label]) => label));

  function bodyCell(one: Candidate): BodyCell {
    const { cell, before, isSame, isOpen } = one;
    const whole = wholeOf(cell);
    const isPublished = !held.has(one) && !whole.isHidden;
    const plain = {
      key: cell.key,
      people: cell.people,
      units: numberIn(cell.row, 'n'),
      ...(cell.leftOut === undefined ? {} : { leftOut: cell.leftOut, leftOutChanged: one.leftOutChanged }),
      published: isPublished,
      open: isOpen,
      changed: one.changed,
      wasPublished: before?.published ?? true,
    };
    if (isPublished && !(isSame && before?.row)) {
      const around = { zones, whole, isCoarse: coarse.has(cell) };
      const row = published({ group: {}, ...filledRow(query, cell, around) });
      const shown = { coarse: coarse.has(cell), row, release: release.id, wasEmpty: false };
      return { ...plain, ...shown, base: release.id };
    }
    const base = isSame || before === undefined ? release.id : before.base;
    if (before !== undefined) {
      const { row, wasEmpty } = before;
      return { ...plain, coarse: before.coarse || coarse.has(cell), base, row, release: before.release, wasEmpty };
    }
    const wasEmpty = oldGroups.has(JSON.stringify(cell.groups)) && oldLabels.has(cell.bucket);
    return { ...plain, coarse: false, base, row: null, release: null, wasEmpty };
  }
  const first = previous?.first ?? release.id;
  const all = withoutLoneReadings(made, candidates.map(bodyCell));
  return { format: 1, first, zones, ...groupsAndLabels(made, cells), cells: all };
}

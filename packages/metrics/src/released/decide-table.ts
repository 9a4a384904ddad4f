/** A table at a release, from what the warehouse and its relatives say. Pure: the same facts give the same bytes. */
import { cellName } from '@rapport/privacy';
import { bucketOf, bucketOfLabel, localDate, startOfDay } from '../calendar.ts';
import { emptyCell } from '../cells.ts';
import { composedDimensions } from '../composition.ts';
import type { MetricQuery } from '../request.ts';
import type { Cell } from '../suppression.ts';
import { emptiness } from './emptiness.ts';
import { makeBody, withEmptyCells } from './make-body.ts';
import { maskOfTable, type Twin } from './mask.ts';
import { type Candidate, type Changes, candidateOf } from './openness.ts';
import type { Release } from './ports.ts';
import type { Relative } from './slices.ts';
import type { TableBody } from './table-body.ts';
import { coarserBucket, coarserLevel, queryOfSpec, type TableSpec } from './table-spec.ts';

/** The table of an earlier release, the newest there is. */
export type Previous = { release: string; body: TableBody };

export type TableFacts = {
  spec: TableSpec;
  release: Release;
  /** Tables that are decided before this one, as `relativesOf` names them. */
  relatives: readonly Relative[];
  /** The same table at the next smaller k. */
  finer: TableBody | undefined;
  previous: Previous | undefined;
  /** Since every base of the previous table's cells, and since its release. */
  changes: Changes;
  /** The same of those whom wider metrics have and this one leaves out, in the order of `widerOf`. */
  beside?: readonly Changes[];
  /** The cells that have units now. */
  cells: readonly Cell[];
  zones: readonly string[];
};

/** Of snapshots, the last bucket of a period is the period's own, and the last of all is that of all time. */
function twinOf(
  spec: TableSpec,
  query: MetricQuery,
  [zone = 'UTC']: readonly string[],
  relatives: readonly Relative[],
) {
  const coarser = coarserLevel(spec.level);
  const { grain } = query;
  if (query.metric.time !== 'snapshot' || coarser === undefined || grain === null) return () => undefined;
  const body = relatives.find(
    ({ spec: { level, by, programme } }) =>
      level === coarser && by.length === spec.by.length && programme === spec.programme,
  )?.body;
  return (bucket: string): Twin | undefined => {
    const of = coarserBucket(bucket, spec.level);
    const ends = coarser === 'none' ? query.asOf : startOfDay(bucketOfLabel(of, coarser, 'monday').to, zone);
    const last = bucketOf(localDate(Math.min(ends, query.asOf) - 1, zone), grain, 'monday').label;
    return body === undefined || last !== bucket ? undefined : { of, body };
  };
}

/** Cells of before that have no unit now. */
function vanished(previous: TableBody | undefined, cells: readonly Cell[]): Cell[] {
  const known = new Set(cells.map(({ key }) => cellName(key)));
  const gone = (previous?.cells ?? []).filter(({ key }) => !known.has(cellName(key)));
  return gone.map(({ key }) => emptyCell(key.slice(0, -1), key.at(-1) ?? ''));
}

/** Names of wholes whose numbers are new in this release: what is a share of them is new as well. */
function newWholes(spec: TableSpec, query: MetricQuery, relatives: readonly Relative[], release: Release) {
  const composed = composedDimensions(query.metric, spec.by);
  const kept = spec.by.filter((id) => !composed.includes(id));
  const name = JSON.stringify(kept);
  const whole = relatives.find(
    ({ spec: { by, level, programme } }) =>
      composed.length > 0 && JSON.stringify(by) === name && level === spec.level && programme === spec.programme,
  );
  const fresh = new Set(
    (whole?.body.cells ?? []).flatMap((cell) => (cell.release === release.id ? [cellName(cell.key)] : [])),
  );
  return (cell: Cell) =>
    fresh.has(cellName([...cell.groups.filter((_, index) => kept.includes(spec.by[index] ?? '')), cell.bucket]));
}

/** Decides about every cell of a table that has or had somebody. */
export function decideTable(facts: TableFacts): TableBody {
  const { spec, release, relatives, finer, previous, changes, zones } = facts;
  const query = queryOfSpec(spec, release.at);
  const all = [...facts.cells, ...vanished(previous?.body, facts.cells)];
  const cells = withEmptyCells(query, all, zones);
  const earlier = new Map((previous?.body.cells ?? []).map((cell) => [cellName(cell.key), cell]));
  const hasNewWhole = newWholes(spec, query, relatives, release);
  const candidates = cells.map((cell): Candidate => {
    const before = earlier.get(cellName(cell.key));
    const one = candidateOf(cell, before, changes, { k: spec.k, last: previous?.release, beside: facts.beside ?? [] });
    return hasNewWhole(cell) ? { ...one, isSame: false } : one;
  });
  const asked = { spec, query, relatives, finer, twinOf: twinOf(spec, query, zones, relatives) };
  const { held, unprotected } = maskOfTable(asked, candidates);
  const made = { spec, query, release, zones, previous: previous?.body, relatives };
  const body = makeBody(made, candidates, held);
  return { ...body, ...emptiness(made, body.labels, unprotected) };
}

/** Tables of a release, made when first asked, relatives first, and the same for everybody from then on. */
import { cellName } from '@rapport/privacy';
import { bucketOf, bucketOfLabel, localDate, startOfDay } from '../calendar.ts';
import { emptyCell } from '../cells.ts';
import { composedDimensions } from '../composition.ts';
import type { RunQuery } from '../engine.ts';
import type { MetricQuery } from '../request.ts';
import type { Cell } from '../suppression.ts';
import { type Change, changesSince } from './changes.ts';
import { makeBody, withEmptyCells } from './make-body.ts';
import { heldBack, type Twin } from './mask.ts';
import { createMemory } from './memory.ts';
import { type Candidate, type Changes, candidateOf } from './openness.ts';
import type { Release, ReleaseStore } from './ports.ts';
import type { Relative } from './slices.ts';
import { bodyFrom, bodyText, type TableBody } from './table-body.ts';
import { createTableSources, type TableSource } from './table-sources.ts';
import {
  coarserBucket,
  coarserLevel,
  keyOf,
  ladderTo,
  queryOfSpec,
  relativesOf,
  type TableSpec,
} from './table-spec.ts';

export type ReleasedTables = {
  /** The table at a release. @throws MetricRequestError where it would be too large, or its programme is unknown */
  table: (spec: TableSpec, release: Release) => Promise<TableBody>;
  programmesOf: (spec: TableSpec, release: Release) => Promise<string[]>;
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

export function createReleasedTables({
  query: runQuery,
  store,
}: {
  query: RunQuery;
  store: ReleaseStore;
}): ReleasedTables {
  const sources = createTableSources(runQuery, store);
  const bodies = createMemory<TableBody>();

  const changeMemory = createMemory<ReadonlyMap<string, Change>>();

  async function changesOf(
    spec: TableSpec,
    release: Release,
    source: TableSource,
    previous: TableBody,
    last: string,
  ): Promise<Changes> {
    const found = new Map<string, ReadonlyMap<string, Change>>();
    for (const id of new Set([last, ...previous.cells.map(({ base }) => base)])) {
      const base = await store.find(id);
      if (base === undefined) throw new Error(`a released table rests on a release that is not known: ${id}`);
      const key = `${release.id} ${id} ${keyOf({ ...spec, k: 0 })}`;
      const changes = await changeMemory.get(key, async () => {
        const moments = [
          { at: release.at, relation: source.relation },
          { at: base.at, relation: await sources.relationOf(base) },
        ] as const;
        return changesSince(runQuery, queryOfSpec(spec, release.at), source.times, ...moments);
      });
      found.set(id, changes);
    }
    return found;
  }

  async function relatives(spec: TableSpec, release: Release): Promise<Relative[]> {
    const programmes = spec.programme === null ? await sources.programmesOf(spec, release) : [];
    const found: Relative[] = [];
    for (const one of relativesOf(spec, programmes)) found.push({ spec: one, body: await table(one, release) });
    return found;
  }

  async function finerOf(spec: TableSpec, release: Release): Promise<TableBody | undefined> {
    const k = ladderTo(spec.k).at(-2);
    return k === undefined ? undefined : table({ ...spec, k }, release);
  }

  async function make(spec: TableSpec, release: Release): Promise<TableBody> {
    const query = queryOfSpec(spec, release.at);
    const family = await relatives(spec, release);
    const finer = await finerOf(spec, release);
    const before = await store.readBefore(keyOf(spec), release);
    const previous = before === undefined ? undefined : bodyFrom(before.body);
    const source = await sources.read(spec, release);
    const changes: Changes =
      previous === undefined || before === undefined
        ? new Map()
        : await changesOf(spec, release, source, previous, before.release);
    const { zones } = source.times;
    const cells = withEmptyCells(query, [...source.cells, ...vanished(previous, source.cells)], zones);
    const earlier = new Map((previous?.cells ?? []).map((cell) => [cellName(cell.key), cell]));
    const hasNewWhole = newWholes(spec, query, family, release);
    const candidates = cells.map((cell): Candidate => {
      const one = candidateOf(cell, earlier.get(cellName(cell.key)), changes, { k: spec.k, last: before?.release });
      return hasNewWhole(cell) ? { ...one, isSame: false } : one;
    });
    const asked = { spec, query, relatives: family, finer, twinOf: twinOf(spec, query, zones, family) };
    const held = heldBack(asked, candidates);
    return makeBody({ spec, query, release, zones, previous, relatives: family }, candidates, held);
  }

  function table(spec: TableSpec, release: Release): Promise<TableBody> {
    const key = keyOf(spec);
    return bodies.get(`${release.id} ${key}`, async () => {
      const stored = await store.readTable(key, release);
      if (stored !== undefined) return bodyFrom(stored.body);
      const made = await make(spec, release);
      return bodyFrom((await store.writeTable(key, release, bodyText(made))).body);
    });
  }
  return { table, programmesOf: sources.programmesOf };
}

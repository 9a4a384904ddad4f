/**
 * What empty cells may say. That nobody is in a cell is known to everybody as long as that says nothing about hidden ones: where a margin of it is
 * hidden, or its slice could not be protected, it must look like them.
 */
import type { Made } from './make-body.ts';
import { isAbove, placeOf, sliceOf } from './slices.ts';
import type { TableBody } from './table-body.ts';
import { coarserBucket, queryOfSpec, type TableSpec } from './table-spec.ts';

const marginName = (slice: string, place: readonly (string | null)[]) => JSON.stringify([slice, ...place]);

/** In the coordinates of one programme: an empty cell of all programmes is empty in each. */
const oneOf = (spec: TableSpec): TableSpec => ({ ...spec, programme: spec.programme ?? '' });

function marginReleases({ spec, query, relatives }: Made): [string, string][] {
  const own = oneOf(spec);
  const oldest = new Map<string, string>();
  const isSnapshot = query.metric.time === 'snapshot';
  for (const { spec: from, body } of relatives) {
    if (isSnapshot && from.level !== spec.level) continue;
    for (const { key, release } of body.cells) {
      const bucket = key.at(-1) ?? '';
      const slice = from.level === spec.level ? sliceOf(bucket, spec, query.metric) : bucket;
      const name = marginName(slice, placeOf(key, from, own, query.metric));
      const before = oldest.get(name);
      const shown = release ?? '';
      if (before === undefined || shown < before) oldest.set(name, shown);
    }
  }
  return [...oldest].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Whether the slice of a relative in which a slice of this table lies told its cells of nobody in this release. */
function relativesTell({ spec, query, relatives, release }: Made, slice: string, bucket: string): boolean {
  return relatives.every(({ spec: from, body }) => {
    const isCoarser = from.level !== spec.level;
    if (isCoarser && query.metric.time === 'snapshot') return true;
    const theirs = isCoarser ? sliceOf(coarserBucket(bucket, spec.level), from, query.metric) : slice;
    const told = new Map(body.told).get(theirs);
    // A relative without such a slice has nobody in it.
    return told === undefined
      ? !body.labels.some(([label]) => sliceOf(label, from, query.metric) === theirs)
      : told === release.id;
  });
}

/** What the body says of its empty cells. `unprotected`: slices of which the mask could not protect every cell. */
export function emptiness(
  made: Made,
  labels: TableBody['labels'],
  unprotected: ReadonlySet<string>,
): Pick<TableBody, 'told' | 'margins'> {
  const { spec, query, release, previous } = made;
  const told = new Map(previous?.told ?? []);
  const buckets = new Map(labels.map(([label]) => [sliceOf(label, spec, query.metric), label]));
  for (const [slice, bucket] of buckets) {
    if (!unprotected.has(slice) && relativesTell(made, slice, bucket)) told.set(slice, release.id);
  }
  return { told: [...told].sort(([a], [b]) => (a < b ? -1 : 1)), margins: marginReleases(made) };
}

/** Says of an empty cell, there since some release, whether it may be told from a hidden one. */
export function emptyTeller(spec: TableSpec, body: TableBody, at: number) {
  const { metric } = queryOfSpec(spec, at);
  const own = oneOf(spec);
  const told = new Map(body.told);
  const bySlice = Map.groupBy(
    body.margins.map(([name, release]) => {
      const [slice = '', ...place] = JSON.parse(name) as (string | null)[];
      return { slice, place, release };
    }),
    ({ slice }) => slice,
  );
  return function isTold(groups: readonly string[], label: string, since: string): boolean {
    const slice = sliceOf(label, spec, metric);
    if ((told.get(slice) ?? '') < since) return false;
    const place = placeOf([...groups, label], own, own, metric);
    return !(bySlice.get(slice) ?? []).some((margin) => margin.release < since && isAbove(margin.place, place, 0));
  };
}

/** Cuts a table into the parts that are protected one by one, each with the margins that its relatives hold. */
import type { MetricDefinition } from '../definition.ts';
import type { BodyCell, TableBody } from './table-body.ts';
import { coarserBucket, type TableSpec } from './table-spec.ts';

/** A table that is decided already. */
export type Relative = { spec: TableSpec; body: TableBody };

/** A relative's cell in the coordinates of a slice. */
export type MarginCell = { place: readonly (string | null)[]; cell: BodyCell };

/** Snapshots do not add up over time: each is a slice of its own. */
const hasPeriods = (spec: TableSpec, { time }: MetricDefinition) => spec.level !== 'none' && time !== 'snapshot';

/** The slice of a bucket: months by quarter, quarters by year, years all together. */
export function sliceOf(bucket: string, spec: TableSpec, metric: MetricDefinition): string {
  return hasPeriods(spec, metric) ? coarserBucket(bucket, spec.level) : bucket;
}

const bucketOfKey = (key: readonly string[]) => key.at(-1) ?? '';

/**
 * The key of a cell of `from` (the table itself or a relative) among the cells of a slice of `spec`: its programme where the table is of
 * all, the breakdowns, the period; null for what is summed over.
 */
export function placeOf(
  key: readonly string[],
  from: TableSpec,
  spec: TableSpec,
  metric: MetricDefinition,
): (string | null)[] {
  const values = new Map(from.by.map((id, index) => [id, key[index] ?? '']));
  return [
    ...(spec.programme === null ? [from.programme] : []),
    ...spec.by.map((id) => values.get(id) ?? null),
    ...(hasPeriods(spec, metric) ? [from.level === spec.level ? bucketOfKey(key) : null] : []),
  ];
}

/** The cells of relatives by slice. */
export function marginsBySlice(
  spec: TableSpec,
  metric: MetricDefinition,
  relatives: readonly Relative[],
): ReadonlyMap<string, MarginCell[]> {
  const slices = new Map<string, MarginCell[]>();
  const periods = hasPeriods(spec, metric);
  for (const { spec: from, body } of relatives) {
    // Without periods a coarser table is no margin of this one; where it shows the same snapshot it is its twin.
    if (!periods && from.level !== spec.level) continue;
    for (const cell of body.cells) {
      const bucket = bucketOfKey(cell.key);
      const slice = from.level === spec.level ? sliceOf(bucket, spec, metric) : bucket;
      const place = placeOf(cell.key, from, spec, metric);
      const list = slices.get(slice) ?? [];
      list.push({ place, cell });
      slices.set(slice, list);
    }
  }
  return slices;
}

/**
 * Whether a margin lies above a cell: fewer breakdowns or a coarser period of the same programmes. Only where all above it are known is a
 * cell known, so that nothing is ever learned from below.
 */
export function isAbove(margin: readonly (string | null)[], place: readonly (string | null)[], first: 0 | 1): boolean {
  return place.every((part, index) => {
    const own = margin[index] ?? null;
    return index < first ? own === part : own === null || own === part;
  });
}

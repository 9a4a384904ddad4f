/** Reads who is left out of each cell and puts it beside the cell's summary, where suppression finds it. */
import type { LeftOut } from '@rapport/privacy';
import type { DataTimes, IdsOfRelations } from '../compile.ts';
import { composedDimensions } from '../composition.ts';
import type { RelationSource } from '../definition.ts';
import type { RunQuery } from '../engine.ts';
import type { MetricQuery } from '../request.ts';
import { numberIn, type RawRow, textIn } from '../summary-row.ts';
import { leftOutSummary, rolesOfWider, type Wider, widerOf } from './left-out-units.ts';

/** The column of a summary row that holds them; the query does not give it. */
const COLUMN = 'left_out';
const WHOLE_COLUMN = 'left_out_of_whole';

const listIn = (row: RawRow, column: string): LeftOut[] => (row[column] as LeftOut[] | undefined) ?? [];

/** One entry for each of `widerOf`. */
export const leftOutIn = (row: RawRow): LeftOut[] => listIn(row, COLUMN);

/** The same of the cell's whole: all groups of breakdowns that its metric always has, or that a wider one does not know. */
export const leftOutOfWholeIn = (row: RawRow): LeftOut[] => listIn(row, WHOLE_COLUMN);

export type LeftOutSource = { times: DataTimes; relation: RelationSource; ids?: IdsOfRelations };

const placeOf = (row: RawRow, size: number) =>
  JSON.stringify([...Array.from({ length: size }, (_, index) => textIn(row, `g${index}`)), textIn(row, 'bucket')]);

type Counts = { of: (place: string) => LeftOut; places: readonly string[] };

/** By the cell's groups and bucket, of one wider metric. */
async function countsOf(
  runQuery: RunQuery,
  query: MetricQuery,
  wider: Wider,
  { times, relation, ids }: LeftOutSource,
): Promise<Counts> {
  const { sql, params } = leftOutSummary(query, wider, times, relation, ids);
  const roles = Array.from({ length: rolesOfWider(wider) }, (_, role) => role);
  const rows = await runQuery(sql, params);
  const found = new Map(
    rows.map((row): [string, LeftOut] => [
      placeOf(row, query.groupBy.length),
      { people: roles.map((role) => numberIn(row, `people_${role}`)), units: numberIn(row, 'n') },
    ]),
  );
  const nobody: LeftOut = { people: roles.map(() => 0), units: 0 };
  return { of: (place) => found.get(place) ?? nobody, places: [...found.keys()] };
}

/** A summary row of a place where the narrower metric has nobody. */
function emptyRow(place: string): RawRow {
  const parts = JSON.parse(place) as string[];
  const groups = parts.slice(0, -1).map((value, index) => [`g${index}`, value]);
  return { ...Object.fromEntries(groups), bucket: parts.at(-1), n: 0, immature: 0, k: 0, persons: 0 };
}

async function inTurn<T, R>(list: readonly T[], run: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  // One after another: a question of many parts must not crowd out everybody else's.
  for (const one of list) results.push(await run(one));
  return results;
}

/** Summary rows with those left out of their cells. As they are where nothing is protected, or nobody left out. */
export async function withLeftOut(
  runQuery: RunQuery,
  query: MetricQuery,
  rows: readonly RawRow[],
  source: LeftOutSource,
  which: 'own places' | 'all places' = 'own places',
): Promise<RawRow[]> {
  const all = query.protection === 'none' || rows.length === 0 ? [] : widerOf(query);
  if (all.length === 0) return [...rows];
  const counts = await inTurn(all, (wider) => countsOf(runQuery, query, wider, source));
  const own = new Map(rows.map((row) => [placeOf(row, query.groupBy.length), row]));
  const others = which === 'own places' ? [] : counts.flatMap(({ places }) => places);
  // That nobody of those asked is in a place is told of it, and what sums leave must reckon with it.
  for (const place of [...others].sort()) if (!own.has(place)) own.set(place, emptyRow(place));
  return [...own].map(([place, row]) => ({ ...row, [COLUMN]: counts.map(({ of }) => of(place)) }));
}

/** Breakdowns over which an attacker can add up the cells, without ever asking for the sum. */
function summedDimensions(query: MetricQuery, { metric }: Wider): string[] {
  const always = [...(query.metric.alwaysBy ?? []), ...composedDimensions(query.metric, query.groupBy)];
  return query.groupBy.filter((id) => always.includes(id) || !metric.dimensions.includes(id));
}

/**
 * The same, and those left out of the sums that an answer by itself can be added up to. Released tables need it not: their margins are decided
 * before them.
 */
export async function withLeftOutOfSums(
  runQuery: RunQuery,
  query: MetricQuery,
  rows: readonly RawRow[],
  source: LeftOutSource,
): Promise<RawRow[]> {
  const own = await withLeftOut(runQuery, query, rows, source);
  const all = query.protection === 'none' || rows.length === 0 ? [] : widerOf(query);
  const summed = all.filter((wider) => summedDimensions(query, wider).length > 0);
  if (summed.length === 0) return own;
  const counts = await inTurn(summed, async (wider) => {
    const over = summedDimensions(query, wider);
    const groupBy = query.groupBy.filter((id) => !over.includes(id));
    const { of } = await countsOf(runQuery, { ...query, groupBy }, wider, source);
    const kept = query.groupBy.flatMap((id, index) => (over.includes(id) ? [] : [`g${index}`]));
    return (row: RawRow) => of(JSON.stringify([...kept.map((key) => textIn(row, key)), textIn(row, 'bucket')]));
  });
  return own.map((row) => ({ ...row, [WHOLE_COLUMN]: counts.map((of) => of(row)) }));
}

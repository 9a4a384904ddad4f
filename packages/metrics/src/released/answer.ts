/** Rows of an answer from released tables. */
import { cellName } from '@rapport/privacy';
import { bucketOfLabel } from '../calendar.ts';
import { emptyCell, filledRow, hiddenRow } from '../cells.ts';
import { letsGroupIn } from '../composition.ts';
import type { MetricRow } from '../result.ts';
import { emptyTeller } from './emptiness.ts';
import type { Mapping } from './mapping.ts';
import type { Release } from './ports.ts';
import type { BodyCell, TableBody } from './table-body.ts';
import { NO_PROGRAMME, queryOfSpec, type TableSpec } from './table-spec.ts';

const NOTHING = { n: 0, k: 0, isHidden: false };

/** Which buckets of a table an answer shows. */
function labelsOf({ query, period }: Mapping, level: TableSpec['level'], body: TableBody): string[] {
  const all = body.labels.map(([label]) => label);
  if (period !== undefined) return all.filter((label) => label === period);
  if (level === 'none') return all;
  const { from, to } = query;
  return all.filter((label) => {
    const bucket = bucketOfLabel(label, level, 'monday');
    return (from === null || bucket.from >= from) && (to === null || bucket.to <= to);
  });
}

type Shown = Omit<MetricRow, 'group'>;

/**
 * The groups of a table, and those of two values that were never seen together: since both were seen, it was known that nobody is in
 * them, or it was not.
 */
function groupsOf(body: TableBody): [groups: readonly string[], release: string][] {
  const known = new Set(body.groups.map(([groups]) => JSON.stringify(groups)));
  const since = [0, 1].map((at) => {
    const values = new Map<string, string>();
    for (const [groups, id] of body.groups) {
      const value = groups[at];
      if (value !== undefined && !((values.get(value) ?? id) < id)) values.set(value, id);
    }
    return [...values];
  });
  const [first = [], second = []] = since;
  const pairs = first.flatMap(([a, from]) =>
    second.map(([b, then]): [string[], string] => [[a, b], [from, then].sort()[1] ?? from]),
  );
  return [
    ...body.groups.map(([groups, id]): [readonly string[], string] => [groups, id]),
    ...pairs.filter(([groups]) => !known.has(JSON.stringify(groups))),
  ];
}

/** A row of one table, for a group and a bucket of it. */
function rowsOf(spec: TableSpec, body: TableBody, release: Release): (groups: string[], label: string) => Shown {
  const query = queryOfSpec(spec, release.at);
  const cells = new Map(body.cells.map((cell) => [cellName(cell.key), cell]));
  const groupSince = new Map(groupsOf(body).map(([groups, id]) => [JSON.stringify(groups), id]));
  const labelSince = new Map(body.labels);
  const isTold = emptyTeller(spec, body, release.at);

  function empty(groups: string[], label: string): Shown {
    // Release ids are in the order of time: since both its group and its bucket were there.
    const since = [groupSince.get(JSON.stringify(groups)) ?? '', labelSince.get(label) ?? ''].sort();
    const [, latest = release.id] = since;
    const around = { zones: body.zones, whole: NOTHING, isCoarse: false };
    const row = filledRow(query, emptyCell(groups, label), around);
    const isHidden = row.reason !== 'not_begun' && !isTold(groups, label, latest);
    return isHidden ? hiddenRow(query, emptyCell(groups, label)) : { ...row, release: latest };
  }
  function known(cell: BodyCell, groups: string[], label: string): Shown {
    if (cell.row !== null && cell.release !== null) {
      return { bucket: query.grain === null ? null : label, ...cell.row, release: cell.release };
    }
    return cell.wasEmpty ? empty(groups, label) : hiddenRow(query, emptyCell(groups, label));
  }
  return (groups, label) => {
    const cell = cells.get(cellName([...groups, label]));
    return cell === undefined ? empty(groups, label) : known(cell, groups, label);
  };
}

/** The rows of one table that a question asks for; `programme` names its group where the answer is by programme. */
function rowsFrom(mapping: Mapping, spec: TableSpec, body: TableBody, release: Release): MetricRow[] {
  const { query, where, period, byProgramme } = mapping;
  const rowOf = rowsOf(spec, body, release);
  const labels = labelsOf(mapping, spec.level, body);
  const seen = new Set(body.groups.map(([groups]) => JSON.stringify(groups)));
  return groupsOf(body).flatMap(([values]) => {
    const groups = [...values];
    const own = Object.fromEntries(spec.by.map((id, index) => [id, groups[index] ?? '']));
    if (Object.entries(where).some(([id, value]) => own[id] !== value)) return [];
    if (!letsGroupIn(query.metric, spec.by, query.where, groups)) return [];
    const all = byProgramme ? { ...own, programme: spec.programme || NO_PROGRAMME } : own;
    const group = Object.fromEntries(query.groupBy.map((id) => [id, all[id] ?? '']));
    const rows = labels.map((label): MetricRow => {
      return { group, ...rowOf(groups, label), ...(period === undefined ? {} : { bucket: null }) };
    });
    // Who was never seen together is listed only where it must not be told that nobody is there.
    return seen.has(JSON.stringify(values)) || rows.some(({ state }) => state === 'suppressed') ? rows : [];
  });
}

/** The groups of an answer in the order of its breakdowns, the buckets of each in theirs. */
function sorted(rows: readonly MetricRow[]): MetricRow[] {
  const nameOf = ({ group }: MetricRow) => JSON.stringify(Object.values(group));
  const named = rows.map((row, index) => ({ row, name: nameOf(row), index }));
  named.sort((a, b) => (a.name === b.name ? a.index - b.index : a.name < b.name ? -1 : 1));
  return named.map(({ row }) => row);
}

/** The rows of an answer. One table, or one for each programme. */
export function answerRows(
  mapping: Mapping,
  tables: readonly { spec: TableSpec; body: TableBody }[],
  release: Release,
): MetricRow[] {
  return sorted(tables.flatMap(({ spec, body }) => rowsFrom(mapping, spec, body, release)));
}

/** Rows of an answer from released tables. */
import { cellName } from '@rapport/privacy';
import { bucketOfLabel } from '../calendar.ts';
import { emptyCell, filledRow, hiddenRow } from '../cells.ts';
import { letsGroupIn } from '../composition.ts';
import type { MetricRow } from '../result.ts';
import type { Mapping } from './mapping.ts';
import type { Release } from './ports.ts';
import type { BodyCell, TableBody } from './table-body.ts';
import { queryOfSpec, type TableSpec } from './table-spec.ts';

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

/** A row of one table, for a group and a bucket of it. */
function rowsOf(spec: TableSpec, body: TableBody, release: Release): (groups: string[], label: string) => Shown {
  const query = queryOfSpec(spec, release.at);
  const cells = new Map(body.cells.map((cell) => [cellName(cell.key), cell]));
  const groupSince = new Map(body.groups.map(([groups, id]) => [JSON.stringify(groups), id]));
  const labelSince = new Map(body.labels);

  function empty(groups: string[], label: string): Shown {
    // Release ids are in the order of time: since both its group and its bucket were there.
    const since = [groupSince.get(JSON.stringify(groups)) ?? '', labelSince.get(label) ?? ''].sort();
    const around = { zones: body.zones, whole: NOTHING, isCoarse: false };
    return { ...filledRow(query, emptyCell(groups, label), around), release: since[1] ?? release.id };
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
  return body.groups.flatMap(([values]) => {
    const groups = [...values];
    const own = Object.fromEntries(spec.by.map((id, index) => [id, groups[index] ?? '']));
    if (Object.entries(where).some(([id, value]) => own[id] !== value)) return [];
    if (!letsGroupIn(query.metric, spec.by, query.where, groups)) return [];
    const all = byProgramme ? { ...own, programme: spec.programme ?? '' } : own;
    const group = Object.fromEntries(query.groupBy.map((id) => [id, all[id] ?? '']));
    return labels.map((label): MetricRow => {
      const row = rowOf(groups, label);
      return { group, ...row, ...(period === undefined ? {} : { bucket: null }) };
    });
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

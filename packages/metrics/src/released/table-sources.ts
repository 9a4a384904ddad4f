/** What the warehouse says about a table at a release: its summary, its zones, which programmes there are. Each asked once. */
import { relationSql } from '@rapport/warehouse';
import { cellOf } from '../cells.ts';
import { compile, type DataTimes } from '../compile.ts';
import { createDataTimes } from '../data-times.ts';
import type { RelationSource } from '../definition.ts';
import type { RunQuery } from '../engine.ts';
import { withLeftOut } from '../left-out/read-left-out.ts';
import { textIn } from '../summary-row.ts';
import type { Cell } from '../suppression.ts';
import { createMemory } from './memory.ts';
import type { Release, ReleaseStore } from './ports.ts';
import { keyOf, NO_PROGRAMME, queryOfSpec, type TableSpec } from './table-spec.ts';

export type TableSource = { times: DataTimes; cells: readonly Cell[]; relation: RelationSource };

export type TableSources = {
  /** The cells that have units at the release, whatever the table's k. @throws MetricRequestError for an unknown programme */
  read: (spec: TableSpec, release: Release) => Promise<TableSource>;
  relationOf: (release: Release) => Promise<RelationSource>;
  /** Programmes that ever had units of the metric, by id; none for metrics that no programme has. */
  programmesOf: (spec: TableSpec, release: Release) => Promise<string[]>;
};

export function createTableSources(runQuery: RunQuery, store: ReleaseStore): TableSources {
  const timesOf = createDataTimes(runQuery);
  const sources = createMemory<TableSource>();
  const programmes = createMemory<string[]>();

  // Asked each time: the store drops the tables of old releases.
  const relationOf = async (release: Release): Promise<RelationSource> =>
    (await store.relationsOf(release)) ?? relationSql;

  function read(spec: TableSpec, release: Release): Promise<TableSource> {
    return sources.get(`${release.id} ${keyOf({ ...spec, k: 0 })}`, async () => {
      const query = queryOfSpec(spec, release.at);
      const relation = await relationOf(release);
      // Records that name no programme are read in the zones of all.
      const times = await timesOf(spec.programme === '' ? { ...query, programme: null } : query, relation);
      const { sql, params } = compile(query, times, relation);
      const rows = await withLeftOut(runQuery, query, await runQuery(sql, params), { times, relation }, 'all places');
      return { times, relation, cells: rows.map((row) => cellOf(query, row)) };
    });
  }

  function programmesOf(spec: TableSpec, release: Release): Promise<string[]> {
    return programmes.get(`${release.id} ${spec.metric}`, async () => {
      // By months: what a snapshot of today no longer holds was in one of them.
      const query = queryOfSpec({ ...spec, programme: null, by: ['programme'], level: 'month' }, release.at);
      if (!query.metric.dimensions.includes('programme')) return [];
      const relation = await relationOf(release);
      const { sql, params } = compile(query, await timesOf(query, relation), relation, { people: { atLeast: 1 } });
      const rows = await runQuery(sql, params);
      const names = rows.map((row) => textIn(row, 'g0')).map((name) => (name === NO_PROGRAMME ? '' : name));
      return [...new Set(names)].sort();
    });
  }
  return { read, relationOf, programmesOf };
}

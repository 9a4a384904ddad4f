/** The metric engine of those who see releases only: every question is answered as of the latest one. */
import { relationSql } from '@rapport/warehouse';
import { compare } from '../compare/compare.ts';
import type { ComparisonRequest } from '../compare/compare-request.ts';
import { compile } from '../compile.ts';
import { createMetricEngine, type MetricEngine, type RunQuery } from '../engine.ts';
import { type Explanation, explanationOf } from '../explain.ts';
import { type MetricRequest, parseRequest } from '../request.ts';
import type { MetricResult, ResultMeta } from '../result.ts';
import { countRows, metaOf } from '../result-meta.ts';
import { answerRows } from './answer.ts';
import { type Mapping, mapQuestion, refuseComparison, refuseTriangle } from './mapping.ts';
import type { Release, ReleaseStore } from './ports.ts';
import { nothingReleased } from './release-error.ts';
import { createReleasedTables } from './released-tables.ts';
import { specOfKey } from './table-spec.ts';

export type ReleasedEngine = MetricEngine & {
  /** Makes in a release every table that was asked for in the one before it. */
  prepare: (release: Release, previous: Release) => Promise<{ tables: number }>;
};

type Dependencies = { query: RunQuery; store: ReleaseStore; clock?: () => number };

const iso = (ms: number) => new Date(ms).toISOString();
const releaseOf = ({ id, at, madeAt }: Release): NonNullable<ResultMeta['release']> => {
  return { id, at: iso(at), made_at: iso(madeAt) };
};

/**
 * An engine over released tables. Answers are as of the latest release; what no released table holds is refused
 * (`BREAKDOWN_NOT_PUBLISHED`). @throws ReleaseError NOTHING_RELEASED before the first release
 */
export function createReleasedEngine({ query: runQuery, store }: Dependencies): ReleasedEngine {
  const tables = createReleasedTables({ query: runQuery, store });

  async function latest(): Promise<Release> {
    const release = await store.latest();
    if (release === undefined) throw nothingReleased();
    return release;
  }

  /** The engine for metrics about nobody: as of the release, with nothing to protect. */
  async function unprotected(release: Release): Promise<MetricEngine> {
    const relation = (await store.relationsOf(release)) ?? relationSql;
    return createMetricEngine({ query: runQuery, clock: () => release.at, relation });
  }

  async function answered(mapping: Mapping, release: Release): Promise<MetricResult> {
    const { spec, query, byProgramme } = mapping;
    const specs =
      byProgramme && spec.programme === null
        ? (await tables.programmesOf(spec, release)).map((programme) => ({ ...spec, programme }))
        : [spec];
    const found = [];
    for (const one of specs) found.push({ spec: one, body: await tables.table(one, release) });
    const rows = answerRows(mapping, found, release);
    const zones = [...new Set(found.flatMap(({ body }) => body.zones))];
    return { rows, meta: { ...metaOf(query, zones, countRows(rows)), release: releaseOf(release) } };
  }

  async function runAt(request: MetricRequest, release: Release): Promise<MetricResult> {
    const mapping = mapQuestion(request, release.at);
    if (mapping.query.metric.people !== 'none') return answered(mapping, release);
    const { rows, meta } = await (await unprotected(release)).run(request);
    return {
      rows: rows.map((row) => ({ ...row, release: release.id })),
      meta: { ...meta, release: releaseOf(release) },
    };
  }

  async function explain(request: MetricRequest): Promise<Explanation> {
    const release = await latest();
    const { rows, meta } = await runAt(request, release);
    const query = parseRequest(request, release.at);
    // The text and its parameters only: what it would read now is not what the release has read.
    const times = { zones: meta.time_zones, range: { first: '1970-01-01', count: 0 } };
    return explanationOf(query, compile(query, times, relationSql), [], { rows, meta });
  }

  async function prepare(release: Release, previous: Release): Promise<{ tables: number }> {
    let made = 0;
    for (const key of await store.keysOf(previous)) {
      const spec = specOfKey(key);
      if (spec === undefined) continue;
      await tables.table(spec, release);
      made += 1;
    }
    return { tables: made };
  }

  return {
    run: async (request) => runAt(request, await latest()),
    compare: async (request: ComparisonRequest) => {
      refuseComparison(request);
      const release = await latest();
      return compare((plain) => runAt(plain, release), request);
    },
    triangle: async ({ metric }) => refuseTriangle(metric),
    explain,
    prepare,
  };
}

/** The metric engine: a request in, a table with its provenance out. */
import { relationSql } from '@rapport/warehouse';
import { bucketRange } from './bucket-range.ts';
import { isZone } from './calendar.ts';
import { makeRows } from './cells.ts';
import { compile, type SqlParameter, sqlInstant } from './compile.ts';
import type { RelationSource } from './definition.ts';
import { nearest } from './nearest.ts';
import { type MetricQuery, type MetricRequest, parseRequest } from './request.ts';
import { MetricRequestError } from './request-error.ts';
import type { MetricResult, MetricRow, ResultMeta } from './result.ts';
import { nullableNumberIn, type RawRow, textIn } from './summary-row.ts';

/** Runs a SELECT with bound parameters ({name:Type} in the text) and gives its rows. */
export type RunQuery = (sql: string, params: Record<string, SqlParameter>) => Promise<RawRow[]>;

export type MetricEngine = { run: (request: MetricRequest) => Promise<MetricResult> };

type Dependencies = { query: RunQuery; clock?: () => number; relation?: RelationSource };

const iso = (ms: number) => new Date(ms).toISOString();

function metaOf(query: MetricQuery, zones: readonly string[], rows: readonly MetricRow[]): ResultMeta {
  const { metric } = query;
  const duration = metric.measuresDuration === true ? query.duration : null;
  const moments = { as_of: iso(query.asOf), known_at: iso(query.knownAt) };
  const { programme, from, to, grain, horizon } = query;
  const where = Object.fromEntries(Object.entries(query.where).map(([id, values]) => [id, [...values]]));
  return {
    metric: metric.id,
    version: metric.version,
    title: metric.title,
    definition: metric.formula,
    unit: metric.unit,
    direction: metric.direction,
    time_refers_to: metric.timeRefersTo,
    query: {
      metric: metric.id,
      ...{ programme, from, to, grain },
      group_by: [...query.groupBy],
      where,
      ...moments,
      duration,
      horizon,
    },
    ...moments,
    time_zones: [...zones],
    duration,
    protection: query.protection,
    row_count: rows.length,
    suppressed_cells: rows.filter(({ state }) => state === 'suppressed').length,
    lineage: { relations: [...metric.relations], grain: metric.grain },
    caveats: [...metric.caveats],
  };
}

/**
 * Programmes with their zone as the warehouse spells it; empty where it knows no such zone (read as UTC then). A zone that
 * only this runtime knows, or in another case, would make the warehouse refuse every query over all programmes.
 */
function zonesSql(programmes: string): string {
  return `SELECT programme_id, time_zone FROM (
    SELECT p.programme_id AS programme_id, known.time_zone AS time_zone
    FROM (${programmes}) AS p
    LEFT ANY JOIN (SELECT time_zone, lower(time_zone) AS spelling FROM system.time_zones) AS known
      ON known.spelling = lower(p.time_zone)
  )`;
}

/**
 * An engine over whatever runs SELECTs. `run` throws MetricRequestError for a request that makes no sense, and passes on
 * what `query` throws. `clock` gives every default instant; `relation` the relations, by default the folds of all events.
 */
export function createMetricEngine(dependencies: Dependencies): MetricEngine {
  const { query: runQuery, clock = Date.now, relation = relationSql } = dependencies;

  async function refuseUnknownProgramme(programme: string, known: readonly string[]): Promise<void> {
    // A programme whose configuration never arrived may still have events.
    const seen = await runQuery(
      'SELECT DISTINCT programme_id FROM event_receipts WHERE programme_id != {none:String} LIMIT 1000',
      { none: '' },
    );
    const names = [...new Set([...known, ...seen.map((row) => textIn(row, 'programme_id'))])];
    if (names.includes(programme)) return;
    const suggestion = nearest(programme, names);
    const hint = suggestion === undefined ? '' : `: did you mean ${suggestion}?`;
    const message = `there is no programme "${programme.slice(0, 60)}"${hint}`;
    throw new MetricRequestError([
      { code: 'UNKNOWN_PROGRAMME', field: 'programme', message, ...(suggestion === undefined ? {} : { suggestion }) },
    ]);
  }

  async function zonesOf(query: MetricQuery, moments: Record<string, SqlParameter>): Promise<string[]> {
    const rows = await runQuery(zonesSql(relation('dim_programme')), moments);
    const configured = rows.map((row) => ({ id: textIn(row, 'programme_id'), zone: textIn(row, 'time_zone') }));
    if (query.programme === null) {
      return [...new Set(['UTC', ...configured.map(({ zone }) => zone).filter(isZone)])];
    }
    const own = configured.find(({ id }) => id === query.programme);
    if (own === undefined)
      await refuseUnknownProgramme(
        query.programme,
        configured.map(({ id }) => id),
      );
    return [own !== undefined && isZone(own.zone) ? own.zone : 'UTC'];
  }

  async function earliestStart(query: MetricQuery, moments: Record<string, SqlParameter>): Promise<number | null> {
    if (query.metric.time === 'instant' || query.grain === null || query.from !== null) return null;
    const own = query.programme === null ? '' : ' AND programme_id = {programme:String}';
    const params = query.programme === null ? moments : { ...moments, programme: query.programme };
    const [row] = await runQuery(
      `SELECT count() AS started, toUnixTimestamp64Milli(min(assumeNotNull(activated_at))) AS first
       FROM (${relation('fact_pairing')}) WHERE activated_at IS NOT NULL${own}`,
      params,
    );
    return row === undefined || Number(row['started']) === 0 ? null : nullableNumberIn(row, 'first');
  }

  async function run(request: MetricRequest): Promise<MetricResult> {
    const query = parseRequest(request, clock());
    const moments = { as_of: sqlInstant(query.asOf), known_at: sqlInstant(query.knownAt) };
    const [zones, earliest] = await Promise.all([zonesOf(query, moments), earliestStart(query, moments)]);
    const range = bucketRange(query, zones, earliest);
    const { sql, params } = compile(query, { zones, range }, relation);
    const rows = makeRows(query, await runQuery(sql, params), zones);
    return { rows, meta: metaOf(query, zones, rows) };
  }
  return { run };
}

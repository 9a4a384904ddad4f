/** Where the data of a query lie in time: the zones of its programmes, and the run of buckets. Asked of the warehouse. */
import { bucketRange } from './bucket-range.ts';
import { isZone } from './calendar.ts';
import { type DataTimes, type SqlParameter, sqlInstant } from './compile.ts';
import type { RelationSource } from './definition.ts';
import type { RunQuery } from './engine.ts';
import { nearest } from './nearest.ts';
import type { MetricQuery } from './request.ts';
import { MetricRequestError } from './request-error.ts';
import { nullableNumberIn, textIn } from './summary-row.ts';

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

/** Where something that a snapshot or interval metric counts can begin, pairings always. */
const beginnings = [
  { name: 'fact_pairing', column: 'activated_at', programme: 'programme_id' },
  { name: 'fact_enrolment', column: 'enrolled_at', programme: 'programme_id' },
  { name: 'dim_participant', column: 'registered_at', programme: "''" },
] as const;

/** Gives the times of a query. @throws MetricRequestError for a programme that nobody has heard of */
export function createDataTimes(runQuery: RunQuery) {
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

  async function zonesOf(
    query: MetricQuery,
    moments: Record<string, SqlParameter>,
    relation: RelationSource,
  ): Promise<string[]> {
    const rows = await runQuery(zonesSql(relation('dim_programme')), moments);
    const configured = rows.map((row) => ({ id: textIn(row, 'programme_id'), zone: textIn(row, 'time_zone') }));
    if (query.programme === null) {
      return [
        ...new Set([
          'UTC',
          ...configured
            .map(({ zone }) => zone)
            .filter(isZone)
            .sort(),
        ]),
      ];
    }
    const own = configured.find(({ id }) => id === query.programme);
    const known = configured.map(({ id }) => id);
    if (own === undefined) await refuseUnknownProgramme(query.programme, known);
    return [own !== undefined && isZone(own.zone) ? own.zone : 'UTC'];
  }

  async function earliestStart(
    query: MetricQuery,
    moments: Record<string, SqlParameter>,
    relation: RelationSource,
  ): Promise<number | null> {
    if (query.metric.time === 'instant' || query.grain === null || query.from !== null) return null;
    const own = query.programme === null ? '' : ' AND programme_id = {programme:String}';
    const params = query.programme === null ? moments : { ...moments, programme: query.programme };
    const starts = beginnings
      .filter(({ name }) => name === 'fact_pairing' || query.metric.relations.includes(name))
      .map(
        ({ name, column, programme }) =>
          `SELECT ${column} AS start, ${programme} AS programme_id FROM (${relation(name)})`,
      );
    const [row] = await runQuery(
      `SELECT count() AS started, toUnixTimestamp64Milli(min(assumeNotNull(start))) AS first
       FROM (${starts.join(' UNION ALL ')}) WHERE start IS NOT NULL${own}`,
      params,
    );
    return row === undefined || Number(row['started']) === 0 ? null : nullableNumberIn(row, 'first');
  }

  return async function timesOf(query: MetricQuery, relation: RelationSource): Promise<DataTimes> {
    const moments = { as_of: sqlInstant(query.asOf), known_at: sqlInstant(query.knownAt) };
    const [zones, earliest] = await Promise.all([
      zonesOf(query, moments, relation),
      earliestStart(query, moments, relation),
    ]);
    return { zones, range: bucketRange(query, zones, earliest) };
  };
}

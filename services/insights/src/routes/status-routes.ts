import type { AnswerMemory } from '@rapport/metrics';
import { type FactKeeper, relationSql, type Warehouse } from '@rapport/warehouse';
import type { FastifyInstance } from 'fastify';
import { type Access, seesProgramme } from '../access/access.ts';
import { freshnessAnswer, meAnswer, problemAnswer, programmesAnswer } from '../answers.ts';
import type { QueryMetrics } from '../query-metrics.ts';

type Dependencies = {
  warehouse: Warehouse;
  /** Where programmes are kept; without it they are folded from their events. */
  facts: Pick<FactKeeper, 'source'> | undefined;
  /** Without it every answer is made anew. */
  memory: AnswerMemory | undefined;
  queryMetrics: QueryMetrics;
  clock: () => number;
};

type Named = { id: string; name: string; time_zone: string; cadence_days: number | null };
type ProgrammeRow = Named & { first_at: string; last_at: string };
type Programme = Named & { first_event_on: string | null; last_event_on: string | null };
type LedgerRow = {
  topic: string;
  stream: string;
  partition: number;
  last: string | number;
  recorded: string | number;
  written: string | number;
};

const MAX_PROGRAMMES = 1_000;

/** A local date; null for 1970, by which the engine says that there was nothing to join. */
function dayIn(instant: string, timeZone: string): string | null {
  if (Number(instant) === 0) return null;
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(Number(instant));
}

/**
 * Every programme that is described or told of. Days rather than instants: when exactly somebody did the latest thing is nobody's business. What people do
 * with alerts is no news of a programme.
 */
const programmesSql = (described: string) => `
  SELECT programme_id AS id, any(p.name) AS name, if(any(p.time_zone) = '', 'UTC', any(p.time_zone)) AS time_zone,
    any(p.cadence_days) AS cadence_days,
    toUnixTimestamp64Milli(any(t.first_at)) AS first_at, toUnixTimestamp64Milli(any(t.last_at)) AS last_at
  FROM (
    SELECT programme_id, minIf(occurred_at, counts) AS first_at, maxIf(occurred_at, counts) AS last_at
    FROM (
      SELECT programme_id, occurred_at, stream NOT IN ('alert', 'workspace') AND occurred_at <= {as_of:DateTime64(3, 'UTC')} AS counts
      FROM event_receipts WHERE programme_id != ''
    ) GROUP BY programme_id
  ) AS t
  FULL JOIN (SELECT programme_id, name, time_zone, cadence_days FROM (${described})) AS p USING (programme_id)
  GROUP BY programme_id ORDER BY programme_id LIMIT ${MAX_PROGRAMMES}`;

async function programmes({ warehouse, facts, clock }: Dependencies): Promise<Programme[]> {
  const now = new Date(clock()).toISOString().replace('T', ' ').replace('Z', '');
  const described = (facts?.source() ?? relationSql)('dim_programme');
  const rows = await warehouse.query<ProgrammeRow>(programmesSql(described), { as_of: now, known_at: now });
  return rows.map(({ first_at, last_at, ...row }) => ({
    ...row,
    first_event_on: dayIn(first_at, row.time_zone),
    last_event_on: dayIn(last_at, row.time_zone),
  }));
}

/** Nothing but a day changes with time alone. */
const PROGRAMMES_LAST_MS = 60_000;

const knownProgrammes = (dependencies: Dependencies): Promise<Programme[]> =>
  dependencies.memory?.remember(
    { key: 'programmes', lastsMs: PROGRAMMES_LAST_MS, cellsOf: ({ length }) => length },
    () => programmes(dependencies),
  ) ?? programmes(dependencies);

/** Offsets and the times of others tell how much happens elsewhere: who sees some programmes only gets those of their own events. */
async function ownRows(warehouse: Warehouse, programmes: readonly string[]): Promise<LedgerRow[]> {
  return warehouse.query<LedgerRow>(
    `SELECT t.topic AS topic, r.stream AS stream, -1 AS partition, 0 AS last, r.recorded AS recorded, r.written AS written
     FROM (
       SELECT stream, toUnixTimestamp64Milli(max(kafka_at)) AS recorded, toUnixTimestamp64Milli(max(inserted_at)) AS written
       FROM event_receipts WHERE programme_id IN {programmes:Array(String)} GROUP BY stream
     ) AS r
     INNER JOIN (SELECT DISTINCT stream, topic FROM ingest_ledger) AS t ON t.stream = r.stream
     ORDER BY topic`,
    { programmes: [...programmes] },
  );
}

async function allRows(warehouse: Warehouse): Promise<LedgerRow[]> {
  return warehouse.query<LedgerRow>(
    `SELECT topic, any(stream) AS stream, partition, max(last_offset) AS last,
       toUnixTimestamp64Milli(ifNull(max(last_timestamp), toDateTime64(0, 3, 'UTC'))) AS recorded,
       toUnixTimestamp64Milli(max(inserted_at)) AS written
     FROM ingest_ledger GROUP BY topic, partition ORDER BY topic, partition`,
  );
}

async function freshness({ warehouse, clock }: Dependencies, { programmes: seen }: Pick<Access, 'programmes'>) {
  const rows = await (seen === 'all' ? allRows(warehouse) : ownRows(warehouse, seen));
  const topics = [...new Set(rows.map(({ topic }) => topic))];
  return topics.map((topic) => {
    const own = rows.filter((row) => row.topic === topic);
    const recorded = Math.max(...own.map((row) => Number(row.recorded)));
    const written = Math.max(...own.map((row) => Number(row.written)));
    return {
      topic,
      stream: own[0]?.stream ?? '',
      partitions: own
        .filter(({ partition }) => partition >= 0)
        .map(({ partition, last }) => ({ partition, last_offset: Number(last) })),
      latest_record_at: recorded === 0 ? null : new Date(recorded).toISOString(),
      written_at: new Date(written).toISOString(),
      seconds_since_written: Math.max(0, (clock() - written) / 1000),
      lag_messages: null,
    };
  });
}

/** Who asks, as the API sees it. */
const asCaller = ({ role, name, tokenId, programmes: seen, k, answers }: Access) => ({
  role,
  // The name begins with the role, for the log.
  name: tokenId === null ? null : name.replace(/^\w+: token /, ''),
  programmes: seen === 'all' ? null : [...seen],
  k,
  answers,
});

/** GET /v1/me, /v1/programmes and /v1/freshness. */
export function addStatusRoutes(app: FastifyInstance, dependencies: Dependencies): void {
  const { queryMetrics, clock } = dependencies;
  app.get('/v1/me', {
    schema: {
      summary: 'Who asks: role, name and programmes of the token',
      tags: ['operations'],
      response: { 200: meAnswer },
    },
    handler: async ({ access }) => ({ data: asCaller(access), meta: {}, links: { self: '/v1/me' } }),
  });
  app.get('/v1/programmes', {
    schema: {
      summary: 'Programmes that have events',
      tags: ['programmes'],
      response: { 200: programmesAnswer, 503: problemAnswer },
    },
    handler: ({ access }) =>
      queryMetrics.timed('/v1/programmes', async () => {
        const data = (await knownProgrammes(dependencies)).filter(({ id }) => seesProgramme(access, id));
        return { data, meta: { row_count: data.length }, links: { self: '/v1/programmes' } };
      }),
  });
  app.get('/v1/freshness', {
    schema: {
      summary: 'How far the warehouse has read each topic',
      tags: ['operations'],
      response: { 200: freshnessAnswer, 503: problemAnswer },
    },
    handler: ({ access }) =>
      queryMetrics.timed('/v1/freshness', async () => {
        const data = await freshness(dependencies, access);
        const meta = { row_count: data.length, as_of: new Date(clock()).toISOString() };
        return { data, meta, links: { self: '/v1/freshness' } };
      }),
  });
}

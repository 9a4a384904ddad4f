/** Who asked what of the read API. What a line means is its writer's business; here it is kept and found. */
import type { Warehouse } from './client.ts';

/** `at` is in epoch milliseconds; `questions` is JSON. `id` is a UUID: the same line twice is one. */
export type AccessLogLine = {
  at: number;
  id: string;
  trace_id: string;
  token_id: string;
  name: string;
  role: string;
  method: string;
  route: string;
  url: string;
  status: number;
  metrics: readonly string[];
  questions: string;
  cells_shown: number;
  cells_hidden: number;
  release: string;
  duration_ms: number;
};

/** Times are epoch milliseconds, half-open. */
export type AccessLogFilter = {
  since?: number | undefined;
  until?: number | undefined;
  token?: string | undefined;
  metric?: string | undefined;
  limit: number;
};

const instant = (ms: number): string => new Date(ms).toISOString().slice(0, -1).replace('T', ' ');

/** Writes lines, all or none. Writing the same again changes nothing. Throws WarehouseError. */
export async function writeAccessLog(warehouse: Warehouse, lines: readonly AccessLogLine[]): Promise<void> {
  if (lines.length === 0) return;
  const text = lines.map((line) => JSON.stringify({ ...line, at: instant(line.at) })).join('\n');
  await warehouse.insertStream({
    sql: 'INSERT INTO access_log FORMAT JSONEachRow',
    body: [Buffer.from(`${text}\n`)],
    settings: { async_insert: 0 },
  });
}

/** The lines that fit, the newest first. `token` is the id of one, or its name. Throws WarehouseError. */
export async function listAccessLog(warehouse: Warehouse, filter: AccessLogFilter): Promise<AccessLogLine[]> {
  const { since, until, token, metric, limit } = filter;
  const conditions = [
    ...(since === undefined ? [] : ["at >= {since:DateTime64(3, 'UTC')}"]),
    ...(until === undefined ? [] : ["at < {until:DateTime64(3, 'UTC')}"]),
    ...(token === undefined
      ? []
      : ["(token_id = {token:String} OR endsWith(name, concat(': token ', {token:String})))"]),
    ...(metric === undefined ? [] : ['has(metrics, {metric:String})']),
  ];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const rows = await warehouse.query<Omit<AccessLogLine, 'at'> & { at_ms: number | string }>(
    `SELECT toUnixTimestamp64Milli(at) AS at_ms, * EXCEPT (at)
     FROM access_log FINAL ${where} ORDER BY access_log.at DESC, access_log.id LIMIT {limit:UInt32}`,
    {
      ...(since === undefined ? {} : { since: instant(since) }),
      ...(until === undefined ? {} : { until: instant(until) }),
      ...(token === undefined ? {} : { token }),
      ...(metric === undefined ? {} : { metric }),
      limit,
    },
  );
  return rows.map(({ at_ms, ...line }) => ({ ...line, at: Number(at_ms) }));
}

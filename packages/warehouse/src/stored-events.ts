/** Event rows against receipts: is every event that was received in a row, and every row's event received? */
import { type StreamName, streams } from '@rapport/events';
import type { Warehouse } from './client.ts';

/** What a stream's events say against its receipts. `lost`, `unexplained` and `reused` are 0 when nothing is wrong. */
export type StoredEvents = {
  stream: StreamName;
  /** Records that became events. */
  received: number;
  /** Different events among them. */
  different: number;
  /** Rows in the table beyond those that count: copies that a merge will take away. */
  copies: number;
  /** Events that were received and are in no row: loss. */
  lost: number;
  /** Events in rows that no receipt tells of: put there by somebody else. */
  unexplained: number;
  /** Rows beyond one per event id: ids that their producer used for several entities, each of which counts. */
  reused: number;
};

type Counted = { rows: number; digest: string };
type CountRow = { stream: StreamName; amount: string | number; digest: string };

// Sets of ids are held in memory: so many at a time, whatever the stream's size.
const IDS_AT_ONCE = 2_000_000;

// A row and its receipt appear one moment after the other, and carry the same time: both are asked about up to one moment.
const UNTIL = 'inserted_at <= {until:String}';
const DIGEST = 'count() AS amount, toString(sum(sipHash64(event_id))) AS digest';

async function settledUntil(warehouse: Warehouse, settledSeconds: number): Promise<string> {
  const [row] = await warehouse.query<{ until: string }>(
    `SELECT toString(now64(3, 'UTC') - toIntervalSecond({settledSeconds:UInt32})) AS until`,
    { settledSeconds },
  );
  return row?.until ?? '';
}

async function counted(warehouse: Warehouse, sql: string, until: string): Promise<Map<StreamName, Counted>> {
  const rows = await warehouse.query<CountRow>(sql, { until });
  return new Map(rows.map(({ stream, amount, digest }) => [stream, { rows: Number(amount), digest }]));
}

const perStream = (final: string, columns: string) =>
  streams.map(({ name }) => `SELECT '${name}' AS stream, ${columns} FROM events_${name} ${final} WHERE ${UNTIL}`);

// Where an id was seen, as bits: in a settled receipt (1), in any receipt (2), in a settled row (4), in any row (8).
function partSql(stream: StreamName): string {
  const part = 'cityHash64(event_id) % {parts:UInt32} = {part:UInt32}';
  return `SELECT toUInt32(countIf(bitAnd(seen, 1) != 0)) AS different, toUInt32(countIf(bitAnd(seen, 4) != 0)) AS stored,
  toUInt32(countIf(bitAnd(seen, 1) != 0 AND bitAnd(seen, 8) = 0)) AS lost,
  toUInt32(countIf(bitAnd(seen, 4) != 0 AND bitAnd(seen, 2) = 0)) AS unexplained
  FROM (
    SELECT event_id, groupBitOr(bits) AS seen FROM (
      SELECT event_id, toUInt8(if(${UNTIL}, 3, 2)) AS bits FROM event_receipts WHERE stream = '${stream}' AND ${part}
      UNION ALL SELECT event_id, toUInt8(if(${UNTIL}, 12, 8)) AS bits FROM events_${stream} WHERE ${part}
    ) GROUP BY event_id
  )`;
}

type Part = Pick<StoredEvents, 'different' | 'lost' | 'unexplained'> & { stored: number };

/** Compares id by id, a part of them at a time. */
async function compareIds(warehouse: Warehouse, stream: StreamName, ids: number, until: string): Promise<Part> {
  const parts = Math.max(1, Math.ceil(ids / IDS_AT_ONCE));
  const sum: Part = { different: 0, lost: 0, unexplained: 0, stored: 0 };
  for (let part = 0; part < parts; part += 1) {
    const [row] = await warehouse.query<Part>(partSql(stream), { until, parts, part });
    if (row === undefined) continue;
    for (const name of ['different', 'lost', 'unexplained', 'stored'] as const) sum[name] += row[name];
  }
  return sum;
}

type Compared = Pick<StoredEvents, 'different' | 'lost' | 'unexplained' | 'reused'>;

async function compare(
  warehouse: Warehouse,
  stream: StreamName,
  counts: { received: Counted; stored: Counted },
  until: string,
): Promise<Compared> {
  const { received, stored } = counts;
  if (received.rows === stored.rows && received.digest === stored.digest) {
    return { different: received.rows, lost: 0, unexplained: 0, reused: 0 };
  }
  const part = await compareIds(warehouse, stream, Math.max(received.rows, stored.rows), until);
  const { different, lost, unexplained } = part;
  return { different, lost, unexplained, reused: Math.max(0, stored.rows - part.stored) };
}

/**
 * Holds the event rows of every stream against its receipts, but for those of the last `settledSeconds`. Where both have as
 * many, and the sum of their ids' hashes is the same, they are the same and each came once; only else ids are compared.
 */
export async function checkStoredEvents(warehouse: Warehouse, settledSeconds = 5): Promise<StoredEvents[]> {
  const until = await settledUntil(warehouse, settledSeconds);
  const receipts = await counted(
    warehouse,
    `SELECT stream, ${DIGEST} FROM event_receipts FINAL WHERE ${UNTIL} GROUP BY stream`,
    until,
  );
  const events = await counted(warehouse, perStream('FINAL', DIGEST).join('\nUNION ALL '), until);
  const raw = await counted(warehouse, perStream('', `count() AS amount, '' AS digest`).join('\nUNION ALL '), until);
  const found: StoredEvents[] = [];
  for (const { name: stream } of streams) {
    const received = receipts.get(stream) ?? { rows: 0, digest: '0' };
    const stored = events.get(stream) ?? { rows: 0, digest: '0' };
    const compared = await compare(warehouse, stream, { received, stored }, until);
    const copies = Math.max(0, (raw.get(stream)?.rows ?? 0) - stored.rows);
    found.push({ stream, received: received.rows, copies, ...compared });
  }
  return found;
}

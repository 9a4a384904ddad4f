/** The events of a stream from a position on: each that counts once, in the order of its partition. */
import type { StreamName } from '@rapport/events';
import type { Warehouse } from '../client.ts';
import type { FeedPosition } from './feed-position.ts';
import { storedEnds } from './stored-ends.ts';

/** Fields that an event does not have are left out. Times are RFC 3339. */
export type FeedEvent = Record<string, unknown> & { partition: number; offset: number; event_id: string; type: string };

export type FeedPage = {
  events: FeedEvent[];
  next: FeedPosition;
  /** False while there is more to be read at once. */
  complete: boolean;
};

type Receipt = { partition: number; offset: string; event_id: string; counts: 0 | 1 };

/** Columns that tell where an event is stored and not what happened. */
const OWN_COLUMNS = ['_partition', '_offset', '_timestamp', 'inserted_at', '_precedence', 'event_id', 'type'];

const behind = (from: Readonly<Record<string, number>>, ends: Readonly<Record<string, number>>) =>
  Object.entries(ends)
    .filter(([partition, end]) => end > (from[partition] ?? -1))
    .map(
      ([partition, end]) =>
        `(partition = ${Number(partition)} AND offset > ${from[partition] ?? -1} AND offset <= ${end})`,
    );

// A copy of an event counts unless an earlier one in the log is as old by its recording, or a later one is older: the
// earliest recorded copy is the event. So an event comes once, and again only if an older copy took its place since.
const receiptsSql = (stream: StreamName, wanted: string) => `WITH page AS (
  SELECT partition, offset, event_id, recorded_at FROM event_receipts FINAL
  WHERE stream = '${stream}' AND (${wanted}) ORDER BY partition, offset LIMIT {each:UInt32} BY partition
)
SELECT partition, toString(offset) AS offset, toString(p.event_id) AS event_id,
  NOT arrayExists(copy -> (copy.1 < p.offset AND copy.2 <= p.recorded_at) OR (copy.1 > p.offset AND copy.2 < p.recorded_at), c.copies) AS counts
FROM page AS p LEFT JOIN (
  SELECT event_id, groupUniqArray((offset, recorded_at)) AS copies FROM event_receipts
  WHERE stream = '${stream}' AND event_id IN (SELECT event_id FROM page) GROUP BY event_id
) AS c ON c.event_id = p.event_id
ORDER BY partition, p.offset`;

/** The columns of a stream's events as they are told, by what the table has. */
async function columnsOf(warehouse: Warehouse, stream: StreamName): Promise<string> {
  const rows = await warehouse.query<{ name: string; type: string }>(
    `SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = {table:String} ORDER BY position`,
    { table: `events_${stream}` },
  );
  return rows
    .filter(({ name }) => !OWN_COLUMNS.includes(name))
    .map(({ name, type }) =>
      /^(Nullable\()?DateTime64/.test(type)
        ? `replaceOne(toString(\`${name}\`), ' ', 'T') || 'Z' AS \`${name}\``
        : `\`${name}\``,
    )
    .join(', ');
}

/** The events that were received in these ranges, by their ids: the copy that counts of each. */
async function bodiesOf(warehouse: Warehouse, stream: StreamName, ranges: readonly string[]) {
  if (ranges.length === 0) return new Map<string, Record<string, unknown>>();
  const columns = await columnsOf(warehouse, stream);
  // The ids stay in the engine: ten thousand of them would be too long for an address, and for a statement.
  const rows = await warehouse.query<Record<string, unknown> & { event_id: string }>(
    `SELECT toString(e.event_id) AS event_id, concat('${stream}.', e.type) AS type, ${columns}
FROM (
  SELECT *, _precedence FROM events_${stream}
  PREWHERE event_id IN (SELECT event_id FROM event_receipts WHERE stream = '${stream}' AND (${ranges.join(' OR ')}))
  ORDER BY _precedence DESC, _offset LIMIT 1 BY event_id
) AS e`,
  );
  return new Map(rows.map((row) => [row.event_id, row]));
}

const isTold = ([, value]: [string, unknown]) =>
  value !== null && !(typeof value === 'object' && Object.keys(value).length === 0);

function nextOf(receipts: readonly Receipt[], from: FeedPosition[string], ends: FeedPosition[string], each: number) {
  const next: Record<string, number> = { ...from };
  let complete = true;
  for (const [partition, end] of Object.entries(ends)) {
    const own = receipts.filter((one) => String(one.partition) === partition);
    const isFull = own.length >= each;
    next[partition] = isFull ? Number(own.at(-1)?.offset) : end;
    if (isFull && next[partition] < end) complete = false;
  }
  return { next, complete };
}

/**
 * At most about `limit` events behind the position. Only what is stored without a gap is told, so that a reader who goes on
 * from `next` never misses an event, whatever happens to the projector meanwhile. Throws WarehouseError.
 */
export async function readEventFeed(
  warehouse: Warehouse,
  stream: StreamName,
  position: FeedPosition,
  limit: number,
): Promise<FeedPage> {
  const from = position[stream] ?? {};
  const ends = await storedEnds(warehouse, stream, from);
  const wanted = behind(from, ends);
  if (wanted.length === 0) return { events: [], next: { ...position, [stream]: ends }, complete: true };
  const each = Math.max(1, Math.floor(limit / wanted.length));
  const receipts = await warehouse.query<Receipt>(receiptsSql(stream, wanted.join(' OR ')), { each });
  const { next, complete } = nextOf(receipts, from, ends, each);
  const counting = receipts.filter(({ counts }) => Number(counts) === 1);
  const bodies = await bodiesOf(warehouse, stream, counting.length === 0 ? [] : behind(from, next));
  const events = counting.map(({ partition, offset, event_id }): FeedEvent => {
    const told = Object.fromEntries(Object.entries(bodies.get(event_id) ?? {}).filter(isTold));
    return { event_id, type: stream, ...told, partition, offset: Number(offset) };
  });
  return { events, next: { ...position, [stream]: next }, complete };
}

/** Where the feeds of these streams stand now. */
export async function feedPositionNow(warehouse: Warehouse, streams: readonly StreamName[]): Promise<FeedPosition> {
  const entries = await Promise.all(
    streams.map(async (stream) => [stream, await storedEnds(warehouse, stream, {})] as const),
  );
  return Object.fromEntries(entries.filter(([, ends]) => Object.keys(ends).length > 0));
}

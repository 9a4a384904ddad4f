/** How many offsets of which part of a partition are stored: counted where they lie, no row comes over. */
import type { StreamName } from '@rapport/events';
import type { Span, StoredSpan } from './audit.ts';
import type { Warehouse } from './client.ts';

/** The spans of a partition to be counted: they tile its offsets, in order. */
export type AskedSpans = { topic: string; stream: StreamName; partition: number; spans: readonly Span[] };

type CountRow = { stream: StreamName; partition: number; start: string; amount: string | number };

const STARTS = `(SELECT t.1 AS stream, t.2 AS partition, t.3 AS start FROM (
    SELECT arrayJoin(arrayZip({streams:Array(String)}, {partitions:Array(Int32)}, arrayMap(s -> toInt64(s), {starts:Array(String)}))) AS t))`;

const counted = (
  source: string,
) => `SELECT s.stream AS stream, s.partition AS partition, toString(s.start) AS start, count() AS amount
  FROM (${source}) AS r
  ASOF JOIN ${STARTS} AS s ON s.stream = r.stream AND s.partition = r.partition AND r.offset >= s.start
  GROUP BY stream, partition, s.start`;

const RECEIPTS = counted('SELECT toString(stream) AS stream, partition, offset FROM event_receipts FINAL');
// What was refused once and is a row by now (after a rebuild with better rules) counts as the row.
const LETTERS = counted(`SELECT stream, partition, offset FROM (
    SELECT transform(toString(topic), {topics:Array(String)}, {names:Array(String)}, '') AS stream, partition, offset
    FROM dead_letters FINAL WHERE topic IN {topics:Array(String)}
  ) AS d WHERE (d.stream, d.partition, d.offset) NOT IN (
    SELECT toString(stream), partition, offset FROM event_receipts WHERE (toString(stream), partition, offset) IN (
      SELECT transform(toString(topic), {topics:Array(String)}, {names:Array(String)}, ''), partition, offset
      FROM dead_letters WHERE topic IN {topics:Array(String)}
    )
  )`);

const keyOf = (stream: string, partition: number, start: string) => `${stream}/${partition}/${start}`;

/** Receipts and dead letters of each span; answers come in the order of the questions. */
export async function countStored(warehouse: Warehouse, asked: readonly AskedSpans[]): Promise<StoredSpan[][]> {
  const all = asked.flatMap(({ stream, partition, spans }) =>
    spans.map(({ firstOffset }) => ({ stream, partition, start: String(firstOffset) })),
  );
  if (all.length === 0) return asked.map(() => []);
  const topics = new Map(asked.map(({ topic, stream }) => [topic, stream]));
  const parameters = {
    streams: all.map(({ stream }) => stream),
    partitions: all.map(({ partition }) => partition),
    starts: all.map(({ start }) => start),
    topics: [...topics.keys()],
    names: [...topics.values()],
  };
  const [receipts, letters] = await Promise.all(
    [RECEIPTS, LETTERS].map(async (sql) => {
      const rows = await warehouse.query<CountRow>(sql, parameters);
      return new Map(rows.map((row) => [keyOf(row.stream, row.partition, row.start), Number(row.amount)]));
    }),
  );
  return asked.map(({ stream, partition, spans }) =>
    spans.map((span) => {
      const key = keyOf(stream, partition, String(span.firstOffset));
      return { ...span, receipts: receipts?.get(key) ?? 0, dead: letters?.get(key) ?? 0 };
    }),
  );
}

/** Per stream and partition, receipts beyond one for an offset: merges take them away, and reads never count them. */
export async function repeatedReceipts(
  warehouse: Warehouse,
): Promise<{ stream: StreamName; partition: number; repeated: number }[]> {
  const per = (final: string) =>
    warehouse.query<{ stream: StreamName; partition: number; amount: string | number }>(
      `SELECT stream, partition, count() AS amount FROM event_receipts ${final} GROUP BY stream, partition ORDER BY stream, partition`,
    );
  const [merged, raw] = [await per('FINAL'), await per('')];
  const different = new Map(merged.map(({ stream, partition, amount }) => [`${stream}/${partition}`, Number(amount)]));
  return raw.map(({ stream, partition, amount }) => ({
    ...{ stream, partition },
    // What came between the two questions is no repetition that lasts.
    repeated: Math.max(0, Number(amount) - (different.get(`${stream}/${partition}`) ?? 0)),
  }));
}

/** Reading dead letters: which there are, why, and what became of them. */
import type { Warehouse } from './client.ts';

/** `open`: nothing was done about it yet. */
export type DeadLetterState = 'open' | 'retried' | 'discarded';

export type DeadLetterSummary = {
  topic: string;
  partition: number;
  offset: bigint;
  code: string;
  field: string;
  message: string;
  /** UTC, `YYYY-MM-DD hh:mm:ss.sss`. */
  kafkaAt: string;
  programmeId: string;
  state: DeadLetterState;
  /** When it was retried or discarded (UTC), by whom and why; empty while it is open. */
  markedAt: string;
  markedBy: string;
  reason: string;
  /** Where it stands on the dead-letter topic; absent on rows older than that knowledge. */
  place?: { partition: number; offset: bigint };
};

export type DeadLetter = DeadLetterSummary & {
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, string>;
  recordedAt: string;
  projection: string;
};

type Position = { topic: string; partition: number; offset: string };
type SummaryRow = Position & {
  code: string;
  field: string;
  message: string;
  kafka_at: string;
  programme_id: string;
  state: DeadLetterState;
  marked_at: string;
  marked_by: string;
  reason: string;
  letter_partition: number;
  letter_offset: string;
};
type LetterRow = SummaryRow & {
  key64: string | null;
  value64: string | null;
  headers: Record<string, string>;
  recorded_at: string;
  projection: string;
};

// The latest mark of each; argMax gives one answer for any order of arrival and any number of copies.
const LETTERS = `dead_letters AS d FINAL LEFT JOIN (
  SELECT topic, partition, offset, argMax(status, at) AS status, max(marked_at) AS marked_at, argMax(marked_by, at) AS marked_by,
    argMax(reason, at) AS reason
  FROM (SELECT *, tuple(marked_at, mark_partition, mark_offset) AS at FROM dead_letter_marks)
  GROUP BY topic, partition, offset
) AS m ON m.topic = d.topic AND m.partition = d.partition AND m.offset = d.offset`;

const STATE = `if(m.status = '', 'open', m.status)`;
const SUMMARY = `d.topic AS topic, d.partition AS partition, toString(d.offset) AS offset, d.code AS code, d.field AS field,
  d.message AS message, d.kafka_at AS kafka_at, d.programme_id AS programme_id, ${STATE} AS state,
  if(m.status = '', '', toString(m.marked_at)) AS marked_at, m.marked_by AS marked_by, m.reason AS reason,
  d.letter_partition AS letter_partition, toString(d.letter_offset) AS letter_offset`;

function summaryOf(row: SummaryRow): DeadLetterSummary {
  const { topic, partition, code, field, message, state, reason } = row;
  return {
    ...{ topic, partition, offset: BigInt(row.offset), code, field, message, state, reason },
    ...{ kafkaAt: row.kafka_at, programmeId: row.programme_id, markedAt: row.marked_at, markedBy: row.marked_by },
    ...(row.letter_partition < 0
      ? {}
      : { place: { partition: row.letter_partition, offset: BigInt(row.letter_offset) } }),
  };
}

export type DeadLetterFilter = {
  topic?: string;
  code?: string;
  /** Set aside at this time or later, epoch milliseconds. */
  sinceMs?: number;
  /** Default: all of them. */
  state?: DeadLetterState | 'all';
  limit?: number;
};

const CONDITION = `({topic:String} = '' OR d.topic = {topic:String}) AND ({code:String} = '' OR d.code = {code:String})
  AND d.recorded_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC') AND ({state:String} = 'all' OR ${STATE} = {state:String})`;

function parametersOf({ topic = '', code = '', sinceMs = 0, state = 'all' }: DeadLetterFilter) {
  return { topic, code, since: sinceMs, state };
}

/** Quarantined records, newest first, without their bytes. */
export async function listDeadLetters(
  warehouse: Warehouse,
  filter: DeadLetterFilter = {},
): Promise<DeadLetterSummary[]> {
  const rows = await warehouse.query<SummaryRow>(
    `SELECT ${SUMMARY} FROM ${LETTERS} WHERE ${CONDITION}
     ORDER BY d.kafka_at DESC, d.topic, d.partition, d.offset DESC LIMIT {limit:UInt32}`,
    { ...parametersOf(filter), limit: filter.limit ?? 100 },
  );
  return rows.map(summaryOf);
}

/** One quarantined record with its bytes, or undefined when there is none at that position. */
export async function showDeadLetter(
  warehouse: Warehouse,
  position: { topic: string; partition: number; offset: bigint },
): Promise<DeadLetter | undefined> {
  const [row] = await warehouse.query<LetterRow>(
    `SELECT ${SUMMARY}, base64Encode(d.key) AS key64, base64Encode(d.value) AS value64, d.headers AS headers,
       d.recorded_at AS recorded_at, d.\`projection\` AS \`projection\`
     FROM ${LETTERS}
     WHERE d.topic = {topic:String} AND d.partition = {partition:Int32} AND d.offset = {offset:Int64}`,
    { ...position, offset: String(position.offset) },
  );
  if (row === undefined) return undefined;
  const bytes = (text: string | null): Buffer | null => (text === null ? null : Buffer.from(text, 'base64'));
  const { headers, recorded_at: recordedAt, projection } = row;
  return { ...summaryOf(row), key: bytes(row.key64), value: bytes(row.value64), headers, recordedAt, projection };
}

/** How many records are quarantined, by topic and reason. */
export async function countDeadLetters(
  warehouse: Warehouse,
  filter: DeadLetterFilter = {},
): Promise<{ topic: string; code: string; count: number }[]> {
  const rows = await warehouse.query<{ topic: string; code: string; letters: string | number }>(
    `SELECT d.topic AS topic, d.code AS code, count() AS letters FROM ${LETTERS} WHERE ${CONDITION}
     GROUP BY topic, code ORDER BY topic, code`,
    parametersOf(filter),
  );
  return rows.map(({ topic, code, letters }) => ({ topic, code, count: Number(letters) }));
}

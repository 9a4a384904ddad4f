/** What runs and what waits between the log and the answers, gathered from both. */
import { deadLetterTopic } from '@rapport/events';
import {
  activeEpoch,
  countDeadLetters,
  type DeadLetterSummary,
  findRebuild,
  ledgerGaps,
  listDeadLetters,
  type RebuildState,
  type Warehouse,
  warehouseProjection,
} from '@rapport/warehouse';
import type { LogPartition, ReadLog } from './read-log.ts';

export type HealthDependencies = {
  warehouse: Warehouse;
  /** Absent where no broker is named: then nobody here knows how far the log reaches. */
  readLog?: ReadLog | undefined;
  topicPrefix: string;
};

type StoredRow = {
  topic: string;
  stream: string;
  partition: number;
  last: string | number;
  rows: string | number;
  latest: string | number;
  written: string | number;
};

type Stored = { last: bigint; rows: number; latest: number; written: number };

const MOST_LETTERS = 100;
const SHADOW_IS_YOUNG: readonly unknown[] = [60, 81];
const iso = (ms: number) => (ms === 0 ? null : new Date(ms).toISOString());

/** By topic and partition, what the ledger of this epoch says: one pass over it, a row a chunk. */
async function storedPartitions(warehouse: Warehouse): Promise<(StoredRow & { stored: Stored })[]> {
  const epoch = await activeEpoch(warehouse, warehouseProjection);
  const rows = await warehouse.query<StoredRow>(
    `SELECT topic, any(stream) AS stream, partition, toString(max(last_offset)) AS last, sum(rows) AS rows,
       toUnixTimestamp64Milli(ifNull(max(last_timestamp), toDateTime64(0, 3, 'UTC'))) AS latest,
       toUnixTimestamp64Milli(max(inserted_at)) AS written
     FROM (SELECT * FROM ingest_ledger FINAL WHERE \`projection\` = {projection:String} AND epoch = {epoch:UInt32})
     GROUP BY topic, partition ORDER BY topic, partition`,
    { projection: warehouseProjection, epoch },
  );
  return rows.map((row) => ({
    ...row,
    stored: {
      last: BigInt(row.last),
      rows: Number(row.rows),
      latest: Number(row.latest),
      written: Number(row.written),
    },
  }));
}

type LogState = { state: 'read'; partitions: LogPartition[] } | { state: 'not_configured' | 'unreachable' };

async function logState(readLog: ReadLog | undefined): Promise<LogState> {
  if (readLog === undefined) return { state: 'not_configured' };
  try {
    return { state: 'read', partitions: await readLog() };
  } catch {
    // A broker that is away is a state of the pipeline, which this answer is about, and no failure to answer.
    return { state: 'unreachable' };
  }
}

const streamOfTopic = (topic: string) => topic.split('.').at(-2) ?? topic;

function partitionOf(partition: number, stored: Stored | undefined, log: LogPartition | undefined) {
  // The group's position is moved after the ledger's row: whichever is further is true.
  const stands = stored === undefined ? 0n : stored.last + 1n;
  const lag =
    log === undefined ? null : Math.max(0, Number(log.end - [log.next, stands].reduce((a, b) => (a > b ? a : b))));
  return {
    partition,
    end_offset: log === undefined ? null : Number(log.end),
    stored_offset: stored === undefined ? null : Number(stored.last),
    lag,
    rows: stored?.rows ?? 0,
    latest_record_at: iso(stored?.latest ?? 0),
    written_at: iso(stored?.written ?? 0),
  };
}

type PartitionHealth = ReturnType<typeof partitionOf>;
const latestOf = (times: readonly (string | null)[]) =>
  times.reduce((latest, time) => (time !== null && (latest === null || time > latest) ? time : latest), null);

function topicOfPartitions(topic: string, partitions: readonly PartitionHealth[]) {
  const lags = partitions.flatMap(({ lag }) => (lag === null ? [] : [lag]));
  return {
    topic,
    stream: streamOfTopic(topic),
    lag: lags.length === 0 ? null : lags.reduce((sum, lag) => sum + lag, 0),
    rows: partitions.reduce((sum, { rows }) => sum + rows, 0),
    latest_record_at: latestOf(partitions.map(({ latest_record_at: at }) => at)),
    written_at: latestOf(partitions.map(({ written_at: at }) => at)),
    partitions,
  };
}

async function topics({ warehouse }: HealthDependencies, log: LogState) {
  const rows = await storedPartitions(warehouse);
  const onLog = log.state === 'read' ? log.partitions : [];
  const names = [...new Set([...onLog, ...rows].map(({ topic }) => topic))];
  return names.map((topic) => {
    const mine = <T extends { topic: string }>(all: readonly T[]) => all.filter((one) => one.topic === topic);
    const numbers = [...new Set([...mine(onLog), ...mine(rows)].map(({ partition }) => partition))];
    const partitions = numbers
      .toSorted((one, other) => one - other)
      .map((partition) =>
        partitionOf(
          partition,
          mine(rows).find((row) => row.partition === partition)?.stored,
          mine(onLog).find((one) => one.partition === partition),
        ),
      );
    return topicOfPartitions(topic, partitions);
  });
}

const instantOf = (text: string) => (text === '' ? null : `${text.replace(' ', 'T')}Z`);

function letterOf(letter: DeadLetterSummary) {
  const { topic, partition, offset, code, field, message, programmeId, state, reason } = letter;
  return {
    ...{ topic, partition, offset: Number(offset), code, field, message, state, reason },
    programme: programmeId,
    at: instantOf(letter.kafkaAt),
    marked_at: instantOf(letter.markedAt),
    marked_by: letter.markedBy,
  };
}

async function deadLetters({ warehouse, topicPrefix }: HealthDependencies) {
  const [all, open, newest] = await Promise.all([
    countDeadLetters(warehouse),
    countDeadLetters(warehouse, { state: 'open' }),
    listDeadLetters(warehouse, { limit: MOST_LETTERS }),
  ]);
  const openOf = (topic: string, code: string) =>
    open.find((one) => one.topic === topic && one.code === code)?.count ?? 0;
  return {
    topic: deadLetterTopic(topicPrefix),
    total: all.reduce((sum, { count }) => sum + count, 0),
    open: open.reduce((sum, { count }) => sum + count, 0),
    counts: all.map(({ topic, code, count }) => ({ topic, code, count, open: openOf(topic, code) })),
    newest: newest.map(letterOf),
  };
}

const size = (own: ReadonlyMap<number, bigint>) => [...own.values()].reduce((sum, end) => sum + end, 0n);

/** Offsets that the new tables have, of those that they shall have. Offsets without a record are missing to the end. */
async function offsetsDone(warehouse: Warehouse, state: RebuildState): Promise<{ done: number; total: number }> {
  const letters = deadLetterTopic(state.topicPrefix);
  const total = [...state.ends].reduce((sum, [topic, own]) => (topic === letters ? sum : sum + size(own)), 0n);
  try {
    const gaps = await ledgerGaps(warehouse, state);
    const missing = gaps.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
    return { done: Number(total - missing), total: Number(total) };
  } catch (error) {
    if (!SHADOW_IS_YOUNG.includes((error as { clickhouseCode?: unknown }).clickhouseCode)) throw error;
    return { done: 0, total: Number(total) };
  }
}

async function rebuild({ warehouse }: HealthDependencies) {
  const state = await findRebuild(warehouse);
  if (state === undefined) return null;
  const { phase, epoch, startedAtMs } = state;
  const offsets = phase === 'filling' ? await offsetsDone(warehouse, state) : null;
  return { phase, epoch, started_at: new Date(startedAtMs).toISOString(), offsets };
}

/** Everything of GET /v1/health but the quality rules, as it stands now. */
export async function pipelineHealth(dependencies: HealthDependencies) {
  const log = await logState(dependencies.readLog);
  const [own, letters, running] = await Promise.all([
    topics(dependencies, log),
    deadLetters(dependencies),
    rebuild(dependencies),
  ]);
  return { log: log.state, topics: own, dead_letters: letters, rebuild: running };
}

/**
 * The judgement: what was put on the log against what a query sees. Expected is what the brokers hold and what the load
 * generator recorded, never a count of Rapport's own. A check that could not run is an error, and an error is no pass.
 */
import { deadLetterTopic, streams, topicOf } from '@rapport/events';
import { relationNames, type Warehouse } from '@rapport/warehouse';
import { type LoggedRecord, readLog } from './log-truth.ts';

/** What the load generator recorded. */
export type PutIn = { sent: ReadonlySet<string>; acknowledged: ReadonlySet<string>; poisonAcknowledged: number };

export type Judgement = {
  records: number;
  events: number;
  /** Events or records that are on the log, or were acknowledged, and that a query does not see. */
  lost: number;
  /** Records or events that a query sees more often than once, or that nobody sent. */
  duplicated: number;
  /** Rows beyond one a record before any merge: what the first line of defence let through. */
  rawDuplicates: number;
  deadLetters: { expected: number; found: number };
};

type Receipt = { stream: string; partition: number; offset: string; id: string };
type Counted = { name: string; lost: number; duplicated: number };

const isReplacing = (engine: string): boolean => engine.startsWith('Replacing');

async function enginesOf(warehouse: Warehouse): Promise<Map<string, string>> {
  const rows = await warehouse.query<{ name: string; engine: string }>(
    'SELECT name, engine FROM system.tables WHERE database = currentDatabase()',
  );
  return new Map(rows.map(({ name, engine }) => [name, engine]));
}

function tally<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

const beyondOne = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count - 1, 0);
const missingFrom = (found: { has(key: string): boolean }, expected: Iterable<string>): number =>
  [...expected].filter((key) => !found.has(key)).length;

/** Stored records by place, as queries see them: after FINAL where the table has it, raw where a control took it away. */
async function judgeReceipts(warehouse: Warehouse, engine: string, sound: readonly LoggedRecord[], prefix: string) {
  const columns = 'stream, partition, toString(offset) AS offset, toString(event_id) AS id';
  const raw = await warehouse.query<Receipt>(`SELECT ${columns} FROM event_receipts`);
  const seen = isReplacing(engine)
    ? await warehouse.query<Receipt>(`SELECT ${columns} FROM event_receipts FINAL`)
    : raw;
  const topics = new Map<string, string>(streams.map(({ name }) => [name, topicOf(name, prefix)]));
  const placeOf = ({ stream, partition, offset, id }: Receipt) => `${topics.get(stream)}/${partition}/${offset}/${id}`;
  const expected = new Set(sound.map(({ topic, partition, offset, id }) => `${topic}/${partition}/${offset}/${id}`));
  const counts = tally(seen, placeOf);
  return {
    rawDuplicates: beyondOne(tally(raw, placeOf)),
    places: {
      name: 'records',
      lost: missingFrom(counts, expected),
      duplicated: beyondOne(counts) + missingFrom(expected, counts.keys()),
    } satisfies Counted,
  };
}

async function judgeEvents(
  warehouse: Warehouse,
  engines: ReadonlyMap<string, string>,
  expected: ReadonlySet<string>,
): Promise<Counted> {
  const perStream = await Promise.all(
    streams.map(({ name }) => {
      const final = isReplacing(engines.get(`events_${name}`) ?? '') ? 'FINAL' : '';
      return warehouse.query<{ id: string }>(`SELECT toString(event_id) AS id FROM events_${name} ${final}`);
    }),
  );
  const counts = tally(perStream.flat(), ({ id }) => id);
  return {
    name: 'events',
    lost: missingFrom(counts, expected),
    duplicated: beyondOne(counts) + missingFrom(expected, counts.keys()),
  };
}

async function judgeDeadLetters(
  warehouse: Warehouse,
  brokers: readonly string[],
  poison: readonly LoggedRecord[],
  prefix: string,
) {
  const rows = await warehouse.query<{ topic: string; partition: number; offset: string }>(
    'SELECT topic, partition, toString(offset) AS offset FROM dead_letters FINAL',
  );
  const letters = await readLog(brokers, [deadLetterTopic(prefix)]);
  const expected = new Set(poison.map(({ topic, partition, offset }) => `${topic}/${partition}/${offset}`));
  const listed = tally(rows, ({ topic, partition, offset }) => `${topic}/${partition}/${offset}`);
  // Each must be on the dead-letter topic at least once, and in the table exactly once.
  const written = letters.length < expected.size ? expected.size - letters.length : 0;
  return {
    expected: expected.size,
    found: listed.size,
    lost: Math.max(missingFrom(listed, expected), written),
    duplicated: beyondOne(listed) + missingFrom(expected, listed.keys()),
  };
}

export type JudgeOptions = { brokers: readonly string[]; warehouse: Warehouse; topicPrefix: string; putIn: PutIn };

/** Reads the whole log and the whole warehouse of a run and compares them. Throws when it cannot. */
export async function judge({ brokers, warehouse, topicPrefix, putIn }: JudgeOptions): Promise<Judgement> {
  const topics = streams.map(({ name }) => topicOf(name, topicPrefix));
  const [logged, engines] = await Promise.all([readLog(brokers, topics), enginesOf(warehouse)]);
  const sound = logged.filter(({ poison }) => !poison);
  const poison = logged.filter((record) => record.poison);
  const ids = new Set(sound.map(({ id }) => id ?? ''));
  // Acknowledged must be on the log, and on the log must be nothing that was not sent.
  const unkept = missingFrom(ids, putIn.acknowledged) + Math.max(0, putIn.poisonAcknowledged - poison.length);
  const unsent = missingFrom(putIn.sent, ids);
  const { rawDuplicates, places } = await judgeReceipts(
    warehouse,
    engines.get('event_receipts') ?? '',
    sound,
    topicPrefix,
  );
  const events = await judgeEvents(warehouse, engines, ids);
  const { expected, found, ...letters } = await judgeDeadLetters(warehouse, brokers, poison, topicPrefix);
  return {
    records: logged.length,
    events: ids.size,
    lost: unkept + Math.max(places.lost, events.lost) + letters.lost,
    duplicated: unsent + Math.max(places.duplicated, events.duplicated) + letters.duplicated,
    rawDuplicates,
    deadLetters: { expected, found },
  };
}

const EVENTS_CONTENT = '* EXCEPT (_partition, _offset, _timestamp, inserted_at)';

async function contentOf(warehouse: Warehouse): Promise<Map<string, string>> {
  const sources = [
    ...streams.map(({ name }) => [`events_${name}`, `SELECT ${EVENTS_CONTENT} FROM events_${name} FINAL`] as const),
    ...relationNames.map((name) => [name, `SELECT * FROM ${name}`] as const),
  ];
  const content = new Map<string, string>();
  for (const [name, select] of sources) {
    const [row] = await warehouse.query<{ hash: string }>(
      `SELECT concat(toString(count()), ' rows, ', toString(sum(cityHash64(formatRow('TSV', *))))) AS hash FROM (${select})`,
    );
    content.set(name, row?.hash ?? 'unknown');
  }
  return content;
}

/** Names of the event tables, facts and dimensions that differ in content from an undisturbed run's. */
export async function differences(disturbed: Warehouse, quiet: Warehouse): Promise<string[]> {
  const [a, b] = await Promise.all([contentOf(disturbed), contentOf(quiet)]);
  return [...a].filter(([name, hash]) => b.get(name) !== hash).map(([name]) => name);
}

/**
 * One request of the producer, complete or failed. kafkajs keeps answers by broker: when a partition's leader moves, in
 * the midst of a request, to a broker that has answered already, kafkajs never sends that partition's records and calls
 * the request done. So the answers are held against what was sent, and what has none is sent again.
 */
import {
  type ICustomPartitioner,
  type Message,
  Partitioners,
  type Producer,
  type RecordMetadata,
  type TopicMessages,
} from 'kafkajs';
import { LogError } from './log-error.ts';
import type { OutgoingRecord, Placed } from './records.ts';

type SendBatch = Producer['sendBatch'];

/** The partition that each message went to. */
export type ChosenPartitions = WeakMap<Message, number>;

const ATTEMPTS = 5;

const placeKey = (topic: string, partition: number) => `${topic}/${partition}`;

/**
 * kafkajs does not say which partition a message went to, and asks again at every attempt: a record without a key would
 * be elsewhere each time, perhaps where it is no longer sent. A message keeps its first partition.
 */
export function rememberingPartitioner(chosen: ChosenPartitions): ICustomPartitioner {
  return () => {
    const choose = Partitioners.DefaultPartitioner();
    return function rememberPartition(args) {
      const partition = chosen.get(args.message) ?? choose(args);
      chosen.set(args.message, partition);
      return partition;
    };
  };
}

type Sent = { index: number; topic: string; message: Message };

function messageOf({ key, value, headers, timestampMs }: OutgoingRecord): Message {
  return { key, value, headers, ...(timestampMs === undefined ? {} : { timestamp: String(timestampMs) }) };
}

function byTopic(sent: readonly Sent[]): TopicMessages[] {
  const topics = Map.groupBy(sent, ({ topic }) => topic);
  return [...topics].map(([topic, list]) => ({ topic, messages: list.map(({ message }) => message) }));
}

// A broker answers with one base offset a partition: the records there follow it in the order in which they were sent.
function nextOffsets(answers: readonly RecordMetadata[]): Map<string, bigint> {
  const acknowledged = answers.filter(({ errorCode, baseOffset }) => errorCode === 0 && Number(baseOffset ?? -1) >= 0);
  return new Map(
    acknowledged.map(({ topicName, partition, baseOffset }) => [
      placeKey(topicName, partition),
      BigInt(baseOffset ?? 0),
    ]),
  );
}

/**
 * Sends all records and gives their places, in the records' order; every one of them is acknowledged.
 * @throws LogError, retriable, when some still have no answer after several attempts; and what `sendBatch` throws
 */
export async function sendRecords(
  sendBatch: SendBatch,
  chosen: ChosenPartitions,
  records: readonly OutgoingRecord[],
): Promise<Placed[]> {
  const places: Placed[] = new Array(records.length);
  let left: Sent[] = records.map((record, index) => ({ index, topic: record.topic, message: messageOf(record) }));
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const next = nextOffsets(await sendBatch({ acks: -1, topicMessages: byTopic(left) }));
    left = left.filter(({ index, topic, message }) => {
      const partition = chosen.get(message) ?? -1;
      const key = placeKey(topic, partition);
      const offset = next.get(key);
      if (offset === undefined) return true;
      next.set(key, offset + 1n);
      places[index] = { topic, partition, offset };
      return false;
    });
    if (left.length === 0) return places;
  }
  const [first] = left;
  throw new LogError('KAFKA_UNAVAILABLE', `${left.length} records were not acknowledged, one of ${first?.topic}`, {
    retriable: true,
  });
}

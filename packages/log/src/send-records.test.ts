import type { Message, ProducerBatch, RecordMetadata } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import type { OutgoingRecord } from './records.ts';
import { type ChosenPartitions, rememberingPartitioner, sendRecords } from './send-records.ts';

const record = (value: string): OutgoingRecord => ({ topic: 't', key: null, value: Buffer.from(value), headers: {} });

/** Brokers that hold what they are sent; the value's digit is its partition, and `silent` says which are not answered. */
function createBrokers(silent: (partition: number, request: number) => boolean) {
  const chosen: ChosenPartitions = new WeakMap();
  const logs = new Map<number, string[]>();
  let requests = 0;

  async function sendBatch({ topicMessages = [] }: ProducerBatch): Promise<RecordMetadata[]> {
    requests += 1;
    const answers = new Map<number, RecordMetadata>();
    for (const message of topicMessages.flatMap(({ messages }) => messages)) {
      const partition = Number(String(message.value)[0]);
      chosen.set(message, partition);
      if (silent(partition, requests)) continue;
      const log = logs.get(partition) ?? [];
      logs.set(partition, log);
      if (!answers.has(partition))
        answers.set(partition, { topicName: 't', partition, errorCode: 0, baseOffset: String(log.length) });
      log.push(String(message.value));
    }
    return [...answers.values()];
  }

  return { sendBatch, chosen, logs, requests: () => requests };
}

describe('sendRecords', () => {
  it('sends again what has no answer, and only that', async () => {
    const brokers = createBrokers((partition, request) => partition === 1 && request < 3);
    const records = ['0a', '1a', '0b', '1b', '2a'].map(record);
    const places = await sendRecords(brokers.sendBatch, brokers.chosen, records);
    expect(places.map(({ partition, offset }) => [partition, offset])).toEqual([
      [0, 0n],
      [1, 0n],
      [0, 1n],
      [1, 1n],
      [2, 0n],
    ]);
    expect(Object.fromEntries(brokers.logs)).toEqual({ 0: ['0a', '0b'], 1: ['1a', '1b'], 2: ['2a'] });
  });

  it('acknowledges nothing that no broker has acknowledged', async () => {
    const brokers = createBrokers((partition) => partition === 1);
    const sending = sendRecords(brokers.sendBatch, brokers.chosen, ['0a', '1a'].map(record));
    await expect(sending).rejects.toMatchObject({ code: 'KAFKA_UNAVAILABLE', retriable: true });
  });

  it.each([
    ['an offset of -1', { errorCode: 0, baseOffset: '-1' }],
    ['no offset', { errorCode: 0 }],
    ['an error', { errorCode: 6, baseOffset: '5' }],
  ])('does not take %s for an acknowledgement', async (_, answer) => {
    const chosen: ChosenPartitions = new WeakMap();
    const sendBatch = async ({ topicMessages = [] }: ProducerBatch) => {
      for (const { messages } of topicMessages) for (const message of messages) chosen.set(message, 0);
      return [{ topicName: 't', partition: 0, ...answer }];
    };
    await expect(sendRecords(sendBatch, chosen, [record('a')])).rejects.toMatchObject({ retriable: true });
  });
});

describe('rememberingPartitioner', () => {
  it('keeps a message without a key where it was first sent, however often it is asked', () => {
    const partition = rememberingPartitioner(new WeakMap())();
    const partitionMetadata = [0, 1, 2, 3, 4, 5, 6, 7].map((partitionId) => ({
      ...{ partitionErrorCode: 0, partitionId, leader: 1, replicas: [1], isr: [1] },
    }));
    const message: Message = { key: null, value: 'x' };
    const asked = Array.from({ length: 30 }, () => partition({ topic: 't', partitionMetadata, message }));
    expect(new Set(asked).size).toBe(1);
  });
});

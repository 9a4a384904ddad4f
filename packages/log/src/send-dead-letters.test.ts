import { expect, it } from 'vitest';
import { deadLetterRecord, originalRecord } from './dead-letter.ts';
import { LogError } from './log-error.ts';
import type { OutgoingRecord } from './records.ts';
import { sendDeadLetters } from './send-dead-letters.ts';

const reason = { code: 'RULE_BROKEN', message: 'too long', projection: 'warehouse@1' };
const letterOf = (offset: bigint, bytes: number) =>
  deadLetterRecord(
    'dead',
    {
      topic: 't',
      partition: 1,
      record: { offset, timestampMs: 5, key: Buffer.from('k'), value: Buffer.alloc(bytes), headers: { via: 'x' } },
    },
    reason,
  );

function createProducer(limit: number, error = new LogError('RECORD_TOO_LARGE', 'too large', { retriable: false })) {
  const sent: OutgoingRecord[] = [];
  const sendRaw = async (records: readonly OutgoingRecord[]) => {
    if (records.some(({ value }) => (value?.length ?? 0) > limit)) throw error;
    sent.push(...records);
    return [];
  };
  return { sendRaw, sent };
}

it('leaves out the value of a dead letter that is too large for its topic, and keeps the others whole', async () => {
  const producer = createProducer(1_000);
  await sendDeadLetters(producer, [letterOf(1n, 10), letterOf(2n, 5_000), letterOf(3n, 20)]);
  expect(producer.sent.map(({ value }) => value?.length)).toEqual([10, undefined, 20]);
  expect(producer.sent[1]?.headers).toMatchObject({ dead_offset: '2', dead_topic: 't', dead_value_bytes: '5000' });
  expect(producer.sent[1]?.headers).not.toHaveProperty('via');
});

it('lets every other failure through, so that nothing is passed over while the log is away', async () => {
  const away = new LogError('KAFKA_UNAVAILABLE', 'away', { retriable: true });
  await expect(sendDeadLetters(createProducer(0, away), [letterOf(1n, 10)])).rejects.toBe(away);
});

it('makes no original of a dead letter that has lost its value', async () => {
  const producer = createProducer(1_000);
  await sendDeadLetters(producer, [letterOf(2n, 5_000)]);
  const [sent] = producer.sent as [OutgoingRecord];
  const stored = { offset: 0n, timestampMs: 0, key: null, value: null, headers: sent.headers };
  expect(() => originalRecord('t', stored)).toThrow(expect.objectContaining({ code: 'RECORD_TOO_LARGE' }));
});

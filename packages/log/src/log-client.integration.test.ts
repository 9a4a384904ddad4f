import { newEventId } from '@rapport/events';
import { expect, inject, it, onTestFinished, vi } from 'vitest';
import { createLogClient } from './log-client.ts';

const brokers = inject('kafkaBrokers');
const openSockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

it('leaves no connection behind after questions that were asked at once', async () => {
  const topicPrefix = `t${newEventId().slice(-12)}.`;
  const maker = createLogClient({ brokers, clientId: 'test', topicPrefix });
  onTestFinished(() => maker.close());
  const topics = await maker.ensureTopics({ partitions: 2 });
  const producer = await maker.createProducer();
  await producer.sendRaw(
    topics.map((topic) => ({ topic, key: Buffer.from('a'), value: Buffer.from('any'), headers: {} })),
  );
  const filled = async (topic: string) =>
    [...(await maker.endOffsets(topic))].flatMap(([partition, end]) => (end > 0n ? [{ topic, partition }] : []));
  const places = (await Promise.all(topics.map(filled))).flat();
  await Promise.all([producer.close(), maker.close()]);
  await vi.waitFor(() => expect(openSockets()).toBe(0));
  for (let round = 0; round < 20; round += 1) {
    const log = createLogClient({ brokers, clientId: 'test', topicPrefix });
    await Promise.all(
      places.map(async ({ topic, partition }) => {
        await Promise.all([log.endOffsets(topic), log.beginOffsets(topic)]);
        for await (const record of log.scanRecords(topic, partition, 0n, 1n)) expect(String(record.value)).toBe('any');
      }),
    );
    await log.close();
  }
  await vi.waitFor(() => expect(openSockets()).toBe(0));
});

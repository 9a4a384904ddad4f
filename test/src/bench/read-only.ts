/** The limit of reading: a consumer that does nothing with what it gets. `read-only.ts <brokers> <prefix> <kafkajs|rapport> <total>` */
import { topicOf } from '@rapport/events';
import { createLogClient } from '@rapport/log';
import { Kafka, logLevel } from 'kafkajs';

const [brokers = '', topicPrefix = '', way = 'kafkajs', total = '0'] = process.argv.slice(2);
const topic = topicOf('meeting', topicPrefix);
const groupId = `read-only-${way}-${process.pid}`;
let seen = 0;

function count(records: number): void {
  seen += records;
  if (seen >= Number(total)) process.stdout.write('done\n');
}

async function readWithKafkajs(): Promise<void> {
  const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId, maxBytesPerPartition: 8 * 2 ** 20, maxBytes: 32 * 2 ** 20 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    partitionsConsumedConcurrently: 4,
    eachBatch: async ({ batch }) => count(batch.messages.length),
  });
}

async function readWithRapport(): Promise<void> {
  const log = createLogClient({ brokers: brokers.split(','), clientId: 'read-only', topicPrefix });
  const limits = { maxRows: 65_000, maxBytes: 8 * 2 ** 20, maxAgeMs: 100 };
  const onChunk = async (chunk: { count: number }) => count(chunk.count);
  await log.createChunkedConsumer({ groupId, topics: [topic], epoch: 1, limits, onChunk }).start();
}

process.stdout.write('ready\n');
await (way === 'kafkajs' ? readWithKafkajs() : readWithRapport());

/** Events per second: producing, consuming alone, inserting alone, and the whole way. */
import { encodeEvent } from '@rapport/events';
import { createChunkSink, createWarehouse, migrate, sinkChunkFromRows } from '@rapport/warehouse';
import { Kafka, logLevel } from 'kafkajs';
import { eventually } from '../eventually.ts';
import { loadEvent, slices } from './load.ts';
import { benchTopic, type Pipeline } from './pipeline.ts';

const BATCH = 5_000;
const CHUNK_ROWS = 50_000;
const FRAME_BYTES = 5;
const DEADLINE_MS = 300_000;

const perSecond = (count: number, sinceMs: number) => count / ((performance.now() - sinceMs) / 1_000);

/** Puts the load on Kafka. */
export async function produceLoad({ log }: Pipeline, total: number): Promise<number> {
  const producer = await log.createProducer();
  const began = performance.now();
  for (const numbers of slices(total, BATCH)) await producer.send(numbers.map((n) => loadEvent(n, Date.now())));
  const rate = perSecond(total, began);
  await producer.close();
  return rate;
}

/** Reads the load with a bare kafkajs consumer that does nothing: the fastest our client can be. */
export async function measureConsuming({ stack }: Pipeline, total: number): Promise<number> {
  const kafka = new Kafka({ brokers: stack.kafkaBrokers, logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({
    groupId: 'bench-consuming-only',
    maxBytesPerPartition: 8 * 2 ** 20,
    maxBytes: 32 * 2 ** 20,
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [benchTopic], fromBeginning: true });
  let seen = 0;
  let firstAt = 0;
  let lastAt = 0;
  await consumer.run({
    partitionsConsumedConcurrently: 3,
    eachBatch: async ({ batch }) => {
      if (firstAt === 0) firstAt = performance.now();
      seen += batch.messages.length;
      lastAt = performance.now();
    },
  });
  await eventually('the bare consumer to read everything', async () => seen >= total, DEADLINE_MS);
  await consumer.disconnect();
  return total / ((lastAt - firstAt) / 1_000);
}

/** Inserts the same events straight from memory into a database of their own. */
export async function measureInserting({ warehouse, stack }: Pipeline, total: number): Promise<number> {
  const alone = createWarehouse({ url: stack.clickhouseUrl, database: 'bench_inserting_only' });
  await migrate(alone);
  const sink = createChunkSink({ warehouse: alone, projection: 'bench@1', epoch: 1 });
  const chunks = [...slices(total, CHUNK_ROWS)].map((numbers) =>
    sinkChunkFromRows({
      stream: 'meeting',
      topic: benchTopic,
      partition: 0,
      firstOffset: BigInt(numbers[0] ?? 0),
      lastOffset: BigInt(numbers.at(-1) ?? 0),
      dead: 0,
      rows: numbers.map((n) => {
        const bytes = encodeEvent(loadEvent(n, 0));
        const datum = bytes.subarray(FRAME_BYTES);
        return { offset: BigInt(n), timestampMs: 0, schemaId: bytes.readUInt32BE(1), datum };
      }),
    }),
  );
  const began = performance.now();
  for (const chunk of chunks) await sink.write(chunk);
  const rate = perSecond(total, began);
  await alone.close();
  await warehouse.exec('DROP DATABASE bench_inserting_only');
  return rate;
}

/** The real projector over the same load, from its first checkpoint's start to its last. */
export async function measurePipeline(pipeline: Pipeline, total: number): Promise<number> {
  await pipeline.startProjector();
  const began = performance.now();
  await eventually('everything to be queryable', async () => (await pipeline.done()) >= total, DEADLINE_MS);
  return perSecond(total, began);
}

/**
 * What most people would write: kafkajs, JSON.parse, zod, one JSONEachRow insert a batch, the offset after it. At least
 * once, no dead letters, no ledger. `straightforward-consumer.ts <brokers> <topic> <group> <clickhouse url> <database>`
 */
import { createClient } from '@clickhouse/client';
import { Kafka, logLevel } from 'kafkajs';
import { z } from 'zod';

const meeting = z.object({
  event_id: z.uuid(),
  type: z.enum(['scheduled', 'rescheduled', 'cancelled', 'held', 'no_show', 'rated']),
  occurred_at: z.string(),
  recorded_at: z.string(),
  source: z.string().min(1),
  actor_id: z.string().optional(),
  correlation_id: z.string().optional(),
  supersedes: z.uuid().optional(),
  programme_id: z.string().min(1),
  meeting_id: z.string().min(1),
  pairing_id: z.string().min(1),
  starts_at: z.string().optional(),
  duration_minutes: z.number().nonnegative().optional(),
  mode: z.string().optional(),
  evidence: z.enum(['both_confirmed', 'one_confirmed', 'calendar', 'inferred']).optional(),
  side: z.enum(['mentor', 'mentee', 'both']).optional(),
  reason: z.string().optional(),
  rating: z.int().min(1).max(5).optional(),
  topics: z.array(z.string()).optional(),
  attributes: z.record(z.string(), z.string()).optional(),
});

const [brokers = '', topic = '', groupId = '', url = '', database = ''] = process.argv.slice(2);
const clickhouse = createClient({ url, database });
const kafka = new Kafka({ clientId: 'straightforward', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
const consumer = kafka.consumer({ groupId });
process.stdout.write('ready\n');

await consumer.connect();
await consumer.subscribe({ topics: [topic], fromBeginning: true });
await consumer.run({
  partitionsConsumedConcurrently: 4,
  eachBatch: async ({ batch }) => {
    const rows = batch.messages.map(({ value, offset, timestamp }) => ({
      ...meeting.parse(JSON.parse(value?.toString() ?? '')),
      _partition: batch.partition,
      _offset: offset,
      _timestamp: new Date(Number(timestamp)).toISOString().slice(0, -1).replace('T', ' '),
    }));
    await clickhouse.insert({ table: 'events_meeting', values: rows, format: 'JSONEachRow' });
  },
});
process.once('SIGTERM', () => void consumer.disconnect().then(() => clickhouse.close()));

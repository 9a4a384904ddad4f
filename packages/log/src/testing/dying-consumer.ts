/**
 * A consumer that something happens to in the middle of its first chunk, between its pending commit and its final one:
 * `before-store` and `after-store` kill it (SIGKILL), `stall` stops it (SIGSTOP) until somebody wakes it. Says every chunk
 * as one JSON line. Arguments: brokers, prefix, group, topic, rows, what happens.
 */
import { writeSync } from 'node:fs';
import type { Chunk } from '../chunk.ts';
import { createLogClient } from '../log-client.ts';

const [brokers = '', topicPrefix = '', groupId = '', topic = '', maxRows = '1', fate = ''] = process.argv.slice(2);

function say({ partition, firstOffset, lastOffset, records }: Chunk, what: 'begun' | 'stored'): void {
  const range = { partition, first: String(firstOffset), last: String(lastOffset), rows: records.length };
  writeSync(1, `${JSON.stringify({ ...range, what })}\n`);
}

async function meetFate(): Promise<void> {
  if (fate === 'stall') {
    process.kill(process.pid, 'SIGSTOP');
    return;
  }
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way: nothing may happen any more.
  await new Promise(() => undefined);
}

let chunks = 0;
const log = createLogClient({ brokers: brokers.split(','), clientId: 'dying', topicPrefix });
const consumer = log.createChunkedConsumer({
  groupId,
  topics: [topic],
  epoch: 1,
  limits: { maxRows: Number(maxRows), maxBytes: 1_000_000, maxAgeMs: 50 },
  maxInFlight: 1,
  sessionTimeoutMs: 6_000,
  onChunk: async (chunk) => {
    chunks += 1;
    say(chunk, 'begun');
    if (chunks === 1 && fate !== 'after-store') await meetFate();
    say(chunk, 'stored');
    if (chunks === 1 && fate === 'after-store') await meetFate();
  },
});
process.on('SIGTERM', () => void consumer.stop().then(() => process.exit(0)));
await consumer.start();

/**
 * A consumer that dies by SIGKILL in the middle of a chunk: `before-store` after its pending commit, `after-store` before
 * its final one. Says which range it was, as one JSON line. Arguments: brokers, prefix, group, topic, rows, where to die.
 */
import { writeSync } from 'node:fs';
import { createLogClient } from '../log-client.ts';
import type { Chunk } from '../records.ts';

const [brokers = '', topicPrefix = '', groupId = '', topic = '', maxRows = '1', moment = ''] = process.argv.slice(2);

function say(chunk: Chunk, stored: boolean): void {
  const { partition, firstOffset, lastOffset, records } = chunk;
  const line = { partition, first: String(firstOffset), last: String(lastOffset), rows: records.length, stored };
  writeSync(1, `${JSON.stringify(line)}\n`);
}

const log = createLogClient({ brokers: brokers.split(','), clientId: 'crashing', topicPrefix });
const consumer = log.createChunkedConsumer({
  groupId,
  topics: [topic],
  epoch: 1,
  limits: { maxRows: Number(maxRows), maxBytes: 1_000_000, maxAgeMs: 50 },
  sessionTimeoutMs: 6_000,
  onChunk: async (chunk) => {
    say(chunk, moment === 'after-store');
    process.kill(process.pid, 'SIGKILL');
    // The signal is on its way: nothing may happen any more.
    await new Promise(() => undefined);
  },
});
await consumer.start();

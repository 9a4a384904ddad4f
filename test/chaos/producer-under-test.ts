/** A producer as a process of its own. It writes to disk what is acknowledged, and dies in the middle of its n-th send. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { createLogClient } from '@rapport/log';
import { createLogger, runMain } from '@rapport/service';
import { makeLoad, ordinaryLoad } from './load.ts';
import { acknowledgedBatches } from './producer-kill.ts';

const { CHAOS_SEED = '0', CHAOS_ACK_FILE = '', CHAOS_DIE_AT = '0' } = process.env;
const { RAPPORT_KAFKA_BROKERS = '', RAPPORT_TOPIC_PREFIX = '' } = process.env;
const MOST_IN_FLIGHT_MS = 12;

async function main(): Promise<void> {
  const log = createLogClient({
    brokers: RAPPORT_KAFKA_BROKERS.split(','),
    clientId: 'chaos-producer',
    topicPrefix: RAPPORT_TOPIC_PREFIX,
  });
  const producer = await log.createProducer();
  const before = acknowledgedBatches(CHAOS_ACK_FILE);
  const file = openSync(CHAOS_ACK_FILE, 'a');
  let sends = 0;
  for (const [index, { events, poison }] of makeLoad(
    Number(CHAOS_SEED),
    RAPPORT_TOPIC_PREFIX,
    ordinaryLoad,
  ).entries()) {
    if (before.has(index)) continue;
    sends += 1;
    const sending = Promise.all([producer.send(events), producer.sendRaw(poison)]);
    if (sends === Number(CHAOS_DIE_AT)) {
      // Somewhere between "nothing has left" and "all is stored and nobody knows".
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), index % MOST_IN_FLIGHT_MS);
      await new Promise(() => undefined);
    }
    await sending;
    writeSync(file, `${index}\n`);
    fsyncSync(file);
  }
  closeSync(file);
  await producer.close();
  await log.close();
}

runMain(createLogger('producer-under-test'), main);

/**
 * A process that puts the load on Kafka: `produce.ts <brokers> <prefix> <avro|json> <from> <to> <seed> <recordedAt>`. `avro` is what our
 * own producer sends to the stream's topic, with all headers; `json` the same events, as a JSON consumer would like them.
 */
import { eventHeaders, eventKey, type RapportEvent } from '@rapport/events';
import { createLogClient } from '@rapport/log';
import { jsonRow } from './json-copy.ts';
import { loadEvent, slices } from './load.ts';

const BATCH = 2_000;
const AHEAD = 3;

const [brokers = '', topicPrefix = '', form = 'avro', from = '0', to = '0', seed = '1', at = '0'] =
  process.argv.slice(2);
const log = createLogClient({ brokers: brokers.split(','), clientId: `bench-${form}`, topicPrefix });
const producer = await log.createProducer();

function jsonRecord(event: RapportEvent) {
  const value = Buffer.from(JSON.stringify(jsonRow(event)));
  const headers = eventHeaders(event);
  return { topic: `${topicPrefix}json`, key: eventKey(event), value, headers, timestampMs: event.recorded_at };
}

function send(events: readonly RapportEvent[]): Promise<unknown> {
  return form === 'json' ? producer.sendRaw(events.map(jsonRecord)) : producer.send(events);
}

// Some batches wait in the producer, so that encoding and sending overlap.
const sending: Promise<unknown>[] = [];
for (const numbers of slices(Number(from), Number(to), BATCH)) {
  if (sending.length >= AHEAD) await sending.shift();
  sending.push(send(numbers.map((n) => loadEvent(n, Number(at), Number(seed)))));
}
await Promise.all(sending);
await producer.close();
await log.close();

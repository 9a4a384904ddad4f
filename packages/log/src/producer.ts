/** The producer: acknowledged by all in-sync replicas, idempotent, partitioned by key as Java clients do it. */
import { encodeEvent, eventHeaders, eventKey, type RapportEvent, streamOf, topicOf } from '@rapport/events';
import type { Kafka, Producer } from 'kafkajs';
import { LogError, toLogError } from './log-error.ts';
import type { LogLogger } from './log-logger.ts';
import type { OutgoingRecord, Placed } from './records.ts';
import { createSendQueue } from './send-queue.ts';
import { type ChosenPartitions, rememberingPartitioner, sendRecords } from './send-records.ts';

export type EventProducer = {
  /**
   * Puts events on their streams' topics; the Kafka timestamp is `recorded_at`. Resolves with each event's place when
   * all in-sync replicas have them all. When it rejects (LogError), some may be on the log all the same: sending the
   * same events again is harmless, their ids make them one.
   */
  send(events: readonly RapportEvent[]): Promise<Placed[]>;
  /** The same for records of any form; the dead letters go this way. */
  sendRaw(records: readonly OutgoingRecord[]): Promise<Placed[]>;
  /** Sends what is waiting, then disconnects. */
  close(): Promise<void>;
};

export type ProducerDeps = { kafka: Kafka; topicPrefix: string; logger: LogLogger };

const LIMITS = { maxBytes: 900_000, maxRecords: 2_000 };
// About ten seconds in all: whoever waits for an acknowledgement wants a no in reasonable time.
const RETRY = { retries: 8, initialRetryTime: 100, maxRetryTime: 2_000 };

function eventRecord(event: RapportEvent, topicPrefix: string): OutgoingRecord {
  return {
    topic: topicOf(streamOf(event.type), topicPrefix),
    key: eventKey(event),
    value: encodeEvent(event),
    headers: eventHeaders(event),
    timestampMs: event.recorded_at,
  };
}

/** A connected producer, acks=all and idempotent. Failures are `LogError`s that say whether sending again may help. */
export async function createProducer({ kafka, topicPrefix, logger }: ProducerDeps): Promise<EventProducer> {
  const chosen: ChosenPartitions = new WeakMap();
  let client: Producer | undefined;
  let closed = false;

  async function connected(): Promise<Producer> {
    if (client !== undefined) return client;
    const fresh = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: rememberingPartitioner(chosen),
      retry: RETRY,
    });
    await fresh.connect();
    client = fresh;
    return fresh;
  }

  // After a failure nobody knows which sequence numbers the broker has seen: a new producer id starts clean.
  async function discard(): Promise<void> {
    const broken = client;
    client = undefined;
    await broken?.disconnect().catch((error: unknown) => logger.debug({ err: error }, 'disconnecting failed'));
  }

  async function request(records: readonly OutgoingRecord[]): Promise<Placed[]> {
    try {
      const producer = await connected();
      return await sendRecords(producer.sendBatch, chosen, records);
    } catch (error) {
      await discard();
      throw toLogError(error);
    }
  }

  const queue = createSendQueue(request, LIMITS);

  async function sendRaw(records: readonly OutgoingRecord[]): Promise<Placed[]> {
    if (closed) throw new LogError('CLOSED', 'the producer has been closed', { retriable: false });
    return queue.send(records);
  }

  try {
    await connected();
  } catch (error) {
    throw toLogError(error);
  }
  return {
    send: async (events) => sendRaw(events.map((event) => eventRecord(event, topicPrefix))),
    sendRaw,
    close: async () => {
      closed = true;
      await queue.drained();
      await discard();
    },
  };
}

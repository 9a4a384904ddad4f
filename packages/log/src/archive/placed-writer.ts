/** Appends records to partitions of our choice, and makes holes, with kafkajs's producers. For restoring only. */
import { type Kafka, type Message, Partitioners, type Producer, type Transaction } from 'kafkajs';
import { backoffMs, waitFor } from '../backoff.ts';
import { toLogError } from '../log-error.ts';
import type { RawRecord } from '../records.ts';
import { ArchiveError } from './manifest.ts';
import type { RestoreStep } from './restore-steps.ts';

type Place = { topic: string; partition: number };

export type PlacedWriter = {
  /** Carries out a step that must begin at offset `at`. Resolves with the offset after it. */
  write(place: Place, step: RestoreStep, at: bigint): Promise<bigint>;
  close(): Promise<void>;
};

const RETRY = { retries: 8, initialRetryTime: 100, maxRetryTime: 2_000 };
const MARKER_WITHIN_MS = 30_000;
const FILLER = { key: null, value: null, headers: { rapport_restore: 'filler' } };

function messageOf({ key, value, headers, timestampMs }: RawRecord, partition: number): Message {
  // kafkajs takes undefined for a header without a value and would fail on it: an empty one is as near as it goes.
  const own = Object.entries(headers).map(([name, held]) => [name, held ?? Buffer.alloc(0)] as const);
  return {
    key,
    value,
    headers: Object.fromEntries(own) as Message['headers'] & object,
    partition,
    timestamp: String(timestampMs),
  };
}

export function createPlacedWriter(kafka: Kafka, endOf: (place: Place) => Promise<bigint>): PlacedWriter {
  let plain: Producer | undefined;
  let transactional: Producer | undefined;

  async function connected(transactionalId?: string): Promise<Producer> {
    const producer = kafka.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: false,
      idempotent: true,
      // One request at a time: the order of the log is the order of sending.
      maxInFlightRequests: 1,
      retry: RETRY,
      ...(transactionalId === undefined ? {} : { transactionalId }),
    });
    await producer.connect();
    return producer;
  }

  async function append({ topic, partition }: Place, records: readonly RawRecord[], at: bigint): Promise<void> {
    plain ??= await connected();
    const messages = records.map((record) => messageOf(record, partition));
    const [answer] = await plain.send({ topic, acks: -1, messages });
    if (BigInt(answer?.baseOffset ?? -1) !== at) {
      throw new ArchiveError(
        `${topic}/${partition}: somebody else is writing (offset ${answer?.baseOffset}, not ${at})`,
      );
    }
  }

  // The coordinator answers before the marker is in the log: what follows must wait for it.
  async function untilAt(place: Place, offset: bigint): Promise<void> {
    const deadline = AbortSignal.timeout(MARKER_WITHIN_MS);
    for (let attempt = 1; (await endOf(place)) < offset; attempt += 1) {
      if (deadline.aborted) throw new ArchiveError(`${place.topic}/${place.partition}: a transaction does not end`);
      await waitFor(backoffMs(attempt, { initialMs: 5, maxMs: 200 }), deadline);
    }
  }

  async function inTransaction(place: Place, messages: Message[], end: (transaction: Transaction) => Promise<void>) {
    transactional ??= await connected(`rapport-restore-${process.pid}-${Date.now()}`);
    const transaction = await transactional.transaction();
    await transaction.send({ topic: place.topic, acks: -1, messages });
    await end(transaction);
  }

  async function carryOut(place: Place, step: RestoreStep, at: bigint): Promise<bigint> {
    const { partition } = place;
    if (step.kind === 'append') {
      await append(place, step.records, at);
      return at + BigInt(step.records.length);
    }
    if (step.kind === 'end_transaction') {
      const messages = step.records.map((record) => messageOf(record, partition));
      await inTransaction(place, messages, (transaction) => transaction.commit());
      return at + BigInt(messages.length) + 1n;
    }
    const fillers = Array.from({ length: step.fillers }, () => ({ ...FILLER, partition }));
    await inTransaction(place, fillers, (transaction) => transaction.abort());
    return at + BigInt(step.fillers) + 1n;
  }

  async function write(place: Place, step: RestoreStep, at: bigint): Promise<bigint> {
    try {
      const next = await carryOut(place, step, at);
      if (step.kind !== 'append') await untilAt(place, next);
      return next;
    } catch (error) {
      throw error instanceof ArchiveError ? error : toLogError(error);
    }
  }

  async function close(): Promise<void> {
    await Promise.all([plain, transactional].map((producer) => producer?.disconnect().catch(() => undefined)));
  }

  return { write, close };
}

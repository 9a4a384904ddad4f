/**
 * Reading a partition at a given offset, with no group and no position of its own: for tools that look a record up or
 * ask what became of an offset. Unlike a consumer it also shows what a consumer hides: markers and aborted records.
 */
import type { Kafka } from 'kafkajs';
import { backoffMs, waitFor } from './backoff.ts';
import { LogError, toLogError } from './log-error.ts';
import type { RawRecord, RecordHeaders } from './records.ts';

/** What lies at an offset: a record that counts, one that its producer took back, or a transaction's marker. */
export type EntryKind = 'record' | 'aborted' | 'marker';
export type LogEntry = { kind: EntryKind; record: RawRecord };

export type LogPages = {
  /** The entries from `offset` on, in order, as many as one fetch gives; empty when nothing is left there to read. */
  page(topic: string, partition: number, offset: bigint): Promise<LogEntry[]>;
  close(): Promise<void>;
};

type Message = {
  offset: string;
  timestamp: string;
  key: Buffer | null;
  value: Buffer | null;
  headers?: RecordHeaders;
  isControlRecord: boolean;
  batchContext: { producerId: string; inTransaction: boolean };
};
type Aborted = { producerId: string; firstOffset: string };
type Fetched = {
  responses: { partitions: { abortedTransactions?: Aborted[] | null; messages: Message[] }[] }[];
};
type Broker = { fetch(request: unknown): Promise<Fetched> };
type Cluster = {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  addTargetTopic(topic: string): Promise<void>;
  refreshMetadata(): Promise<void>;
  findTopicPartitionMetadata(topic: string): { partitionId: number; leader: number }[];
  findBroker(node: { nodeId: string }): Promise<Broker>;
};

const READ_COMMITTED = 1;
const PAGE_BYTES = 1024 * 1024;
// Only what is there is asked for, so the broker answers at once; kafkajs gives up on a request a little after this.
const MAX_WAIT_MS = 5_000;
const TRIES = 5;
const CREATE_CLUSTER = 'private:Kafka:createCluster';

// kafkajs fetches for groups only; the connections below are the ones its own consumers and admin are made of.
function clusterOf(kafka: Kafka): Cluster {
  const symbol = Object.getOwnPropertySymbols(kafka).find(({ description }) => description === CREATE_CLUSTER);
  const create = symbol === undefined ? undefined : (kafka as unknown as Record<symbol, unknown>)[symbol];
  if (typeof create !== 'function') {
    throw new LogError('KAFKA_PROTOCOL', 'this version of kafkajs cannot be asked for single offsets', {
      retriable: false,
    });
  }
  return create({ allowAutoTopicCreation: false, isolationLevel: READ_COMMITTED }) as Cluster;
}

// The end of a transaction is a control record; its key is a version and 0 for abort, 1 for commit.
function isAbortMarker({ key }: Message): boolean {
  return key !== null && key.length >= 4 && key.readInt16BE(2) === 0;
}

/** Sorts out what a fetch gave, as a consumer that reads committed records only would see it. */
function entriesOf(messages: readonly Message[], aborted: readonly Aborted[]): LogEntry[] {
  const waiting = aborted.toSorted((a, b) => Number(BigInt(a.firstOffset) - BigInt(b.firstOffset)));
  const open = new Set<string>();
  return messages.map((message) => {
    const offset = BigInt(message.offset);
    while (waiting[0] !== undefined && BigInt(waiting[0].firstOffset) <= offset) {
      open.add((waiting.shift() as Aborted).producerId);
    }
    const { producerId, inTransaction } = message.batchContext;
    const { key, value, headers = {} } = message;
    const record = { offset, timestampMs: Number(message.timestamp), key, value, headers };
    if (message.isControlRecord) {
      if (isAbortMarker(message)) open.delete(producerId);
      return { kind: 'marker', record };
    }
    return { kind: inTransaction && open.has(producerId) ? 'aborted' : 'record', record };
  });
}

/** Connects when it is first asked. Failures are LogErrors; a moved leader is looked for again. */
export function createLogPages(kafka: Kafka): LogPages {
  let connecting: Promise<Cluster> | undefined;

  async function connect(): Promise<Cluster> {
    const cluster = clusterOf(kafka);
    await cluster.connect();
    return cluster;
  }

  async function connected(): Promise<Cluster> {
    connecting ??= connect();
    try {
      return await connecting;
    } catch (error) {
      connecting = undefined;
      throw error;
    }
  }

  async function fetchOnce(topic: string, partition: number, offset: bigint): Promise<LogEntry[]> {
    const cluster = await connected();
    await cluster.addTargetTopic(topic);
    const found = cluster.findTopicPartitionMetadata(topic).find(({ partitionId }) => partitionId === partition);
    if (found === undefined) {
      throw new LogError('TOPIC_UNKNOWN', `there is no ${topic}/${partition}`, { retriable: false });
    }
    const broker = await cluster.findBroker({ nodeId: String(found.leader) });
    const asked = { partition, fetchOffset: String(offset), maxBytes: PAGE_BYTES };
    const { responses } = await broker.fetch({
      isolationLevel: READ_COMMITTED,
      maxWaitTime: MAX_WAIT_MS,
      minBytes: 1,
      maxBytes: PAGE_BYTES,
      topics: [{ topic, partitions: [asked] }],
    });
    const [answer] = responses.flatMap(({ partitions }) => partitions);
    const entries = entriesOf(answer?.messages ?? [], answer?.abortedTransactions ?? []);
    // A batch comes whole, although only its end was asked for.
    return entries.filter(({ record }) => record.offset >= offset);
  }

  async function page(topic: string, partition: number, offset: bigint): Promise<LogEntry[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await fetchOnce(topic, partition, offset);
      } catch (error) {
        const fault = toLogError(error);
        if (!fault.retriable || attempt === TRIES) throw fault;
        await waitFor(backoffMs(attempt, { initialMs: 50, maxMs: 1_000 }));
        await (await connected()).refreshMetadata().catch(() => undefined);
      }
    }
  }

  return {
    page,
    close: async () => {
      const open = connecting;
      connecting = undefined;
      if (open !== undefined) await (await open.catch(() => undefined))?.disconnect();
    },
  };
}

/** One fetched batch: cut into chunks, each stored and committed. The only place that moves kafkajs's fetch position. */
import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import { type ChunkWork, type Trouble, workChunk } from './chunk-work.ts';
import { type ConsumerOptions, consumerDefaults, type PartitionProgress } from './consumer-options.ts';
import { isOwnershipLost } from './log-error.ts';
import type { LogLogger } from './log-logger.ts';
import type { Member, Membership } from './membership.ts';
import { encodePending, type PendingRange } from './offset-metadata.ts';
import { createPartitionStates, type PartitionState } from './partition-states.ts';
import type { RawRecord } from './records.ts';
import type { StartPosition } from './start-position.ts';

export type BatchHandlerDeps = {
  options: ConsumerOptions;
  logger: LogLogger;
  membership: Membership;
  /** Reads where the partition's new owner begins. */
  open(topic: string, partition: number): Promise<StartPosition>;
  /** Makes kafkajs fetch from this offset next. */
  seek(topic: string, partition: number, offset: bigint): void;
  onFatal(error: unknown): void;
};

function rawRecord(message: KafkaMessage): RawRecord {
  return {
    offset: BigInt(message.offset),
    timestampMs: Number(message.timestamp),
    key: message.key,
    value: message.value,
    headers: message.headers ?? {},
  };
}

// Straight to the coordinator: kafkajs's own commitOffsets says "done" without committing once a stop has begun.
async function commit(payload: EachBatchPayload, position: bigint, pending: PendingRange | undefined): Promise<void> {
  const { topic, partition } = payload.batch;
  const metadata = pending === undefined ? '' : encodePending(pending);
  const offset = { partition, offset: String(position), metadata };
  await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [offset] }] });
}

function keepAlive(payload: EachBatchPayload, member: Member, everyMs: number): () => void {
  const timer = setInterval(() => {
    payload.heartbeat().catch((error: unknown) => {
      // The chunk in flight may finish, the group waits for it; nothing new is begun.
      if (isOwnershipLost(error)) member.ending.abort();
    });
  }, everyMs);
  return () => clearInterval(timer);
}

// Faults of the log itself are kafkajs's to recover from (rejoin, reconnect); anything else came from storing.
function isKafkaFault(error: unknown): boolean {
  const fault = error as Error & { retriable?: boolean };
  return fault.name.startsWith('KafkaJS') || (fault.name === 'LogError' && fault.retriable === true);
}

// kafkajs reads the committed offset by itself and can be elsewhere. A second batch that still begins beyond the
// position we asked for shows that the log has a hole there.
function mustSeek(state: PartitionState, { batch }: EachBatchPayload): boolean {
  const expected = state.chunker.next();
  const first = BigInt(batch.firstOffset() ?? batch.lastOffset());
  if (first <= expected || state.soughtAt === expected) return false;
  state.soughtAt = expected;
  return true;
}

export function createBatchHandler(deps: BatchHandlerDeps) {
  const { options, membership } = deps;
  const states = createPartitionStates(options.limits, deps.open);
  const troubles = new Map<string, Trouble>();

  function workFor(payload: EachBatchPayload, member: Member): ChunkWork {
    const key = `${payload.batch.topic}/${payload.batch.partition}`;
    return {
      epoch: options.epoch,
      onChunk: options.onChunk,
      commit: (position, pending) => commit(payload, position, pending),
      isOwned: () => membership.current() === member && !payload.isStale(),
      mayContinue: () => payload.isRunning() && !member.ending.signal.aborted,
      signal: member.ending.signal,
      backoff: options.backoff ?? consumerDefaults.backoff,
      logger: deps.logger,
      onTrouble: (trouble) => (trouble === undefined ? troubles.delete(key) : troubles.set(key, trouble)),
    };
  }

  async function storeBatch(payload: EachBatchPayload, work: ChunkWork, generation: number): Promise<void> {
    const { batch } = payload;
    const state = await states.stateOf(batch.topic, batch.partition, generation);
    if (mustSeek(state, payload)) return deps.seek(batch.topic, batch.partition, state.chunker.next());
    state.highWatermark = BigInt(batch.highWatermark);
    const fetched = { records: batch.messages.map(rawRecord), nextOffset: BigInt(batch.lastOffset()) + 1n };
    for (const chunk of state.chunker.push(fetched)) {
      if ((await workChunk(chunk, work)) === 'abandoned') return states.forget(batch.topic, batch.partition);
      state.committed = chunk.lastOffset + 1n;
    }
    payload.resolveOffset(batch.lastOffset());
  }

  /** kafkajs's `eachBatch`. */
  async function handleBatch(payload: EachBatchPayload): Promise<void> {
    const member = membership.current();
    const work = workFor(payload, member);
    if (!work.mayContinue()) return;
    const done = keepAlive(payload, member, options.heartbeatMs ?? consumerDefaults.heartbeatMs);
    try {
      await storeBatch(payload, work, member.generation);
    } catch (error) {
      work.onTrouble(undefined);
      states.forget(payload.batch.topic, payload.batch.partition);
      if (isKafkaFault(error)) throw error;
      deps.onFatal(error);
    } finally {
      done();
    }
  }

  return {
    handleBatch,
    progress: (): PartitionProgress[] => states.progress(membership.current().generation),
    trouble: (): Trouble | undefined => troubles.values().next().value,
  };
}

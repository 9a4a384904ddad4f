/** The head that the log has lost, out of an archive: the same chunks' work, from another source. */
import { checkDatum, deadLetterTopic } from '@rapport/events';
import {
  type ArchivedPartition,
  createMemoryChunk,
  endOfArchived,
  openArchive,
  type RawRecord,
  readArchivedPartition,
} from '@rapport/log';
import { RebuildError, type RebuildState, rebuiltUntil } from '@rapport/warehouse';
import { createChunkStore } from '../store-chunk.ts';
import { createWarehouseSink } from '../warehouse-sink.ts';
import type { FillDeps, FillOptions } from './fill-shadow.ts';
import { createShadowProducer } from './shadow-producer.ts';

const CHUNK = { rows: 50_000, bytes: 8 * 1024 * 1024 };

type Head = { archived: ArchivedPartition; begin: bigint };

function headMissing(topic: string, partition: number, begin: bigint): RebuildError {
  return new RebuildError(
    'REBUILD_HEAD_MISSING',
    `the archive does not have all of ${topic}/${partition} below offset ${begin}, where the log begins`,
  );
}

/** The partitions whose head is gone from the log, with their part of the archive. */
async function headsOf(state: RebuildState): Promise<Head[]> {
  const missing = [...state.begins].flatMap(([topic, own]) =>
    [...own].filter(([, begin]) => begin > 0n).map(([partition, begin]) => ({ topic, partition, begin })),
  );
  if (missing.length === 0) return [];
  const { partitions } = await openArchive(state.archive);
  return missing.map(({ topic, partition, begin }) => {
    const archived = partitions.find((one) => one.topic === topic && one.partition === partition);
    if (archived === undefined || BigInt(archived.begin) > 0n || endOfArchived(archived) < begin) {
      throw headMissing(topic, partition, begin);
    }
    return { archived, begin };
  });
}

/** Runs of records with the range they account for; the last range ends where the log begins. */
async function* chunksOf(directory: string, { archived, begin }: Head, from: bigint) {
  const { topic, partition } = archived;
  let records: RawRecord[] = [];
  let bytes = 0;
  let first = from;
  for await (const record of readArchivedPartition(directory, archived, from)) {
    if (record.offset >= begin) break;
    if (records.length >= CHUNK.rows || bytes > CHUNK.bytes) {
      const lastOffset = (records.at(-1) as RawRecord).offset;
      yield createMemoryChunk({ topic, partition, firstOffset: first, lastOffset, records });
      first = lastOffset + 1n;
      records = [];
      bytes = 0;
    }
    records.push(record);
    bytes += record.value?.length ?? 0;
  }
  if (first < begin) {
    yield createMemoryChunk({ topic, partition, firstOffset: first, lastOffset: begin - 1n, records });
  }
}

/**
 * Stores what lies before the log's first offsets. Goes on where an earlier call has stopped; resolves early when the
 * signal fires. Throws RebuildError where the archive lacks a part, ArchiveError where it is damaged.
 */
export async function fillFromArchive(
  { live, shadow }: Pick<FillDeps, 'live' | 'shadow'>,
  state: RebuildState,
  { signal }: Pick<FillOptions, 'signal'>,
): Promise<void> {
  const heads = await headsOf(state);
  if (heads.length === 0) return;
  const sink = createWarehouseSink(shadow, state);
  const store = createChunkStore({
    producer: createShadowProducer(live, sink),
    sink,
    check: checkDatum,
    projection: state.projection,
    topicPrefix: state.topicPrefix,
    onStored: () => undefined,
  });
  const reached = await rebuiltUntil(live, state);
  for (const head of heads) {
    const { topic, partition } = head.archived;
    // Dead letters have no ledger: they are read again, which changes nothing.
    const isLetters = topic === deadLetterTopic(state.topicPrefix);
    const from = isLetters ? 0n : (reached.get(`${topic}/${partition}`) ?? head.begin);
    for await (const chunk of chunksOf(state.archive, head, from)) {
      if (signal.aborted) return;
      await store(chunk, { isStale: () => false, attempt: 1 });
    }
  }
}

/**
 * Cuts the records of one partition into chunks. Pure: the same records, limits and pending range give the same chunks,
 * which is what lets ClickHouse recognise a chunk that it has already stored.
 */
import { type Chunk, createMemoryChunk } from './chunk.ts';
import type { OffsetRange, RawRecord } from './records.ts';

/** A chunk closes when it holds `maxRows` records or its next record would take it beyond `maxBytes` of key and value. */
export type ChunkLimits = { maxRows: number; maxBytes: number };

/** What one fetch brought. `nextOffset` is where the log goes on after it: everything below has been seen. */
type Fetched = { records: readonly RawRecord[]; nextOffset: bigint };

export type Chunker = {
  /**
   * Takes the next fetch and gives the chunks that are now complete, in order and without gap or overlap. The end of a
   * fetch closes a chunk, so that nothing waits for more records than the broker had. Only a pending range is held back
   * until all of it has been seen. Records below the position (fetched again after a seek) are passed over.
   */
  push(fetched: Fetched): Chunk[];
  /** The offset that the next fetch should begin at. */
  next(): bigint;
};

type ChunkerOptions = {
  topic: string;
  partition: number;
  limits: ChunkLimits;
  /** Where to begin: the committed offset. */
  position: bigint;
  /** A range that an earlier owner may have stored without saying so: the first chunk is exactly this range. */
  pending?: OffsetRange;
};

function sizeOf(record: RawRecord): number {
  return (record.key?.length ?? 0) + (record.value?.length ?? 0);
}

/** A chunker of one partition, for one membership: a new owner makes a new one from the committed offset. */
export function createChunker(options: ChunkerOptions): Chunker {
  const { topic, partition, limits } = options;
  let position = options.position;
  let next = options.position;
  let pending = options.pending;
  let held: RawRecord[] = [];

  function close(lastOffset: bigint, records: readonly RawRecord[]): Chunk {
    const chunk = createMemoryChunk({ topic, partition, firstOffset: position, lastOffset, records });
    position = lastOffset + 1n;
    return chunk;
  }

  // The pending range's last offset need not exist any more (compaction): it is complete once the log goes on beyond it.
  function replay(range: OffsetRange, fresh: readonly RawRecord[], nextOffset: bigint): Chunk[] {
    held = held.concat(fresh.filter((record) => record.offset <= range.last));
    if (nextOffset <= range.last) return [];
    const chunk = close(range.last, held);
    held = [];
    pending = undefined;
    return [chunk];
  }

  function cut(fresh: readonly RawRecord[], nextOffset: bigint): Chunk[] {
    const chunks: Chunk[] = [];
    let begin = 0;
    let bytes = 0;
    for (const [index, record] of fresh.entries()) {
      const size = sizeOf(record);
      const full = index - begin >= limits.maxRows || bytes + size > limits.maxBytes;
      if (full && index > begin) {
        chunks.push(close((fresh[index - 1] as RawRecord).offset, fresh.slice(begin, index)));
        begin = index;
        bytes = 0;
      }
      bytes += size;
    }
    if (begin < fresh.length) {
      // The chunk reaches to the end of what was seen, so that markers after the last record leave no gap in the ledger.
      chunks.push(close(nextOffset - 1n, fresh.slice(begin)));
    }
    return chunks;
  }

  function push({ records, nextOffset }: Fetched): Chunk[] {
    const seen = next;
    const fresh = records.filter((record) => record.offset >= seen);
    if (nextOffset > next) next = nextOffset;
    if (pending === undefined) return cut(fresh, nextOffset);
    const { last } = pending;
    const replayed = replay(pending, fresh, nextOffset);
    if (replayed.length === 0) return [];
    return [
      ...replayed,
      ...cut(
        fresh.filter((record) => record.offset > last),
        nextOffset,
      ),
    ];
  }

  return { push, next: () => next };
}

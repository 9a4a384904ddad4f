/**
 * The records of one partition that wait to be stored, and the chunks that are cut from them. Pure: the same log, limits
 * and pending range give the same chunks, which is what lets ClickHouse recognise a chunk that it has already stored.
 */
import { type Chunk, createRunChunk } from './chunk.ts';
import { type RecordRun, walkRun } from './record-batch.ts';
import { type FetchedBatch, openBatch } from './record-set.ts';
import type { OffsetRange } from './records.ts';

/** A chunk holds at most `maxRows` records, and `maxBytes` of them as they lie in the log; a larger record stands alone. */
export type ChunkLimits = { maxRows: number; maxBytes: number };

export type CutChunk = { chunk: Chunk; bytes: number };

export type Chunker = {
  /** Takes what was fetched next. What lies below the position (fetched again after a seek) is passed over. */
  push(batches: readonly FetchedBatch[]): void;
  /**
   * The next chunk: all that waits, up to the limits; undefined when nothing does. Chunks touch and never overlap. A
   * pending range is held back until all of it was fetched, and then is a chunk of its own whatever the limits say.
   * @throws LogError when the bytes cannot be read.
   */
  take(limits: ChunkLimits): CutChunk | undefined;
  /** The offset that the next fetch should begin at. */
  next(): bigint;
  /** Bytes that wait. */
  bytes(): number;
  /** Nothing more will be taken in. */
  isAtEnd(): boolean;
  /** Whether a chunk can be cut now, and whether it would be as large as the limits let it be. */
  readiness(limits: ChunkLimits): 'none' | 'some' | 'full';
};

type ChunkerOptions = {
  topic: string;
  partition: number;
  /** Where to begin: the committed offset. */
  position: bigint;
  /** A range that an earlier owner may have stored without saying so: the first chunk is exactly this range. */
  pending?: OffsetRange;
  /** Exclusive end: nothing from here on is handed out. */
  until?: bigint;
};

/** Waiting records: a batch as fetched (only what lies at `from` and above), or what is left of one that was cut. */
type Part = { batch: FetchedBatch; from: number; rest?: RecordRun };

const sizeOf = ({ batch, rest }: Part) => (rest === undefined ? batch.header.end - batch.start : rest.end - rest.start);
const countOf = ({ batch, rest }: Part) => rest?.count ?? (batch.counts ? batch.header.count : 0);

/** Cuts a run behind its first `most` records. */
function cutRun(run: RecordRun, most: number): { head: RecordRun; rest: RecordRun } {
  if (most >= run.count) return { head: run, rest: { ...run, start: run.end, count: 0 } };
  let lastOffset = run.baseOffset;
  const remember = (offset: number) => {
    lastOffset = offset;
  };
  const border = walkRun(run, remember, most);
  return {
    head: { ...run, end: border, count: most, lastOffset },
    rest: { ...run, start: border, count: run.count - most },
  };
}

/** How many of the run's records, from its first on, lie at or below `last`. */
function countUntil(run: RecordRun, last: number): number {
  if (run.lastOffset <= last) return run.count;
  let count = 0;
  walkRun(run, (offset) => {
    if (offset <= last) count += 1;
  });
  return count;
}

/** How many of the run's records, from its first on, fit into `maxRows` and `maxBytes`. */
function countWithin(run: RecordRun, { maxRows, maxBytes }: ChunkLimits): number {
  if (run.end - run.start <= maxBytes) return Math.min(run.count, maxRows);
  let count = 0;
  const countOne = () => {
    count += 1;
  };
  walkRun(run, countOne, maxRows, run.start + maxBytes);
  return count;
}

/** Takes as much of the part as fits; a record too large for any chunk stands `alone`. What does not fit stays in it. */
function cutPart(part: Part, room: ChunkLimits, last: number, alone: boolean) {
  const run = part.rest ?? openBatch(part.batch, part.from);
  const wanted = countUntil(run, last);
  const count = Math.min(wanted, Math.max(countWithin(run, room), alone ? 1 : 0));
  const { head, rest } = cutRun(run, count);
  const stays = count < wanted || run.lastOffset > last;
  if (stays) part.rest = rest;
  // Up to which offset all has been taken: undefined where nothing was.
  const reached = count === wanted ? Math.min(run.lastOffset, last) : count > 0 ? head.lastOffset : undefined;
  return { head, reached, stays };
}

/** What waits of one partition, for one membership: a new owner makes a new one from the committed offset. */
export function createChunker({ topic, partition, ...options }: ChunkerOptions): Chunker {
  const until = options.until === undefined ? Number.POSITIVE_INFINITY : Number(options.until);
  let position = Number(options.position);
  let next = position;
  let pending = options.pending;
  let parts: Part[] = [];
  let waiting = { bytes: 0, count: 0 };

  // A pending range is stored again as it was, even beyond an end that was asked for later.
  const limit = () => (pending === undefined ? until : Math.max(until, Number(pending.last) + 1));

  function push(batches: readonly FetchedBatch[]): void {
    for (const batch of batches) {
      const { baseOffset, lastOffset } = batch.header;
      if (lastOffset < next || baseOffset >= limit()) continue;
      const part = { batch, from: next };
      parts.push(part);
      waiting = { bytes: waiting.bytes + sizeOf(part), count: waiting.count + countOf(part) };
      next = Math.min(lastOffset + 1, limit());
    }
  }

  function close(lastOffset: number, runs: readonly RecordRun[]): CutChunk {
    const range = { topic, partition, firstOffset: BigInt(position), lastOffset: BigInt(lastOffset) };
    position = lastOffset + 1;
    return { chunk: createRunChunk(range, runs), bytes: runs.reduce((sum, { start, end }) => sum + end - start, 0) };
  }

  /** Everything that waits, up to the limits, and to offset `last` whether or not a record stands there. */
  function collect(limits: ChunkLimits, last: number): CutChunk {
    const runs: RecordRun[] = [];
    let [rows, bytes, end, taken] = [0, 0, position - 1, 0];
    for (const part of parts) {
      const before = { bytes: sizeOf(part), count: countOf(part) };
      const room = { maxRows: limits.maxRows - rows, maxBytes: limits.maxBytes - bytes };
      const { head, reached, stays } = cutPart(part, room, last, rows === 0);
      if (head.count > 0) runs.push(head);
      rows += head.count;
      bytes += head.end - head.start;
      end = reached ?? end;
      waiting.bytes -= before.bytes - (stays ? sizeOf(part) : 0);
      waiting.count -= before.count - (stays ? countOf(part) : 0);
      if (stays) break;
      taken += 1;
    }
    parts = parts.slice(taken);
    return close(end, runs);
  }

  function take(limits: ChunkLimits): CutChunk | undefined {
    if (pending !== undefined) {
      const last = Number(pending.last);
      // Its last offset need not exist any more (compaction): it is complete once the log goes on beyond it.
      if (next <= last) return undefined;
      const cut = collect({ maxRows: Number.POSITIVE_INFINITY, maxBytes: Number.POSITIVE_INFINITY }, last);
      pending = undefined;
      return cut;
    }
    return parts.length === 0 || position >= until ? undefined : collect(limits, until - 1);
  }

  function readiness(limits: ChunkLimits): 'none' | 'some' | 'full' {
    if (pending !== undefined) return next > Number(pending.last) ? 'full' : 'none';
    if (parts.length === 0 || position >= until) return 'none';
    return waiting.count >= limits.maxRows || waiting.bytes >= limits.maxBytes ? 'full' : 'some';
  }

  return {
    push,
    take,
    next: () => BigInt(next),
    bytes: () => waiting.bytes,
    isAtEnd: () => next >= limit(),
    readiness,
  };
}

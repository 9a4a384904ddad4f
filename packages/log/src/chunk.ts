/** A chunk: a contiguous offset range of one partition with everything the log holds there. The unit that is stored. */
import { type RecordRun, readRun, walkRun } from './record-batch.ts';
import type { RawRecord } from './records.ts';

/** Sees one record. Its value is `bytes[start, end)`; `start` is -1 where the value is null. */
export type VisitRecord = (offset: number, timestampMs: number, bytes: Buffer, start: number, end: number) => void;

/**
 * Every record the log holds from `firstOffset` to `lastOffset`, both included. Offsets inside the range may be missing:
 * aborted records, transaction markers and compaction leave holes.
 */
export type Chunk = {
  topic: string;
  partition: number;
  firstOffset: bigint;
  lastOffset: bigint;
  /** Records in it. */
  count: number;
  /** Largest Kafka timestamp, epoch ms; undefined when it has no records. */
  lastTimestampMs: number | undefined;
  /** All records as objects, decoded on first access and kept: the slow path (dead letters, bisection). */
  readonly records: readonly RawRecord[];
  /** Calls `visit` for every record in offset order and makes no object. */
  visit(visit: VisitRecord): void;
};

const NO_BYTES = Buffer.alloc(0);

/** A chunk of records that are objects already: for tests, and for whoever reads records from elsewhere than Kafka. */
export function createMemoryChunk(
  parts: Pick<Chunk, 'topic' | 'partition' | 'firstOffset' | 'lastOffset' | 'records'>,
): Chunk {
  const { records } = parts;
  const latest = records.reduce((max, { timestampMs }) => Math.max(max, timestampMs), -1);

  function visit(visitRecord: VisitRecord): void {
    for (const { offset, timestampMs, value } of records) {
      if (value === null) visitRecord(Number(offset), timestampMs, NO_BYTES, -1, -1);
      else visitRecord(Number(offset), timestampMs, value, 0, value.length);
    }
  }

  return { ...parts, count: records.length, lastTimestampMs: records.length === 0 ? undefined : latest, visit };
}

/** A chunk of records as they were fetched; objects are made when somebody asks for `records`. */
export function createRunChunk(
  range: Pick<Chunk, 'topic' | 'partition' | 'firstOffset' | 'lastOffset'>,
  runs: readonly RecordRun[],
): Chunk {
  let records: RawRecord[] | undefined;
  let lastTimestampMs: number | undefined;

  function visit(visitRecord: VisitRecord): void {
    for (const run of runs) {
      const { bytes } = run;
      walkRun(run, (offset, timestampMs, _keyStart, _keyEnd, start, end) =>
        visitRecord(offset, timestampMs, bytes, start, end),
      );
    }
  }

  function latest(): number | undefined {
    let max: number | undefined;
    visit((_offset, timestampMs) => {
      if (max === undefined || timestampMs > max) max = timestampMs;
    });
    return max;
  }

  return {
    ...range,
    count: runs.reduce((sum, { count }) => sum + count, 0),
    get lastTimestampMs() {
      lastTimestampMs ??= latest();
      return lastTimestampMs;
    },
    get records() {
      records ??= runs.flatMap(readRun);
      return records;
    },
    visit,
  };
}

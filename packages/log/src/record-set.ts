/** What one fetch brought of a partition: which of its batches count, and how far it reaches. */
import { decompress } from './decompress.ts';
import {
  BATCH_HEADER_BYTES,
  type BatchHeader,
  corrupt,
  type RecordRun,
  readBatchHeader,
  walkRun,
} from './record-batch.ts';

/** A transaction that was taken back: records of this producer from this offset on do not count, up to its marker. */
export type AbortedTransaction = { producerId: bigint; firstOffset: number };

/** A batch that was fetched, still packed; `counts` is false for transaction markers and aborted records. */
export type FetchedBatch = { bytes: Buffer; start: number; header: BatchHeader; counts: boolean };

const ABORT = 0;
const KEY_BYTES = 4;

function runOf({ bytes, start, header }: FetchedBatch): RecordRun {
  const { codec, end, baseOffset, lastOffset, count, baseTimestampMs, appendTimestampMs } = header;
  const common = { baseOffset, lastOffset, count, baseTimestampMs, appendTimestampMs };
  const begin = start + BATCH_HEADER_BYTES;
  if (codec === 0) return { ...common, bytes, start: begin, end };
  const unpacked = decompress(codec, bytes.subarray(begin, end));
  return { ...common, bytes: unpacked, start: 0, end: unpacked.length };
}

/** The run without its records below `offset`. */
function runFrom(run: RecordRun, offset: number): RecordRun {
  let below = 0;
  walkRun(run, (at) => {
    if (at < offset) below += 1;
  });
  if (below === 0) return run;
  return { ...run, start: walkRun(run, () => undefined, below), count: run.count - below };
}

/** The batch's records from `offset` on, unpacked; no records where it does not count. */
export function openBatch(batch: FetchedBatch, offset: number): RecordRun {
  if (!batch.counts) {
    const { baseOffset, lastOffset } = batch.header;
    const none = { start: 0, end: 0, count: 0, baseTimestampMs: 0, appendTimestampMs: -1 };
    return { ...none, bytes: batch.bytes, baseOffset, lastOffset };
  }
  const run = runOf(batch);
  return batch.header.baseOffset < offset ? runFrom(run, offset) : run;
}

// The key of a marker is two 16-bit numbers: version and kind. Only a control batch is asked: a record may have any key.
function endsAborted(batch: FetchedBatch): boolean {
  const run = runOf(batch);
  let aborts = false;
  walkRun(run, (_offset, _timestampMs, keyStart, keyEnd) => {
    if (keyEnd - keyStart >= KEY_BYTES) aborts = run.bytes.readInt16BE(keyStart + 2) === ABORT;
  });
  return aborts;
}

/** Says of each batch, in order, whether it counts: as Java's consumer does it, batch by batch. */
function createTransactionFilter(aborted: readonly AbortedTransaction[]) {
  const waiting = aborted.toSorted((a, b) => a.firstOffset - b.firstOffset);
  const open = new Set<bigint>();

  return function counts(batch: FetchedBatch): boolean {
    const { header } = batch;
    for (let next = waiting[0]; next !== undefined && next.firstOffset <= header.lastOffset; next = waiting[0]) {
      open.add(next.producerId);
      waiting.shift();
    }
    if (header.control) {
      if (open.has(header.producerId) && endsAborted(batch)) open.delete(header.producerId);
      return false;
    }
    return !(header.transactional && open.has(header.producerId));
  };
}

/**
 * The whole batches of a record set, in offset order; a part of one at the end is left out, the next fetch brings it.
 * @throws LogError RECORDS_CORRUPT.
 */
export function readRecordSet(bytes: Buffer, aborted: readonly AbortedTransaction[]): FetchedBatch[] {
  const counts = createTransactionFilter(aborted);
  const batches: FetchedBatch[] = [];
  let start = 0;
  let last = -1;
  for (let header = readBatchHeader(bytes, 0); header !== undefined; header = readBatchHeader(bytes, start)) {
    if (header.baseOffset <= last || header.lastOffset < header.baseOffset) throw corrupt('batches out of order');
    const batch = { bytes, start, header, counts: true };
    batch.counts = counts(batch);
    batches.push(batch);
    last = header.lastOffset;
    start = header.end;
  }
  return batches;
}

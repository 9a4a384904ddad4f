/** How records come to lie at the offsets that they had: what to append, and how to make the holes between. Pure. */
import type { RawRecord } from '../records.ts';

/**
 * One step on a partition. append: records one after the other. end_transaction: the same in a transaction that commits, so
 * that its marker takes the offset after them. abort: as many records as said in a transaction that is given up, which with
 * its marker make a hole one larger.
 */
export type RestoreStep =
  | { kind: 'append'; records: RawRecord[] }
  | { kind: 'end_transaction'; records: RawRecord[] }
  | { kind: 'abort'; fillers: number };

export type RestoreLimits = { maxRecords: number; maxBytes: number; maxFillers: number };

const OVERHEAD_BYTES = 100;

function sizeOf({ key, value, headers }: RawRecord): number {
  let size = OVERHEAD_BYTES + (key?.length ?? 0) + (value?.length ?? 0);
  for (const [name, held] of Object.entries(headers)) {
    for (const one of Array.isArray(held) ? held : [held]) size += name.length + (one?.length ?? 0) + OVERHEAD_BYTES;
  }
  return size;
}

/** A hole of `offsets` as transactions given up, each of two offsets at least. */
function* aborts(offsets: bigint, maxFillers: number): Generator<RestoreStep> {
  let left = offsets;
  while (left > 0n) {
    const most = BigInt(maxFillers) + 1n;
    // What remains must not be a single offset: no transaction is that short.
    const take = left <= most ? left : left - most === 1n ? most - 1n : most;
    yield { kind: 'abort', fillers: Number(take) - 1 };
    left -= take;
  }
}

/**
 * The steps that make a partition hold these records, ascending by offset, from offset 0 up to `end`. A hole of one offset
 * is the marker of a transaction that ends with the record before it; a longer one is a transaction given up. Yields
 * `impossible` for a hole of one offset with no record before it.
 */
export async function* restoreSteps(
  records: AsyncIterable<RawRecord>,
  end: bigint,
  limits: RestoreLimits,
): AsyncGenerator<RestoreStep | { kind: 'impossible'; offset: bigint }> {
  let waiting: RawRecord[] = [];
  let bytes = 0;
  let next = 0n;

  function take(): RawRecord[] {
    const taken = waiting;
    waiting = [];
    bytes = 0;
    return taken;
  }

  function* hole(offsets: bigint): Generator<RestoreStep | { kind: 'impossible'; offset: bigint }> {
    if (offsets > 1n) {
      if (waiting.length > 0) yield { kind: 'append', records: take() };
      yield* aborts(offsets, limits.maxFillers);
      return;
    }
    const last = waiting.pop();
    if (waiting.length > 0) yield { kind: 'append', records: take() };
    take();
    yield last === undefined ? { kind: 'impossible', offset: next } : { kind: 'end_transaction', records: [last] };
  }

  for await (const record of records) {
    if (record.offset > next) yield* hole(record.offset - next);
    const size = sizeOf(record);
    // One is held back always: it may turn out to be the last before a hole.
    if (waiting.length >= limits.maxRecords || (waiting.length > 0 && bytes + size > limits.maxBytes)) {
      yield { kind: 'append', records: take() };
    }
    waiting.push(record);
    bytes += size;
    next = record.offset + 1n;
  }
  if (end > next) yield* hole(end - next);
  if (waiting.length > 0) yield { kind: 'append', records: take() };
}

/**
 * Group commit for the producer: what is offered while a request is under way goes out together with the next one. One
 * request at a time keeps the sequence numbers of the idempotent producer in step, whatever fails.
 */
import type { OutgoingRecord, Placed } from './records.ts';

/** A request stays below both: the broker's limit for a record batch (1 MiB by default), and what kafkajs groups quickly. */
export type RequestLimits = { maxBytes: number; maxRecords: number };

export type SendRequest = (records: readonly OutgoingRecord[]) => Promise<Placed[]>;

type Slice = {
  records: readonly OutgoingRecord[];
  bytes: number;
  resolve(placed: Placed[]): void;
  reject(error: unknown): void;
};

const RECORD_OVERHEAD_BYTES = 40;
const HEADER_OVERHEAD_BYTES = 6;

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (Buffer.isBuffer(value)) return value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + lengthOf(one) + HEADER_OVERHEAD_BYTES, 0);
  return 0;
}

/** Upper estimate of what a record takes in a request, in bytes. */
export function requestBytes({ key, value, headers }: OutgoingRecord): number {
  let bytes = RECORD_OVERHEAD_BYTES + lengthOf(key) + lengthOf(value);
  for (const name in headers) bytes += Buffer.byteLength(name) + lengthOf(headers[name]) + HEADER_OVERHEAD_BYTES;
  return bytes;
}

/** Cuts records into runs that fit one request each; a record larger than the limit stands alone. */
export function sliceRecords(
  records: readonly OutgoingRecord[],
  limits: RequestLimits,
): { records: readonly OutgoingRecord[]; bytes: number }[] {
  const slices: { records: readonly OutgoingRecord[]; bytes: number }[] = [];
  let begin = 0;
  let bytes = 0;
  for (const [index, record] of records.entries()) {
    const size = requestBytes(record);
    const full = index - begin >= limits.maxRecords || bytes + size > limits.maxBytes;
    if (full && index > begin) {
      slices.push({ records: records.slice(begin, index), bytes });
      begin = index;
      bytes = 0;
    }
    bytes += size;
  }
  if (begin < records.length) slices.push({ records: records.slice(begin), bytes });
  return slices;
}

/** One request at a time: what arrives meanwhile shares the next one, up to `limits`. */
export function createSendQueue(request: SendRequest, limits: RequestLimits) {
  const waiting: Slice[] = [];
  let pumping: Promise<void> | undefined;

  function takeRequest(): Slice[] {
    const taken: Slice[] = [];
    let bytes = 0;
    let count = 0;
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      bytes += next.bytes;
      count += next.records.length;
      if (taken.length > 0 && (bytes > limits.maxBytes || count > limits.maxRecords)) break;
      taken.push(next);
      waiting.shift();
    }
    return taken;
  }

  async function sendTogether(slices: Slice[]): Promise<void> {
    try {
      const placed = await request(slices.flatMap((slice) => slice.records));
      let begin = 0;
      for (const slice of slices) {
        slice.resolve(placed.slice(begin, begin + slice.records.length));
        begin += slice.records.length;
      }
    } catch (error) {
      for (const slice of slices) slice.reject(error);
    }
  }

  async function pump(): Promise<void> {
    // A turn of the event loop lets everything that is ready join the first request.
    await new Promise(setImmediate);
    while (waiting.length > 0) await sendTogether(takeRequest());
    pumping = undefined;
  }

  /** Resolves with the places of the records, in order, when the broker has acknowledged all of them. */
  async function send(records: readonly OutgoingRecord[]): Promise<Placed[]> {
    const parts = sliceRecords(records, limits).map(
      (slice) => new Promise<Placed[]>((resolve, reject) => waiting.push({ ...slice, resolve, reject })),
    );
    pumping ??= pump();
    return (await Promise.all(parts)).flat();
  }

  /** Resolves when nothing is waiting or under way. */
  async function drained(): Promise<void> {
    await pumping;
  }

  return { send, drained };
}

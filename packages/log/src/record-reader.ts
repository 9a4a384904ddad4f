/** Records by their place, and what became of offsets that carry none. Reads pages of a partition, keeps nothing. */
import type { LogEntry, LogPages } from './log-pages.ts';
import type { OffsetRange, RawRecord } from './records.ts';

/** How many offsets of a hole are what: the broker's own account of why no record counts there. */
export type HoleAccount = {
  /** Ends of transactions: never seen by a consumer. */
  markers: number;
  /** Records that their producer took back. */
  aborted: number;
  /** Offsets where the log holds nothing: compaction took the record. */
  absent: number;
  /** Offsets where a record lies that counts: the first hundred of them. */
  present: bigint[];
  /** How many such records there are. */
  presentCount: number;
};

export type RecordReader = {
  /** The records at these offsets; what is not there, or does not count, is absent from the map. */
  readRecords(topic: string, partition: number, offsets: readonly bigint[]): Promise<Map<bigint, RawRecord>>;
  /** Every record that counts in [first, end), in order. */
  scanRecords(topic: string, partition: number, first: bigint, end: bigint): AsyncGenerator<RawRecord>;
  /** What lies in each of these ranges (both ends inside; in order, apart from each other), added up. */
  explainHoles(topic: string, partition: number, holes: readonly OffsetRange[]): Promise<HoleAccount>;
};

const MOST_PRESENT = 100;

/** Adds up what a page has to say of the hole from `first` on; gives the first offset that it says nothing of. */
function accountFor(account: HoleAccount, hole: OffsetRange, page: readonly LogEntry[]): bigint {
  let next = hole.first;
  for (const { kind, record } of page) {
    if (record.offset < next) continue;
    const until = record.offset > hole.last ? hole.last + 1n : record.offset;
    account.absent += Number(until - next);
    next = until;
    if (record.offset > hole.last) return next;
    if (kind === 'marker') account.markers += 1;
    else if (kind === 'aborted') account.aborted += 1;
    else {
      account.presentCount += 1;
      if (account.present.length < MOST_PRESENT) account.present.push(record.offset);
    }
    next += 1n;
  }
  return next;
}

/** Sorted, so that records close to each other come with one page. */
const ascending = (offsets: readonly bigint[]) => offsets.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));

export function createRecordReader(pages: LogPages): RecordReader {
  async function readRecords(topic: string, partition: number, offsets: readonly bigint[]) {
    const found = new Map<bigint, RawRecord>();
    let page: readonly LogEntry[] = [];
    for (const offset of ascending(offsets)) {
      const last = page.at(-1)?.record.offset;
      if (last === undefined || offset > last) page = await pages.page(topic, partition, offset);
      const entry = page.find(({ record }) => record.offset === offset);
      if (entry?.kind === 'record') found.set(offset, entry.record);
    }
    return found;
  }

  async function* scanRecords(topic: string, partition: number, first: bigint, end: bigint) {
    let next = first;
    while (next < end) {
      const page = await pages.page(topic, partition, next);
      if (page.length === 0) return;
      for (const { kind, record } of page) {
        if (record.offset >= end) return;
        next = record.offset + 1n;
        if (kind === 'record') yield record;
      }
    }
  }

  async function explainHoles(topic: string, partition: number, holes: readonly OffsetRange[]): Promise<HoleAccount> {
    const account: HoleAccount = { markers: 0, aborted: 0, absent: 0, present: [], presentCount: 0 };
    let page: readonly LogEntry[] = [];
    for (const hole of holes) {
      let next = accountFor(account, hole, page);
      while (next <= hole.last) {
        page = await pages.page(topic, partition, next);
        // Nothing at all from here on: compaction can take the log's tail away too.
        if (page.length === 0) {
          account.absent += Number(hole.last - next + 1n);
          break;
        }
        next = accountFor(account, { first: next, last: hole.last }, page);
      }
    }
    return account;
  }

  return { readRecords, scanRecords, explainHoles };
}

/** What travels between Kafka and the rooms above: records as they lie in the log, and contiguous ranges of them. */

/** Header values as the broker holds them; a header that occurs several times is a list. */
export type RecordHeaders = Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;

/** One record of a partition, bytes untouched. `timestampMs` is Kafka's timestamp, epoch milliseconds. */
export type RawRecord = {
  offset: bigint;
  timestampMs: number;
  key: Buffer | null;
  value: Buffer | null;
  headers: RecordHeaders;
};

/** Both ends are inside the range. */
export type OffsetRange = { first: bigint; last: bigint };

/** A record to be written. `timestampMs` is the record's own time; without it the moment of sending is taken. */
export type OutgoingRecord = {
  topic: string;
  key: Buffer | string | null;
  value: Buffer | null;
  headers: RecordHeaders;
  timestampMs?: number;
};

/** Where an acknowledged record lies. */
export type Placed = { topic: string; partition: number; offset: bigint };

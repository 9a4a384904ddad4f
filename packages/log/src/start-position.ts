/** Where a new owner of a partition begins: the committed position, held against what the log really has. */
import type { LogLogger } from './log-logger.ts';
import type { OffsetRange } from './records.ts';
import type { CommittedOffset } from './topics.ts';

export type StartPosition = { position: bigint; pending?: OffsetRange };

export type PartitionFacts = {
  topic: string;
  partition: number;
  /** First offset the log still holds. */
  begin: bigint;
  /** Offset of the next record to come. */
  end: bigint;
  committed: CommittedOffset | undefined;
};

/**
 * The committed position is the truth as long as the log reaches there. Records deleted unread are skipped and a log
 * that ends before the position (it was made anew) is read from its start, both with an error in the log: the first is
 * loss that we can only report, the second repetition that the event ids undo.
 */
export function startPosition(facts: PartitionFacts, logger: LogLogger): StartPosition {
  const { topic, partition, begin, end, committed } = facts;
  if (committed === undefined) return { position: begin };
  const place = { topic, partition, committed: String(committed.offset) };
  if (committed.offset < begin) {
    logger.error({ ...place, begin: String(begin) }, 'records were deleted from the log before they were read');
    return { position: begin };
  }
  if (committed.offset > end) {
    logger.error(
      { ...place, end: String(end) },
      'the log ends before the committed position: reading it from its start',
    );
    return { position: begin };
  }
  const { pending } = committed;
  if (pending === undefined || pending.first !== committed.offset) return { position: committed.offset };
  return { position: committed.offset, pending: { first: pending.first, last: pending.last } };
}

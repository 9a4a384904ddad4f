import type { Warehouse } from './client.ts';
import { sinkErrorFrom } from './faults.ts';

/** What became of a dead letter. Position is that of the record it was made of; `place` is the mark's own on its topic. */
export type DeadLetterMarkRow = {
  topic: string;
  partition: number;
  offset: bigint;
  place: { partition: number; offset: bigint };
  status: 'retried' | 'discarded';
  /** Epoch milliseconds. */
  markedAtMs: number;
  markedBy: string;
  reason: string;
  retriedAs?: { partition: number; offset: bigint };
};

const instant = (ms: number): string => new Date(ms).toISOString().slice(0, -1).replace('T', ' ');

function lineOf(mark: DeadLetterMarkRow): string {
  const { topic, partition, offset, place, status, reason, retriedAs } = mark;
  const row = {
    ...{ topic, partition, offset: String(offset) },
    ...{ mark_partition: place.partition, mark_offset: String(place.offset) },
    ...{ status, marked_at: instant(mark.markedAtMs), marked_by: mark.markedBy, reason },
    retried_partition: retriedAs?.partition ?? null,
    retried_offset: retriedAs === undefined ? null : String(retriedAs.offset),
  };
  return `${JSON.stringify(row)}\n`;
}

/** Stores marks; the same mark again replaces itself, and of several marks of one dead letter the latest counts. Throws SinkError. */
export async function writeDeadLetterMarks(warehouse: Warehouse, marks: readonly DeadLetterMarkRow[]): Promise<void> {
  if (marks.length === 0) return;
  try {
    await warehouse.insertStream({
      sql: `INSERT INTO dead_letter_marks (topic, partition, offset, mark_partition, mark_offset, status, marked_at, marked_by,
        reason, retried_partition, retried_offset) FORMAT JSONEachRow`,
      body: marks.map((mark) => Buffer.from(lineOf(mark))),
      settings: { async_insert: 0 },
    });
  } catch (error) {
    throw sinkErrorFrom(error);
  }
}

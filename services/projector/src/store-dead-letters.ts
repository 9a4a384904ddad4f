/** The dead-letter topic's own chunks: letters, and marks that say what became of them. Both in any order, any number of times. */
import { programmeIdOf } from '@rapport/events';
import {
  type Chunk,
  type DeadLetter,
  type PlacedDeadLetterMark,
  readDeadLetter,
  readDeadLetterMark,
} from '@rapport/log';

/** A dead letter as the warehouse takes it; `recordedAtMs` is when it was quarantined. */
export type StoredDeadLetter = DeadLetter & {
  recordedAtMs: number;
  /** As far as it can be read; else ''. */
  programmeId: string;
};

export type DeadLetterSink = {
  writeDeadLetters(letters: StoredDeadLetter[]): Promise<void>;
  writeDeadLetterMarks(marks: PlacedDeadLetterMark[]): Promise<void>;
};

/** Stores a chunk of the dead-letter topic. Rejects with what the sink rejects with. */
export async function storeDeadLetters(
  { topic, partition, records }: Pick<Chunk, 'topic' | 'partition' | 'records'>,
  sink: DeadLetterSink,
): Promise<void> {
  const letters: StoredDeadLetter[] = [];
  const marks: PlacedDeadLetterMark[] = [];
  for (const record of records) {
    const mark = readDeadLetterMark(partition, record);
    if (mark !== undefined) {
      marks.push(mark);
      continue;
    }
    const letter = readDeadLetter({ topic, partition }, record);
    letters.push({ ...letter, recordedAtMs: record.timestampMs, programmeId: programmeIdOf(letter.value) });
  }
  if (letters.length > 0) await sink.writeDeadLetters(letters);
  if (marks.length > 0) await sink.writeDeadLetterMarks(marks);
}

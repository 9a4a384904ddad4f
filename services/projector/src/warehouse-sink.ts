/** The warehouse as a projection sees it. */
import { createChunkSink, type Warehouse, writeDeadLetterMarks, writeDeadLetters } from '@rapport/warehouse';
import type { ProjectionSink } from './projection-sink.ts';

/** The sink of a warehouse: chunks of this projection and epoch, dead letters, their marks. */
export function createWarehouseSink(
  warehouse: Warehouse,
  { projection, epoch }: { projection: string; epoch: number },
): ProjectionSink {
  const sink = createChunkSink({ warehouse, projection, epoch });
  return {
    write: sink.write,
    writeDeadLetters: (letters) =>
      writeDeadLetters(
        warehouse,
        letters.map((letter) => ({ ...letter, field: letter.field ?? '' })),
      ),
    writeDeadLetterMarks: (marks) => writeDeadLetterMarks(warehouse, marks),
  };
}

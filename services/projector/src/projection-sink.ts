import type { SinkChunk } from '@rapport/warehouse';
import type { DeadLetterSink } from './store-dead-letters.ts';

/** Where rows go. Errors carry `code` and `retriable`; the same chunk again must have no second effect. */
export type ProjectionSink = DeadLetterSink & {
  write(chunk: SinkChunk): Promise<void>;
};

/** Would today's code accept this record? Pure. */
import { decodeEvent, streams, topicOf } from '@rapport/events';
import type { RawRecord } from '@rapport/log';
import type { DeadLetterSummary } from '@rapport/warehouse';

/** `good` can be put on its topic again; everything else says why not. */
export type Verdict =
  | { outcome: 'good' }
  | { outcome: 'still_bad' | 'already_marked' | 'gone' | 'no_source'; why: string };

function ruling(value: Buffer | null, stream: string): Verdict {
  const decoded = decodeEvent(value);
  if (!decoded.ok) {
    const field = decoded.field === undefined || decoded.field === '' ? '' : ` in ${decoded.field}`;
    return { outcome: 'still_bad', why: `${decoded.code}${field}: ${decoded.message}` };
  }
  if (decoded.stream !== stream) {
    return { outcome: 'still_bad', why: `WRONG_STREAM: ${decoded.event.type} does not belong on this topic` };
  }
  return { outcome: 'good' };
}

/**
 * Judges one dead letter. `force` passes over what the code says and over marks; what has no record or no topic to go back
 * to cannot be forced.
 */
export function verdictOn(
  letter: Pick<DeadLetterSummary, 'topic' | 'state' | 'markedAt'>,
  original: RawRecord | undefined,
  { topicPrefix, force }: { topicPrefix: string; force: boolean },
): Verdict {
  const stream = streams.find(({ name }) => topicOf(name, topicPrefix) === letter.topic);
  if (stream === undefined) return { outcome: 'no_source', why: `${letter.topic} is no topic of events` };
  if (original === undefined) return { outcome: 'gone', why: 'its record is no longer on the dead-letter topic' };
  if (force) return { outcome: 'good' };
  if (letter.state !== 'open') {
    const when = letter.markedAt === '' ? 'just now' : letter.markedAt;
    return { outcome: 'already_marked', why: `${letter.state} ${when}: --force does it again` };
  }
  return ruling(original.value, stream.name);
}

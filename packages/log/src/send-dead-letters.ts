/** Taking dead letters to their topic, whatever their size: one record must never hold up all that come behind it. */
import { LogError } from './log-error.ts';
import type { EventProducer } from './producer.ts';
import type { OutgoingRecord, RecordHeaders } from './records.ts';

/** Names the size of a value that was left out of its dead letter. */
export const VALUE_BYTES_HEADER = 'dead_value_bytes';

type Sender = Pick<EventProducer, 'sendRaw'>;

const isTooLarge = (error: unknown) => error instanceof LogError && error.code === 'RECORD_TOO_LARGE';

// The record itself stays on the topic where it lies, and the dead letter says where that is.
function withoutValue({ headers, value, ...letter }: OutgoingRecord): OutgoingRecord {
  const own: RecordHeaders = Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('dead_')));
  return { ...letter, key: null, value: null, headers: { ...own, [VALUE_BYTES_HEADER]: String(value?.length ?? 0) } };
}

/**
 * Resolves when all of them are acknowledged. A letter that the topic refuses for its size goes without the original's
 * key, value and headers: `ensureTopics` makes the topic take four times what a stream's topic takes, but the limit of a
 * topic can be changed by anybody. Rejects (LogError) when the log is away, as `sendRaw` does.
 */
export async function sendDeadLetters(producer: Sender, letters: readonly OutgoingRecord[]): Promise<void> {
  try {
    await producer.sendRaw(letters);
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    // Which of them it was the broker does not say. Sending the others twice is harmless: their place makes them one.
    for (const letter of letters) await sendAnyhow(producer, letter);
  }
}

async function sendAnyhow(producer: Sender, letter: OutgoingRecord): Promise<void> {
  try {
    await producer.sendRaw([letter]);
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    await producer.sendRaw([withoutValue(letter)]);
  }
}

/** Nothing of a rebuild goes to Kafka: what it refuses is set aside in the shadow only. */
import { programmeIdOf } from '@rapport/events';
import { type EventProducer, type OutgoingRecord, type RawRecord, readDeadLetter } from '@rapport/log';
import { lettersOnTopic, type Warehouse } from '@rapport/warehouse';
import type { ProjectionSink } from '../projection-sink.ts';

const bytes = (value: Buffer | string | null) => (typeof value === 'string' ? Buffer.from(value) : value);

/**
 * Takes the dead letters that the projection would put on their topic. What the topic has already comes from there, with
 * its place; only what no earlier run has refused is written here.
 */
export function createShadowProducer(live: Warehouse, sink: ProjectionSink): Pick<EventProducer, 'sendRaw'> {
  async function sendRaw(records: readonly OutgoingRecord[]): Promise<[]> {
    const letters = records.map(({ topic, key, value, headers }) => {
      // No place on the topic: -1, as on rows whose place is not known.
      const record: RawRecord = { offset: -1n, timestampMs: Date.now(), key: bytes(key), value, headers };
      return readDeadLetter({ topic, partition: -1 }, record);
    });
    const known = await lettersOnTopic(live, letters);
    const fresh = letters.filter(({ topic, partition, offset }) => !known.has(`${topic}/${partition}/${offset}`));
    const recordedAtMs = Date.now();
    await sink.writeDeadLetters(
      fresh.map((letter) => ({ ...letter, recordedAtMs, programmeId: programmeIdOf(letter.value) })),
    );
    return [];
  }

  return { sendRaw };
}

import { eventIdFrom, type RapportEvent } from '@rapport/events';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createChunkSink } from '../chunk-sink.ts';
import { migrate } from '../migrate.ts';
import { createDelivery } from '../testing/deliver.ts';
import { ownDatabase } from '../testing/own-database.ts';
import { touchedCondition } from './dirty-keys.ts';
import { createSettledParts } from './settled-parts.ts';

const { warehouse, drop } = ownDatabase(inject('clickhouseUrl'));
const deliver = createDelivery(createChunkSink({ warehouse, projection: 'warehouse@1', epoch: 1 }));
beforeAll(() => migrate(warehouse));
afterAll(drop);

const meeting = (meeting_id: string): RapportEvent =>
  ({
    ...{ event_id: eventIdFrom('settled', meeting_id), occurred_at: 1_000, recorded_at: 1_001, source: 'test' },
    ...{ programme_id: 'p', type: 'meeting.held', meeting_id, pairing_id: 'one', evidence: 'calendar' },
  }) as RapportEvent;

type Place = { partition: number; last: string };

async function positionsNow(): Promise<Record<string, number>> {
  const places = await warehouse.query<Place>(
    'SELECT _partition AS partition, toString(max(_offset)) AS last FROM events_meeting GROUP BY partition',
  );
  return Object.fromEntries(places.map(({ partition, last }) => [partition, Number(last)]));
}

test('a part is settled once all that it holds lies behind, and never while it holds more', async () => {
  const parts = createSettledParts(warehouse, 0);
  await deliver([meeting('first')]);
  const meetings = await positionsNow();
  const before = await parts.settled(['meeting'], { meeting: {} });
  const after = await parts.settled(['meeting'], { meeting: meetings });
  await deliver([meeting('second')]);
  const later = await parts.settled(['meeting'], { meeting: meetings });
  // Both events may be in one part by now: then it holds more than is behind.
  await warehouse.exec('OPTIMIZE TABLE events_meeting FINAL');
  const merged = await parts.settled(['meeting'], { meeting: meetings });
  expect(before.meeting).toEqual([]);
  expect(after.meeting).toHaveLength(1);
  expect(later.meeting).toEqual(after.meeting);
  expect(merged.meeting).toEqual([]);
});

test('what lies beyond is found whatever merges come between', async () => {
  const parts = createSettledParts(warehouse, 0);
  const meetings = await positionsNow();
  const settled = await parts.settled(['meeting'], { meeting: meetings });
  expect(settled.meeting).toHaveLength(1);
  await deliver([meeting('third')]);
  await warehouse.exec('OPTIMIZE TABLE events_meeting FINAL');
  const found = await warehouse.query<{ meeting_id: string }>(
    `SELECT meeting_id FROM events_meeting WHERE ${touchedCondition('meeting', { meeting: meetings }, undefined, settled.meeting)}`,
  );
  expect(found).toEqual([{ meeting_id: 'third' }]);
});

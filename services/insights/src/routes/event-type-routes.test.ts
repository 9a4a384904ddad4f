import { eventTypes } from '@rapport/events';
import { createLogger, createRegistry } from '@rapport/service';
import type { Warehouse } from '@rapport/warehouse';
import { expect, it, onTestFinished } from 'vitest';
import { createInsights } from '../app.ts';

async function open(topicPrefix?: string) {
  const app = await createInsights({
    warehouse: { query: async () => [], ping: async () => undefined } as unknown as Warehouse,
    logger: createLogger('event-types', 'silent'),
    registry: createRegistry('event-types'),
    ...(topicPrefix === undefined ? {} : { topicPrefix }),
  });
  onTestFinished(() => app.close());
  return app;
}

it('tells every event type, with the topic that this installation writes', async () => {
  const app = await open('test-');
  const { data, meta } = (await app.inject('/v1/event-types')).json();
  expect(data.flatMap(({ types }: { types: { type: string }[] }) => types.map(({ type }) => type))).toEqual(eventTypes);
  expect(meta).toMatchObject({ types: eventTypes.length, row_count: data.length });
  expect(data.find(({ stream }: { stream: string }) => stream === 'meeting')).toMatchObject({
    topic: 'test-mentorship.meeting.v1',
    keys: ['pairing_id'],
    compatibility: 'FULL_TRANSITIVE',
  });
});

it('gives the Avro schema of a stream as a file, of any version there was', async () => {
  const app = await open();
  const answer = await app.inject('/v1/event-types/meeting/schema');
  expect(answer.headers['content-disposition']).toBe('attachment; filename="meeting.v1.avsc"');
  expect(answer.json()).toMatchObject({ type: 'record', name: 'MeetingEvent', namespace: 'mentorship' });
  expect((await app.inject('/v1/event-types/meeting/schema?version=1')).json()).toEqual(answer.json());
});

it.each([
  ['/v1/event-types/meetings/schema', 404, 'did you mean meeting?'],
  ['/v1/event-types/meeting/schema?version=99', 400, 'there are 1'],
  ['/v1/event-types/meeting/schema?vresion=1', 400, 'there is version'],
])('refuses %s with %i and a way out', async (url, status, detail) => {
  const answer = await (await open()).inject(url);
  expect([answer.statusCode, answer.json().detail]).toEqual([status, expect.stringContaining(detail)]);
});

import { expect, it } from 'vitest';
import { createLogReading } from './read-log.ts';

const none = async () => new Map<number, bigint>();

it('begins where the log begins while the group has confirmed nothing, or less than the log still holds', async () => {
  const read = createLogReading(
    {
      exists: async () => true,
      beginOffsets: async () =>
        new Map([
          [0, 5n],
          [1, 5n],
          [2, 5n],
        ]),
      endOffsets: async () =>
        new Map([
          [0, 9n],
          [1, 9n],
          [2, 9n],
        ]),
      committed: async () =>
        new Map([
          [1, { offset: 3n }],
          [2, { offset: 8n }],
        ]),
    },
    'x-',
  );
  const meetings = (await read()).filter(({ topic }) => topic === 'x-mentorship.meeting.v1');
  expect(meetings.map(({ next, end }) => [next, end])).toEqual([
    [5n, 9n],
    [5n, 9n],
    [8n, 9n],
  ]);
});

it('looks at the dead letters too', async () => {
  const read = createLogReading(
    {
      exists: async () => true,
      beginOffsets: none,
      endOffsets: async () => new Map([[0, 1n]]),
      committed: async () => new Map(),
    },
    '',
  );
  expect((await read()).map(({ topic }) => topic)).toContain('mentorship.dead-letter.v1');
});

it('passes over a topic that nobody has made yet', async () => {
  const read = createLogReading(
    {
      exists: async (topic) => topic.includes('meeting'),
      beginOffsets: none,
      endOffsets: async () => new Map([[0, 1n]]),
      committed: async () => new Map(),
    },
    '',
  );
  expect((await read()).map(({ topic }) => topic)).toEqual(['mentorship.meeting.v1']);
});

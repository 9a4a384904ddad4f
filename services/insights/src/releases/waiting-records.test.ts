import { expect, it } from 'vitest';
import { createLogSampler } from './waiting-records.ts';

/** A log of one partition for each topic, of which meetings have records 10 to 19. */
function logOf(position: { end: bigint; stored: bigint | undefined }) {
  const isMeeting = (topic: string) => topic === 'trial.mentorship.meeting.v1';
  return {
    beginOffsets: async (topic: string) => new Map([[0, isMeeting(topic) ? 10n : 0n]]),
    endOffsets: async (topic: string) => new Map([[0, isMeeting(topic) ? position.end : 0n]]),
    committed: async (_group: string, topic: string) =>
      new Map(isMeeting(topic) && position.stored !== undefined ? [[0, { offset: position.stored }]] : []),
  } as unknown as Parameters<typeof createLogSampler>[0];
}

it('counts what was on the log when it was looked at, and not what came since', async () => {
  const position = { end: 20n, stored: 14n as bigint | undefined };
  const waiting = await createLogSampler(logOf(position), 'trial.')();
  expect(await waiting()).toBe(6);
  position.end = 90n;
  position.stored = 20n;
  expect(await waiting()).toBe(0);
});

it('counts from the beginning where nothing was ever stored', async () => {
  const waiting = await createLogSampler(logOf({ end: 20n, stored: undefined }), 'trial.')();
  expect(await waiting()).toBe(10);
});

import { describe, expect, it } from 'vitest';
import { createStandstillWatch, describeStandstill } from './standstill.ts';

const at = (position: bigint, messages: number, partition = 2) => ({
  topic: 'mentorship.meeting.v1',
  partition,
  position,
  messages,
});

describe('standstill', () => {
  it('says which partition does not move although records wait', () => {
    const look = createStandstillWatch(60_000);
    expect(look([at(7n, 1_000)], 0)).toBeUndefined();
    expect(look([at(7n, 1_100)], 59_999)).toBeUndefined();
    const found = look([at(7n, 1_204)], 62_000);
    expect(found && describeStandstill(found)).toBe(
      'no progress for 62 s although 1,204 records wait in mentorship.meeting.v1/2',
    );
  });

  it('does not take a quiet topic for one that stands still', () => {
    const look = createStandstillWatch(60_000);
    look([at(7n, 0)], 0);
    look([at(7n, 0)], 86_400_000);
    expect(look([at(7n, 5)], 86_400_001)).toBeUndefined();
  });

  it('begins anew whenever the partition moves or has nothing left', () => {
    const look = createStandstillWatch(60_000);
    look([at(7n, 9)], 0);
    look([at(8n, 9)], 50_000);
    expect(look([at(8n, 9)], 100_000)).toBeUndefined();
    look([at(8n, 0)], 105_000);
    expect(look([at(8n, 9)], 115_000)).toBeUndefined();
    expect(look([at(8n, 9)], 175_000)).toMatchObject({ forMs: 60_000 });
  });

  it('names the one that has stood longest', () => {
    const look = createStandstillWatch(1_000);
    look([at(7n, 9, 0)], 0);
    look([at(7n, 9, 0), at(1n, 3, 1)], 500);
    expect(look([at(1n, 3, 1), at(7n, 9, 0)], 2_000)).toMatchObject({ partition: 0, forMs: 2_000 });
  });
});

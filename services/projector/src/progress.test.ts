import { describe, expect, it } from 'vitest';
import { createProgress } from './progress.ts';

const assigned = () => new Map([['pairing', [0, 1]]]);

function progressWith(ends: [number, bigint][], committed: [number, bigint][]) {
  const offsets = {
    endOffsets: async () => new Map(ends),
    committed: async () => new Map(committed.map(([partition, offset]) => [partition, { offset }])),
  };
  return createProgress({ offsets, groupId: 'g', assigned, now: () => 90_000 });
}

describe('progress', () => {
  it('counts what is on the log and not committed, from the start where nothing is', async () => {
    const progress = progressWith(
      [
        [0, 10n],
        [1, 7n],
      ],
      [[0, 4n]],
    );
    const { partitions, progressRatio } = await progress.state();
    expect(partitions.map(({ messages }) => messages)).toEqual([6, 7]);
    expect(progressRatio).toBeCloseTo(4 / 17);
  });

  it('has its watermark at now when nothing is left to store', async () => {
    const progress = progressWith(
      [
        [0, 4n],
        [1, 7n],
      ],
      [
        [0, 4n],
        [1, 7n],
      ],
    );
    expect(await progress.state()).toMatchObject({ watermarkSeconds: 90, lagSeconds: 0, progressRatio: 1 });
  });

  it('has its watermark at the latest stored record of the partition that is behind', async () => {
    const progress = progressWith(
      [
        [0, 4n],
        [1, 7n],
      ],
      [
        [0, 4n],
        [1, 5n],
      ],
    );
    progress.storedUntil('pairing', 1, 60_000);
    expect(await progress.state()).toMatchObject({ watermarkSeconds: 60, lagSeconds: 30 });
  });

  it('is not a day behind when a record follows after a quiet day', async () => {
    const ends = new Map([[0, 4n]]);
    let now = 1_000;
    const offsets = { endOffsets: async () => ends, committed: async () => new Map([[0, { offset: 4n }]]) };
    const own = () => new Map([['pairing', [0]]]);
    const progress = createProgress({ offsets, groupId: 'g', assigned: own, now: () => now });
    progress.storedUntil('pairing', 0, 500);
    now = 86_400_000;
    await progress.state();
    ends.set(0, 5n);
    now += 2_000;
    expect(await progress.state()).toMatchObject({ watermarkSeconds: 86_400, lagSeconds: 2 });
  });

  it('goes by its own end in a bounded reading, and counts what was announced and not confirmed', async () => {
    const pending = { first: 4n, last: 5n, epoch: 1 };
    const offsets = {
      endOffsets: async () => new Map([[0, 100n]]),
      committed: async () => new Map([[0, { offset: 4n, pending }]]),
    };
    const until = new Map([['pairing', new Map([[0, 8n]])]]);
    const own = () => new Map([['pairing', [0]]]);
    const progress = createProgress({ offsets, groupId: 'g', assigned: own, until });
    expect(await progress.state()).toMatchObject({
      partitions: [{ messages: 4, position: 4n }],
      progressRatio: 0.5,
      pendingChunks: 1,
    });
  });

  it('names no watermark before it knows every partition', async () => {
    const progress = progressWith(
      [
        [0, 4n],
        [1, 7n],
      ],
      [[0, 4n]],
    );
    expect((await progress.state()).watermarkSeconds).toBeUndefined();
  });
});

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
    const { lags } = await progress.state();
    expect(lags.map(({ messages }) => messages)).toEqual([6, 7]);
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
    expect((await progress.state()).watermarkSeconds).toBe(90);
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
    expect((await progress.state()).watermarkSeconds).toBe(60);
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

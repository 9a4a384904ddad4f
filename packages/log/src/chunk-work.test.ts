import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAdmission } from './admission.ts';
import { type Chunk, createMemoryChunk } from './chunk.ts';
import { type ChunkWork, type Trouble, workChunks } from './chunk-work.ts';
import { silentLogger } from './log-logger.ts';

const chunk = createMemoryChunk({ topic: 't', partition: 0, firstOffset: 10n, lastOffset: 19n, records: [] });

const failure = (fields: object) => Object.assign(new Error('refused'), fields);

function createWork(overrides: Partial<ChunkWork> = {}) {
  const steps: string[] = [];
  const troubles: (Trouble | undefined)[] = [];
  const waiting = [chunk];
  const work: ChunkWork = {
    epoch: 1,
    onChunk: async () => void steps.push('store'),
    commit: async (position, pending) =>
      void steps.push(pending ? `pending ${pending.first}-${pending.last} at ${position}` : `commit ${position}`),
    isOwned: () => true,
    mayContinue: () => true,
    signal: new AbortController().signal,
    backoff: { initialMs: 0, maxMs: 0 },
    logger: silentLogger(),
    slot: createAdmission(1)(),
    onTrouble: (trouble) => void troubles.push(trouble),
    next: () => waiting.shift(),
    onStored: () => undefined,
    onFailed: () => undefined,
    ...overrides,
  };
  return { work, steps, troubles };
}

describe('workChunks', () => {
  it('commits the range as pending, stores it, then moves the offset', async () => {
    const { work, steps } = createWork();
    expect(await workChunks(work)).toBe('done');
    expect(steps).toEqual(['pending 10-19 at 10', 'store', 'commit 20']);
  });

  it('ends a chunk and begins the one that waits behind it with a single commit', async () => {
    const behind = createMemoryChunk({ ...chunk, firstOffset: 20n, lastOffset: 24n });
    const waiting: Chunk[] = [chunk, behind];
    const { work, steps } = createWork({ next: () => waiting.shift() });
    expect(await workChunks(work)).toBe('done');
    expect(steps).toEqual(['pending 10-19 at 10', 'store', 'pending 20-24 at 20', 'store', 'commit 25']);
  });

  it('lets another partition that waits for a slot go first', async () => {
    const createSlot = createAdmission(1);
    const other = createSlot();
    const { work, steps } = createWork({
      slot: createSlot(),
      onChunk: async () => {
        steps.push('store');
        void other.acquire().then(() => steps.push('the other'));
      },
    });
    await workChunks({ ...work, next: () => chunk });
    expect(steps).toEqual(['pending 10-19 at 10', 'store', 'commit 20', 'the other']);
  });

  it('stores nothing when the pending commit is refused', async () => {
    const refused = failure({ type: 'ILLEGAL_GENERATION' });
    const { work, steps } = createWork({ commit: () => Promise.reject(refused) });
    await expect(workChunks(work)).rejects.toBe(refused);
    expect(steps).toEqual([]);
  });

  it('repeats a retriable failure until it works, and reports it once it is over', async () => {
    let calls = 0;
    const { work, troubles } = createWork({
      onChunk: async (_, { attempt }) => {
        calls += 1;
        expect(attempt).toBe(calls);
        if (calls < 40) throw failure({ retriable: true, code: 'SINK_UNAVAILABLE' });
      },
    });
    expect(await workChunks(work)).toBe('done');
    expect(calls).toBe(40);
    expect(troubles.at(-2)).toMatchObject({ code: 'SINK_UNAVAILABLE', attempts: 39 });
    expect(troubles.at(-1)).toBeUndefined();
  });

  it('logs an outage once, not at every attempt', async () => {
    let calls = 0;
    const lines: string[] = [];
    const logger = { ...silentLogger(), warn: (_: object, message: string) => void lines.push(message) };
    const { work } = createWork({
      logger,
      onChunk: async () => {
        calls += 1;
        if (calls < 20) throw failure({ retriable: true, code: 'SINK_UNAVAILABLE' });
      },
    });
    await workChunks(work);
    expect(lines).toHaveLength(1);
  });

  it('lets a failure that cannot be retried through and leaves the range pending', async () => {
    const broken = failure({ retriable: false, code: 'SINK_SCHEMA' });
    const { work, steps } = createWork({ onChunk: () => Promise.reject(broken) });
    await expect(workChunks(work)).rejects.toBe(broken);
    expect(steps).toEqual(['pending 10-19 at 10']);
  });

  it('takes an error that does not say whether to retry for one that must not be', async () => {
    const { work } = createWork({ onChunk: () => Promise.reject(new TypeError('undefined is not a function')) });
    await expect(workChunks(work)).rejects.toThrow(TypeError);
  });

  it('gives up repeating when a stop or a rebalance is asked for', async () => {
    let stopping = false;
    const { work, steps } = createWork({
      mayContinue: () => !stopping,
      onChunk: async () => {
        stopping = true;
        throw failure({ retriable: true });
      },
    });
    expect(await workChunks(work)).toBe('abandoned');
    expect(steps).toEqual(['pending 10-19 at 10']);
  });

  it('finishes the chunk in flight when a stop is asked for meanwhile', async () => {
    let stopping = false;
    const { work, steps } = createWork({ mayContinue: () => !stopping });
    const stopMeanwhile = async () => {
      stopping = true;
    };
    const stored = { ...work, onChunk: stopMeanwhile };
    expect(await workChunks(stored)).toBe('done');
    expect(steps.at(-1)).toBe('commit 20');
  });

  it('whatever fails where: the offset moves only after a store that worked, which only follows the pending commit', async () => {
    const anyStep = fc.constantFrom('ok', 'transient', 'fatal', 'lost', 'stop');
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 8 }), fc.nat(3), async (plan, failedCommit) => {
        let [owned, running, commits] = [true, true, 0];
        const { work, steps } = createWork({ isOwned: () => owned, mayContinue: () => running });
        const happen = async (): Promise<void> => {
          const event = plan.shift() ?? 'ok';
          if (event === 'lost') owned = false;
          if (event === 'stop') running = false;
          if (event === 'transient') throw failure({ retriable: true });
          if (event === 'fatal') throw failure({ retriable: false });
          steps.push('store');
        };
        const commit: ChunkWork['commit'] = async (position, pending) => {
          commits += 1;
          if (commits === failedCommit) throw failure({ type: 'UNKNOWN_MEMBER_ID' });
          await work.commit(position, pending);
        };
        const outcome = await workChunks({ ...work, onChunk: happen, commit }).catch(() => 'failed');
        expect(steps.join(', ')).toMatch(/^(|pending 10-19 at 10(, store(, commit 20)?)?)$/);
        expect(outcome === 'done').toBe(steps.at(-1) === 'commit 20');
      }),
    );
  });
});

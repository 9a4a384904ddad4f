import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAdmission } from './admission.ts';
import type { Chunk } from './chunk.ts';
import { createChunkPacing } from './chunk-pacing.ts';
import type { ChunkLimits } from './chunker.ts';
import { silentLogger } from './log-logger.ts';
import type { PendingRange } from './offset-metadata.ts';
import { createPartitionFeed } from './partition-feed.ts';
import { readRecordSet } from './record-set.ts';
import { encodeBatch } from './testing/encode-batch.ts';

const END = 60n;
const place = { topic: 't', partition: 0 };

/** What the broker knows of the group: refuses whoever is not of the present generation. */
function createGroup() {
  let committed: { offset: bigint; pending?: PendingRange } = { offset: 0n };
  let generation = 0;
  return {
    join: () => {
      generation += 1;
      return generation;
    },
    isCurrent: (member: number) => member === generation,
    commit: (member: number, offset: bigint, pending: PendingRange | undefined) => {
      if (member !== generation) throw Object.assign(new Error('refused'), { type: 'ILLEGAL_GENERATION' });
      committed = { offset, ...(pending && { pending }) };
    },
    committed: () => committed,
  };
}

/** What a deduplicating store ends up with: one block a range, whose content must be the same each time. */
function createStore() {
  const blocks = new Map<string, { first: bigint; last: bigint; offsets: string }>();
  return {
    write: ({ firstOffset: first, lastOffset: last, records }: Chunk) => {
      const block = { first, last, offsets: records.map(({ offset }) => offset).join() };
      const known = blocks.get(`${first}-${last}`);
      if (known !== undefined) expect(block).toEqual(known);
      blocks.set(`${first}-${last}`, block);
    },
    blocks: () => [...blocks.values()].sort((a, b) => Number(a.first - b.first)),
  };
}

type Fate = 'ok' | 'transient' | 'die before' | 'die after' | 'revoke' | 'lost before' | 'lost after';
type Life = { fates: readonly Fate[]; pace: readonly number[]; limits: ChunkLimits };

/** The log: batches of `size` records, every seventh offset missing. */
function logOf(size: number): Buffer[] {
  return Array.from({ length: Math.ceil(Number(END) / size) }, (_, index) => {
    const baseOffset = BigInt(index * size);
    const lastOffset = baseOffset + BigInt(size) > END ? END - 1n : baseOffset + BigInt(size) - 1n;
    const offsets = Array.from(
      { length: Number(lastOffset - baseOffset) + 1 },
      (__, delta) => baseOffset + BigInt(delta),
    );
    const records = offsets
      .filter((offset) => offset % 7n !== 3n)
      .map((offset) => ({ offset, value: Buffer.alloc(5) }));
    return encodeBatch({ records, baseOffset, lastOffset });
  });
}

/** One owner of the partition, from its join until it stops, dies, or has read everything. */
async function live(
  group: ReturnType<typeof createGroup>,
  store: ReturnType<typeof createStore>,
  log: Buffer[],
  life: Life,
) {
  const member = group.join();
  const ending = new AbortController();
  const fates = [...life.fates];
  const over = Promise.withResolvers<void>();
  const never = new Promise<never>(() => undefined);
  let dead = false;

  function die(): Promise<never> {
    dead = true;
    over.resolve();
    return never;
  }

  async function onChunk(chunk: Chunk): Promise<void> {
    await new Promise(setImmediate);
    const fate = fates.shift() ?? 'ok';
    if (fate === 'die before') await die();
    if (fate === 'lost before') group.join();
    if (fate === 'transient') throw Object.assign(new Error('away'), { retriable: true });
    store.write(chunk);
    if (fate === 'die after') await die();
    if (fate === 'lost after') group.join();
    if (fate === 'revoke') ending.abort();
  }

  const { offset, pending } = group.committed();
  const start = { position: offset, ...(pending && { pending: { first: pending.first, last: pending.last } }) };
  const feed = createPartitionFeed({
    ...place,
    start,
    until: undefined,
    pacing: createChunkPacing(life.limits),
    onRoom: () => undefined,
    onStored: () => undefined,
    work: {
      epoch: 1,
      onChunk,
      commit: async (position, range) => {
        if (dead) await never;
        group.commit(member, position, range);
        expect(position).toBeLessThanOrEqual(END);
      },
      // Only the broker knows when somebody is a zombie; the member itself learns it when a commit is refused.
      isOwned: () => true,
      mayContinue: () => !ending.signal.aborted,
      signal: ending.signal,
      slot: createAdmission(1)(),
      backoff: { initialMs: 0, maxMs: 0 },
      logger: silentLogger(),
      onTrouble: () => undefined,
    },
  });
  const run = feed.run().catch((error: unknown) => expect(error).toMatchObject({ type: 'ILLEGAL_GENERATION' }));
  void run.then(over.resolve);
  for (let next = 0, turn = 0; next < log.length && !dead && !ending.signal.aborted; turn += 1) {
    const count = life.pace[turn % life.pace.length] as number;
    feed.push(readRecordSet(Buffer.concat(log.slice(next, next + count)), []), END);
    next += count;
    await new Promise(setImmediate);
  }
  while (!dead && group.isCurrent(member) && group.committed().offset < END && !ending.signal.aborted) {
    await new Promise(setImmediate);
  }
  ending.abort();
  await over.promise;
}

const anyLife = fc.record({
  fates: fc.array(
    fc.constantFrom<Fate>('ok', 'transient', 'die before', 'die after', 'revoke', 'lost before', 'lost after'),
    { maxLength: 6 },
  ),
  pace: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }),
  limits: fc.record({ maxRows: fc.integer({ min: 1, max: 30 }), maxBytes: fc.integer({ min: 20, max: 600 }) }),
});

describe('a partition, whoever owns it and whatever happens to them', () => {
  it('is stored whole, in ranges that tile it, each of which is the same however often it was tried', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyLife, { maxLength: 6 }), fc.integer({ min: 1, max: 20 }), async (lives, size) => {
        const [group, store, log] = [createGroup(), createStore(), logOf(size)];
        for (const life of lives) await live(group, store, log, life);
        await live(group, store, log, { fates: [], pace: [3], limits: { maxRows: 11, maxBytes: 10_000 } });
        expect(group.committed()).toEqual({ offset: END });
        let expected = 0n;
        for (const { first, last } of store.blocks()) {
          expect(first).toBe(expected);
          expected = last + 1n;
        }
        expect(expected).toBe(END);
        const stored = store.blocks().flatMap(({ offsets }) => (offsets === '' ? [] : offsets.split(',')));
        expect(stored).toHaveLength(Array.from({ length: Number(END) }).filter((_, offset) => offset % 7 !== 3).length);
      }),
      { numRuns: 80 },
    );
    // Dozens of lives on a machine that others use as well.
  }, 30_000);
});

describe('how large chunks become', () => {
  const sizes = async (fail: (attempt: number) => object | undefined, holdUntilFull = false) => {
    const counts: number[] = [];
    const ending = new AbortController();
    const pacing = createChunkPacing({ maxRows: 16, maxBytes: 10_000 });
    const feed = createPartitionFeed({
      ...place,
      start: { position: 0n },
      until: undefined,
      pacing,
      onRoom: () => undefined,
      onStored: () => undefined,
      work: {
        epoch: 1,
        onChunk: async (chunk, { attempt }) => {
          const failure = fail(attempt);
          if (failure) throw Object.assign(new Error('refused'), { retriable: true, ...failure });
          counts.push(chunk.count);
        },
        commit: async (position) => {
          if (position === END) ending.abort();
        },
        isOwned: () => true,
        mayContinue: () => !ending.signal.aborted,
        signal: ending.signal,
        slot: createAdmission(1)(),
        backoff: { initialMs: 0, maxMs: 0 },
        logger: silentLogger(),
        onTrouble: () => undefined,
      },
    });
    const run = feed.run();
    for (const batch of logOf(4)) {
      feed.push(readRecordSet(batch, []), END);
      if (!holdUntilFull) await new Promise(setImmediate);
    }
    feed.setFull(true);
    await run;
    return { counts, pacing };
  };

  it('halves those to come when the store has no memory for them; the one that failed keeps its range', async () => {
    let failures = 2;
    const { counts } = await sizes(() => {
      failures -= 1;
      return failures >= 0 ? { wantsSmallerChunks: true } : undefined;
    }, true);
    expect(counts[0]).toBe(16);
    expect(counts[1]).toBeLessThanOrEqual(5);
  });

  it('lets records gather when the store has too many small ones, and less and less so afterwards', async () => {
    let failures = 1;
    const { pacing } = await sizes(() => {
      failures -= 1;
      return failures >= 0 ? { wantsLargerChunks: true } : undefined;
    });
    expect(pacing.holdMs()).toBeGreaterThan(0);
    for (let chunks = 0; chunks < 20; chunks += 1) pacing.stored();
    expect(pacing.holdMs()).toBe(0);
    for (let failure = 0; failure < 20; failure += 1) pacing.failed({ wantsLargerChunks: true });
    expect(pacing.holdMs()).toBe(10_000);
  });
});

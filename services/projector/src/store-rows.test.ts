import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProjectedRow } from './project-chunk.ts';
import { type RowRange, storeRows } from './store-rows.ts';

const row = (offset: number): ProjectedRow => ({
  offset: BigInt(offset),
  timestampMs: 0,
  schemaId: 4,
  datum: Buffer.alloc(0),
});

function createStore(bad: ReadonlySet<bigint>) {
  const written: RowRange[] = [];
  const quarantined: bigint[] = [];
  const deps = {
    write: async (range: RowRange) => {
      if (range.rows.some(({ offset }) => bad.has(offset))) throw Object.assign(new Error('no'), { dataFault: true });
      written.push(range);
    },
    quarantine: async (offset: bigint) => void quarantined.push(offset),
  };
  return { deps, written, quarantined };
}

const anyChunk = fc
  .record({
    offsets: fc.uniqueArray(fc.nat(200), { minLength: 1, maxLength: 80 }),
    bad: fc.uniqueArray(fc.nat(200), { maxLength: 6 }),
    dead: fc.uniqueArray(fc.nat(200), { maxLength: 6 }),
  })
  .map(({ offsets, bad, dead }) => {
    const deadOffsets = dead.map(BigInt);
    const live = offsets.sort((a, b) => a - b).filter((offset) => !dead.includes(offset));
    return { rows: live.map(row), bad: new Set(bad.map(BigInt)), deadOffsets };
  });

describe('storeRows', () => {
  it('quarantines exactly what is refused and stores the rest, in ranges that tile the chunk', async () => {
    await fc.assert(
      fc.asyncProperty(anyChunk, async ({ rows, bad, deadOffsets }) => {
        const { deps, written, quarantined } = createStore(bad);
        const refused = await storeRows({ firstOffset: 0n, lastOffset: 200n, rows, deadOffsets }, deps);
        const expected = rows.filter(({ offset }) => bad.has(offset)).map(({ offset }) => offset);
        expect(quarantined).toEqual(expected);
        expect(refused).toBe(expected.length);
        expect(written.flatMap((range) => range.rows)).toEqual(rows.filter(({ offset }) => !bad.has(offset)));
        expect(written.flatMap((range) => range.deadOffsets).length).toBe(deadOffsets.length + expected.length);
        let next = 0n;
        for (const { firstOffset, lastOffset } of written) {
          expect(firstOffset).toBe(next);
          next = lastOffset + 1n;
        }
        expect(next).toBe(201n);
      }),
    );
  });

  it('takes the same ranges again when the same chunk comes again', async () => {
    await fc.assert(
      fc.asyncProperty(anyChunk, async ({ rows, bad, deadOffsets }) => {
        const [once, again] = [createStore(bad), createStore(bad)];
        const range = { firstOffset: 0n, lastOffset: 200n, rows, deadOffsets };
        await storeRows(range, once.deps);
        await storeRows(range, again.deps);
        expect(again.written).toEqual(once.written);
      }),
    );
  });

  it('does not halve for an outage', async () => {
    const away = Object.assign(new Error('away'), { retriable: true });
    let writes = 0;
    const deps = {
      write: () => {
        writes += 1;
        return Promise.reject(away);
      },
      quarantine: () => Promise.reject(new Error('not to be called')),
    };
    const range = { firstOffset: 0n, lastOffset: 9n, rows: [row(1), row(2)], deadOffsets: [] };
    await expect(storeRows(range, deps)).rejects.toBe(away);
    expect(writes).toBe(1);
  });
});

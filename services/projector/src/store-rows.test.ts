import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RowRange, storeRows } from './store-rows.ts';
import { createTableTrust, type TableTrust } from './table-trust.ts';

type Place = Pick<RowRange, 'firstOffset' | 'lastOffset' | 'deadOffsets'>;

function rangeWith(offsets: readonly bigint[], place: Place): RowRange {
  return { ...place, rows: offsets.length, rowOffsets: () => offsets };
}

/** The range as the ledger and the blocks see it. */
const plain = ({ rowOffsets, ...range }: RowRange) => ({ ...range, offsets: rowOffsets() });

/** A table that has just taken a row of the stream, so that what it refuses is known to be the row's fault. */
function soundTable() {
  const trust = createTableTrust().ofChunk({}, 'meeting');
  return { ...trust, isProven: () => true };
}

function createStore(bad: ReadonlySet<bigint>, trust = soundTable()) {
  const written: ReturnType<typeof plain>[] = [];
  const quarantined: bigint[] = [];
  const deps = {
    write: async (range: RowRange) => {
      const found = plain(range);
      expect(found.offsets.length).toBe(range.rows);
      if (found.offsets.some((offset) => bad.has(offset))) throw Object.assign(new Error('no'), { dataFault: true });
      written.push(found);
    },
    quarantine: async (offset: bigint) => void quarantined.push(offset),
    trust,
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
    return { rows: live.map(BigInt), bad: new Set(bad.map(BigInt)), deadOffsets };
  });

describe('storeRows', () => {
  it('quarantines exactly what is refused and stores the rest, in ranges that tile the chunk', async () => {
    await fc.assert(
      fc.asyncProperty(anyChunk, async ({ rows, bad, deadOffsets }) => {
        const { deps, written, quarantined } = createStore(bad);
        const refused = await storeRows(rangeWith(rows, { firstOffset: 0n, lastOffset: 200n, deadOffsets }), deps);
        const expected = rows.filter((offset) => bad.has(offset));
        expect(quarantined).toEqual(expected);
        expect(refused).toBe(expected.length);
        expect(written.flatMap(({ offsets }) => offsets)).toEqual(rows.filter((offset) => !bad.has(offset)));
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
        const range = rangeWith(rows, { firstOffset: 0n, lastOffset: 200n, deadOffsets });
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
      trust: soundTable(),
    };
    const range = rangeWith([1n, 2n], { firstOffset: 0n, lastOffset: 9n, deadOffsets: [] });
    await expect(storeRows(range, deps)).rejects.toBe(away);
    expect(writes).toBe(1);
  });
});

describe('storeRows at a broken table', () => {
  const all = (count: number) => new Set(Array.from({ length: count }, (_, offset) => BigInt(offset)));
  const rangeOf = (first: number, count: number): RowRange => {
    const offsets = Array.from({ length: count }, (_, index) => BigInt(first + index));
    return rangeWith(offsets, {
      firstOffset: BigInt(first),
      lastOffset: BigInt(first + count - 1),
      deadOffsets: [],
    });
  };
  const at = (tables: TableTrust, chunk: object = {}) => tables.ofChunk(chunk, 'meeting');
  const broken = { code: 'TABLE_REFUSES_ALL', retriable: true, message: expect.stringContaining('no') };

  it.each([3, 20, 500])('quarantines none of %i rows that are all refused, and soon stops searching', async (count) => {
    const store = createStore(all(count), at(createTableTrust()));
    let writes = 0;
    const write = (range: RowRange) => {
      writes += 1;
      return store.deps.write(range);
    };
    await expect(storeRows(rangeOf(0, count), { ...store.deps, write })).rejects.toMatchObject(broken);
    expect(store.quarantined).toEqual([]);
    expect(store.written).toEqual([]);
    expect(writes).toBeLessThan(60);
  });

  it('stops quarantining rows that come one by one, after two', async () => {
    const tables = createTableTrust();
    const outcomes: (number | string)[] = [];
    for (let offset = 0; offset < 5; offset += 1) {
      const { deps } = createStore(all(5), at(tables));
      outcomes.push(await storeRows(rangeOf(offset, 1), deps).catch((error: { code: string }) => error.code));
    }
    expect(outcomes).toEqual([1, 1, ...Array(3).fill('TABLE_REFUSES_ALL')]);
  });

  it('blames a row once, however often its dead letter has to be tried', async () => {
    const [tables, chunk] = [createTableTrust(), {}];
    const away = new Error('Kafka is away');
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const { deps } = createStore(all(1), at(tables, chunk));
      await expect(storeRows(rangeOf(0, 1), { ...deps, quarantine: () => Promise.reject(away) })).rejects.toBe(away);
    }
  });

  it('goes on when the table takes rows of another partition: then the data are at fault', async () => {
    const [tables, chunk] = [createTableTrust(), {}];
    const { deps, quarantined } = createStore(all(30), at(tables, chunk));
    await expect(storeRows(rangeOf(0, 30), deps)).rejects.toMatchObject(broken);
    await storeRows(rangeOf(100, 1), createStore(new Set(), at(tables)).deps);
    expect(await storeRows(rangeOf(0, 30), deps)).toBe(30);
    expect(quarantined).toHaveLength(30);
  });

  it('does not take rows of another partition that were accepted before, or were on their way, for a proof', async () => {
    const tables = createTableTrust();
    const other = at(tables);
    const onItsWay = other.begin();
    await storeRows(rangeOf(100, 1), createStore(new Set(), at(tables)).deps);
    const { deps } = createStore(all(30), at(tables));
    await expect(storeRows(rangeOf(0, 30), deps)).rejects.toMatchObject(broken);
    other.accepted(onItsWay);
    await expect(storeRows(rangeOf(0, 30), deps)).rejects.toMatchObject(broken);
  });

  it('stores the same rows as if nothing had been, once the table is mended', async () => {
    const [tables, chunk] = [createTableTrust(), {}];
    await expect(storeRows(rangeOf(0, 30), createStore(all(30), at(tables, chunk)).deps)).rejects.toMatchObject(broken);
    const mended = createStore(new Set(), at(tables, chunk));
    expect(await storeRows(rangeOf(0, 30), mended.deps)).toBe(0);
    expect(mended.written).toEqual([plain(rangeOf(0, 30))]);
  });

  it('tells a few bad rows at the start of a chunk from a broken table by the good ones behind them', async () => {
    const bad = new Set([0n, 1n, 2n, 3n, 4n]);
    const { deps, quarantined, written } = createStore(bad, at(createTableTrust()));
    expect(await storeRows(rangeOf(0, 20), deps)).toBe(5);
    expect(quarantined).toEqual([...bad]);
    expect(written.flatMap(({ offsets }) => offsets)).toHaveLength(15);
    expect(written[0]?.firstOffset).toBe(0n);
  });
});

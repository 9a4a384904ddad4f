import { appendFile, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RawRecord } from '../records.ts';
import { archive, archivedRecordType, unarchive } from './archived-record.ts';
import { openArchive, readArchivedPartition, verifyArchive } from './read-archive.ts';
import { type ArchiveSource, writeArchive } from './write-archive.ts';

const topic = 'mentorship.meeting.v1';
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rapport-archive-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array));
const headerName = fc.string({ minLength: 1, maxLength: 8 }).filter((name) => name !== '__proto__');
const content = fc.record({
  timestampMs: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  key: fc.option(bytes),
  value: fc.option(bytes),
  headers: fc.dictionary(headerName, fc.oneof(bytes, fc.array(bytes, { minLength: 2, maxLength: 3 })), { maxKeys: 3 }),
});
/** Records with holes between them: each lies `gap` offsets behind the one before. */
const history = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), content), { maxLength: 60 }).map((steps) => {
  let offset = -1n;
  return steps.map(([gap, record]): RawRecord => {
    offset += BigInt(gap);
    return { offset, ...record };
  });
});

/** A log of one partition in memory that ends `tail` markers after its last record. */
function logOf(records: readonly RawRecord[], { begin = 0n, tail = 0n } = {}): ArchiveSource {
  const end = (records.at(-1)?.offset ?? -1n) + 1n + tail;
  return {
    topicPrefix: '',
    beginOffsets: async () => new Map([[0, begin]]),
    endOffsets: async () => new Map([[0, end]]),
    readRecords: async (_topic, _partition, offsets) =>
      new Map(records.filter(({ offset }) => offsets.includes(offset)).map((record) => [record.offset, record])),
    scanRecords: async function* scanRecords(_topic, _partition, first, until) {
      yield* records.filter(({ offset }) => offset >= first && offset < until);
    },
    explainHoles: async () => ({ markers: Number(tail), aborted: 0, absent: 0, present: [], presentCount: 0 }),
  };
}

async function readBack(): Promise<RawRecord[]> {
  const { partitions } = await openArchive(directory);
  const found: RawRecord[] = [];
  for (const partition of partitions) {
    for await (const record of readArchivedPartition(directory, partition)) found.push(record);
  }
  return found;
}

const plain = (count: number, value = 'a'): RawRecord[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ offset: BigInt(index), timestampMs: 1_000 + index, key: null, value: Buffer.from(`${value}${index}`) },
    headers: {},
  }));

const write = (source: ArchiveSource, maxRecordsAFile = 10) =>
  writeArchive(source, directory, { topics: [topic], maxRecordsAFile });

describe('archived record', () => {
  it('comes back as it was, to the last byte and header', () => {
    fc.assert(
      fc.property(content, fc.bigInt({ min: 0n, max: 2n ** 52n }), (record, offset) => {
        const written = archivedRecordType.toBuffer(archive({ offset, ...record }));
        expect(unarchive(archivedRecordType.fromBuffer(written))).toEqual({ offset, ...record });
      }),
    );
  });
});

describe('archive', () => {
  it('gives every record back in order, however often it is continued and wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.nat({ max: 60 }), fc.integer({ min: 1, max: 20 }), async (records, at, most) => {
        await rm(directory, { recursive: true, force: true });
        await write(logOf(records.slice(0, at)), most);
        await write(logOf(records), most);
        expect(await readBack()).toEqual(records);
        const [verified] = await verifyArchive(directory);
        expect(verified).toMatchObject({ records: records.length, faults: [] });
        expect(verified?.holes).toBe(Number((records.at(-1)?.offset ?? -1n) + 1n) - records.length);
      }),
      { numRuns: 25 },
    );
  });

  it('writes only what is new', async () => {
    expect(await write(logOf(plain(25)))).toMatchObject({ files: 3, records: 25 });
    expect(await write(logOf(plain(25)))).toMatchObject({ files: 0, records: 0 });
    expect(await write(logOf(plain(30)))).toMatchObject({ files: 1, records: 5 });
  });

  it('accounts for markers after the last record', async () => {
    await write(logOf(plain(5), { tail: 2n }));
    expect(await verifyArchive(directory)).toMatchObject([{ end: 7n, holes: 2, faults: [] }]);
  });

  it('throws away what a crash left, and goes on from the last whole file', async () => {
    await write(logOf(plain(10)));
    const folder = join(directory, topic, '0');
    await writeFile(join(folder, 'next.partial'), 'half a file');
    await writeFile(join(folder, '00000000000000000010-00000000000000000012.avro'), 'whole, not in the manifest');
    await write(logOf(plain(12)));
    expect(await readBack()).toEqual(plain(12));
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('refuses to go on with another log, or over records that were deleted before', async () => {
    await write(logOf(plain(10)));
    await expect(write(logOf(plain(20, 'b')))).rejects.toThrow('another record at 9');
    await expect(write(logOf(plain(5)))).rejects.toThrow('ends at 5');
    await expect(write(logOf(plain(20).slice(15), { begin: 15n }))).rejects.toThrow('from 10 on were deleted');
  });

  it('tells of a file that was changed, cut off or lost', async () => {
    await write(logOf(plain(30)));
    const names = (await openArchive(directory)).partitions[0]?.files.map(({ name }) => join(directory, name)) ?? [];
    await appendFile(names[0] ?? '', 'x');
    await truncate(names[1] ?? '', 40);
    await rm(names[2] ?? '');
    const [verified] = await verifyArchive(directory);
    expect(verified?.faults.map((fault) => fault.replace(/^.*avro /, '').replace(/\d+/g, 'N'))).toEqual([
      'has N bytes of N',
      'has N bytes of N',
      'is missing',
    ]);
  });
});

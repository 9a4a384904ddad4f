/** Avro object container files of records, written and read as streams. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import avro from 'avsc';
import type { RawRecord } from '../records.ts';
import { type ArchivedRecord, archive, archivedRecordType, digestOf, unarchive } from './archived-record.ts';
import { partial, publish } from './durable-file.ts';
import { type ArchivedFile, ArchiveError } from './manifest.ts';

type Place = { topic: string; partition: number };

const OFFSET_DIGITS = 20;

function fileName({ topic, partition }: Place, first: bigint, last: bigint): string {
  const range = [first, last].map((offset) => String(offset).padStart(OFFSET_DIGITS, '0')).join('-');
  return `${topic}/${partition}/${range}.avro`;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
  return hash.digest('hex');
}

/** One file being written. Its name, made of its range, is known when it is closed. */
export async function createArchiveFile(directory: string, place: Place, first: bigint) {
  const temporary = partial(join(directory, place.topic, String(place.partition), 'next'));
  await mkdir(dirname(temporary), { recursive: true });
  const encoder = new avro.streams.BlockEncoder(archivedRecordType, { codec: 'deflate' });
  const hash = createHash('sha256');
  let bytes = 0;
  encoder.on('data', (block: Buffer) => {
    hash.update(block);
    bytes += block.length;
  });
  const written = pipeline(encoder, createWriteStream(temporary));
  // A full disk shows in whatever is awaited next, and must not end the process before.
  written.catch(() => undefined);
  let records = 0;
  let last: RawRecord | undefined;

  async function append(record: RawRecord): Promise<void> {
    records += 1;
    last = record;
    if (!encoder.write(archive(record))) await Promise.race([once(encoder, 'drain'), written]);
  }

  /** Makes it a file of the archive that accounts for everything up to `lastOffset`. */
  async function close(lastOffset: bigint): Promise<ArchivedFile> {
    if (last === undefined) throw new ArchiveError('a file of an archive has a record at least');
    encoder.end();
    await written;
    const name = fileName(place, first, lastOffset);
    await publish(temporary, join(directory, name));
    return {
      name,
      first: String(first),
      last: String(lastOffset),
      records,
      bytes,
      sha256: hash.digest('hex'),
      lastRecord: { offset: String(last.offset), sha256: digestOf(last) },
    };
  }

  return { append, close, records: () => records, bytes: () => bytes };
}

/** The records of one file, in order. Throws ArchiveError where it is not what the manifest says. */
export async function* readArchiveFile(directory: string, file: ArchivedFile): AsyncGenerator<RawRecord> {
  const decoder = new avro.streams.BlockDecoder();
  // A file that cannot be read ends the decoder with the same error.
  pipeline(createReadStream(join(directory, file.name)), decoder).catch(() => undefined);
  let next = BigInt(file.first);
  let records = 0;
  for await (const found of decoder as AsyncIterable<ArchivedRecord>) {
    const record = unarchive(found);
    if (record.offset < next || record.offset > BigInt(file.last)) {
      throw new ArchiveError(`${file.name}: offset ${record.offset} does not belong there`);
    }
    next = record.offset + 1n;
    records += 1;
    yield record;
  }
  if (records !== file.records) throw new ArchiveError(`${file.name} has ${records} records of ${file.records}`);
}

/** Throws ArchiveError when the file is missing or not the one that was written, byte for byte. */
export async function checkArchiveFile(directory: string, file: ArchivedFile): Promise<void> {
  const path = join(directory, file.name);
  const size = await stat(path).then(
    (found) => found.size,
    () => undefined,
  );
  if (size === undefined) throw new ArchiveError(`${file.name} is missing`);
  if (size !== file.bytes) throw new ArchiveError(`${file.name} has ${size} bytes of ${file.bytes}`);
  if ((await sha256Of(path)) !== file.sha256) throw new ArchiveError(`${file.name} is not what was written`);
}

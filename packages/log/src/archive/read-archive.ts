/** Out of an archive: records in order, and whether it is what was written. */
import type { RawRecord } from '../records.ts';
import { checkArchiveFile, readArchiveFile } from './archive-files.ts';
import {
  type ArchivedPartition,
  ArchiveError,
  type ArchiveManifest,
  endOf,
  holesIn,
  readManifest,
} from './manifest.ts';

/** The records of a partition from `from` on, in order. Throws ArchiveError where a file is not what the manifest says. */
export async function* readArchivedPartition(
  directory: string,
  { files }: ArchivedPartition,
  from = 0n,
): AsyncGenerator<RawRecord> {
  for (const file of files) {
    if (BigInt(file.last) < from) continue;
    for await (const record of readArchiveFile(directory, file)) {
      if (record.offset >= from) yield record;
    }
  }
}

/** The manifest of the archive in this folder. Throws ArchiveError where there is none. */
export async function openArchive(directory: string): Promise<ArchiveManifest> {
  const manifest = await readManifest(directory);
  if (manifest === undefined) throw new ArchiveError(`${directory} holds no archive: it has no manifest.json`);
  return manifest;
}

export type VerifiedPartition = {
  topic: string;
  partition: number;
  begin: bigint;
  end: bigint;
  files: number;
  records: number;
  /** Offsets that carry no record. */
  holes: number;
  /** What is wrong with it, in words. */
  faults: string[];
};

function rangeFaults({ begin, files }: ArchivedPartition): string[] {
  const faults: string[] = [];
  let next = BigInt(begin);
  for (const { name, first, last } of files) {
    if (BigInt(first) !== next) faults.push(`${name} begins at ${first} where ${next} is due`);
    next = BigInt(last) + 1n;
  }
  return faults;
}

async function contentFaults(directory: string, { files }: ArchivedPartition, onFile: () => void): Promise<string[]> {
  const faults: string[] = [];
  for (const file of files) {
    try {
      await checkArchiveFile(directory, file);
      for await (const _ of readArchiveFile(directory, file));
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
    }
    onFile();
  }
  return faults;
}

/** Reads every file: bytes, order, counts and that the files leave nothing out. Throws ArchiveError where there is no archive. */
export async function verifyArchive(
  directory: string,
  onProgress: (files: number, of: number) => void = () => undefined,
): Promise<VerifiedPartition[]> {
  const { partitions } = await openArchive(directory);
  const total = partitions.reduce((sum, { files }) => sum + files.length, 0);
  let checked = 0;
  const verified: VerifiedPartition[] = [];
  for (const archived of partitions) {
    const { topic, partition, begin, files } = archived;
    const onFile = () => {
      checked += 1;
      onProgress(checked, total);
    };
    const faults = [...rangeFaults(archived), ...(await contentFaults(directory, archived, onFile))];
    const records = files.reduce((sum, file) => sum + file.records, 0);
    const range = { begin: BigInt(begin), end: endOf(archived) };
    verified.push({ topic, partition, ...range, files: files.length, records, holes: holesIn(archived), faults });
  }
  return verified;
}

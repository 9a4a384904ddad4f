/** What an archive holds: files by partition, each a contiguous range of offsets, in order and without a break. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from './durable-file.ts';

export type ArchivedFile = {
  /** Path inside the archive. */
  name: string;
  /** Offsets that the file accounts for, both inside. Those without a record in it carry none. */
  first: string;
  last: string;
  records: number;
  bytes: number;
  sha256: string;
  /** The last record in it: the log must still have the same one there when the archive is continued. */
  lastRecord: { offset: string; sha256: string };
};

export type ArchivedPartition = {
  topic: string;
  partition: number;
  /** First offset that the log had when it was first archived. */
  begin: string;
  files: ArchivedFile[];
};

export type ArchiveManifest = { version: 1; topicPrefix: string; partitions: ArchivedPartition[] };

const NAME = 'manifest.json';

/** An archive that is not what it should be, or does not fit the log. Never retriable. */
export class ArchiveError extends Error {
  readonly code = 'ARCHIVE_UNFIT';
  readonly retriable = false;

  constructor(message: string) {
    super(message);
    this.name = 'ArchiveError';
  }
}

/** The manifest of the archive in this folder, undefined where there is none. Throws ArchiveError for another version. */
export async function readManifest(directory: string): Promise<ArchiveManifest | undefined> {
  let text: string;
  try {
    text = await readFile(join(directory, NAME), 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
  const manifest = JSON.parse(text) as ArchiveManifest;
  if (manifest.version !== 1)
    throw new ArchiveError(`${join(directory, NAME)} is of a version that this program cannot read`);
  return manifest;
}

export async function writeManifest(directory: string, manifest: ArchiveManifest): Promise<void> {
  await writeDurably(join(directory, NAME), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The offset after the last one that the partition's files account for. */
export function endOf({ begin, files }: ArchivedPartition): bigint {
  const last = files.at(-1);
  return last === undefined ? BigInt(begin) : BigInt(last.last) + 1n;
}

/** Offsets of the partition's range that carry no record. */
export function holesIn({ files }: ArchivedPartition): number {
  return files.reduce((sum, { first, last, records }) => sum + Number(BigInt(last) - BigInt(first) + 1n) - records, 0);
}

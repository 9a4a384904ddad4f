/** From the log into an archive: what is new since the last time, in files of bounded size, each a step that stays. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordReader } from '../record-reader.ts';
import type { TopicAdmin } from '../topics.ts';
import { createArchiveFile } from './archive-files.ts';
import { digestOf } from './archived-record.ts';
import {
  type ArchivedPartition,
  ArchiveError,
  type ArchiveManifest,
  endOf,
  readManifest,
  writeManifest,
} from './manifest.ts';

export type ArchiveSource = Pick<TopicAdmin, 'beginOffsets' | 'endOffsets' | 'topicPrefix'> &
  Pick<RecordReader, 'readRecords' | 'scanRecords' | 'explainHoles'>;

export type WriteArchiveOptions = {
  topics: readonly string[];
  /** Offsets archived and offsets of the log, all partitions together. */
  onProgress?(done: number, total: number): void;
  /** Ends in order: what is in the manifest stays, the file begun is thrown away. */
  signal?: AbortSignal;
  maxRecordsAFile?: number;
};

export type ArchiveSummary = { files: number; records: number; bytes: number };

const RECORDS_A_FILE = 500_000;
const REPORT_EVERY = 5_000;

type Range = { begin: bigint; end: bigint };
type Work = {
  source: ArchiveSource;
  directory: string;
  options: WriteArchiveOptions;
  /** Remembers the manifest as it is. */
  save(): Promise<void>;
  report(offsets: number): void;
  summary: ArchiveSummary;
};

// What a crash left: unfinished files, and finished ones that did not come into the manifest.
async function removeStrays(directory: string, { topic, partition, files }: ArchivedPartition): Promise<void> {
  const folder = join(directory, topic, String(partition));
  const known = new Set(files.map(({ name }) => name));
  const found = await readdir(folder).catch(() => [] as string[]);
  for (const name of found) {
    if (!known.has(`${topic}/${partition}/${name}`)) await rm(join(folder, name), { force: true });
  }
}

async function refuseOtherLog(
  source: ArchiveSource,
  archived: ArchivedPartition,
  { begin, end }: Range,
): Promise<void> {
  const { topic, partition, files } = archived;
  const at = endOf(archived);
  const place = `${topic}/${partition}`;
  if (at > end) throw new ArchiveError(`${place} ends at ${end}, before the archive (${at}): the log was made anew`);
  if (at < begin) {
    throw new ArchiveError(
      `${place} begins at ${begin}: the records from ${at} on were deleted before they were archived`,
    );
  }
  const last = files.at(-1)?.lastRecord;
  if (last === undefined || BigInt(last.offset) < begin) return;
  const record = (await source.readRecords(topic, partition, [BigInt(last.offset)])).get(BigInt(last.offset));
  if (record === undefined || digestOf(record) !== last.sha256) {
    throw new ArchiveError(`${place} has another record at ${last.offset} than the archive: the log was made anew`);
  }
}

/** How far the end of what was read may count as accounted for: markers after the last record belong to it. */
async function accountedUntil(source: ArchiveSource, archived: ArchivedPartition, next: bigint, end: bigint) {
  if (next >= end) return end - 1n;
  const { topic, partition } = archived;
  const tail = await source.explainHoles(topic, partition, [{ first: next, last: end - 1n }]);
  // Nothing to see there may also be a transaction that is still open.
  return tail.markers + tail.aborted === Number(end - next) ? end - 1n : next - 1n;
}

async function writePartition(work: Work, archived: ArchivedPartition, { end }: Range): Promise<void> {
  const { source, directory, options, summary } = work;
  const { topic, partition } = archived;
  const most = options.maxRecordsAFile ?? RECORDS_A_FILE;
  let first = endOf(archived);
  let next = first;
  let file: Awaited<ReturnType<typeof createArchiveFile>> | undefined;

  async function close(lastOffset: bigint): Promise<void> {
    if (file === undefined) return;
    const closed = await file.close(lastOffset);
    archived.files.push(closed);
    await work.save();
    summary.files += 1;
    summary.records += closed.records;
    summary.bytes += closed.bytes;
    first = lastOffset + 1n;
    file = undefined;
  }

  for await (const record of source.scanRecords(topic, partition, first, end)) {
    if (options.signal?.aborted === true) return;
    file ??= await createArchiveFile(directory, { topic, partition }, first);
    await file.append(record);
    work.report(Number(record.offset + 1n - next));
    next = record.offset + 1n;
    if (file.records() >= most) await close(record.offset);
  }
  if (file !== undefined) await close(await accountedUntil(source, archived, next, end));
}

function partitionOf(manifest: ArchiveManifest, topic: string, partition: number, begin: bigint): ArchivedPartition {
  const known = manifest.partitions.find((one) => one.topic === topic && one.partition === partition);
  if (known !== undefined) return known;
  const fresh: ArchivedPartition = { topic, partition, begin: String(begin), files: [] };
  manifest.partitions.push(fresh);
  return fresh;
}

async function rangesOf(source: ArchiveSource, topics: readonly string[]) {
  const perTopic = topics.map(async (topic) => {
    const [begins, ends] = await Promise.all([source.beginOffsets(topic), source.endOffsets(topic)]);
    const partitions = [...ends].toSorted(([a], [b]) => a - b);
    return partitions.map(([partition, end]) => ({ topic, partition, begin: begins.get(partition) ?? 0n, end }));
  });
  return (await Promise.all(perTopic)).flat();
}

/**
 * Brings the archive up to the log's ends as they are now. Only what is new is written; after a crash the next run goes on
 * from the last whole file. Throws ArchiveError when the archive is of another log, LogError when Kafka cannot be read.
 */
export async function writeArchive(
  source: ArchiveSource,
  directory: string,
  options: WriteArchiveOptions,
): Promise<ArchiveSummary> {
  await mkdir(directory, { recursive: true });
  const known = await readManifest(directory);
  const manifest: ArchiveManifest = known ?? { version: 1, topicPrefix: source.topicPrefix, partitions: [] };
  const ranges = await rangesOf(source, options.topics);
  const parts = ranges.map((range) => ({
    range,
    archived: partitionOf(manifest, range.topic, range.partition, range.begin),
  }));
  for (const { archived, range } of parts) await refuseOtherLog(source, archived, range);
  const total = parts.reduce((sum, { archived, range }) => sum + Number(range.end - endOf(archived)), 0);
  let done = 0;
  let reported = 0;
  function report(offsets: number): void {
    done += offsets;
    if (done - reported < REPORT_EVERY && done < total) return;
    reported = done;
    options.onProgress?.(done, total);
  }
  const summary: ArchiveSummary = { files: 0, records: 0, bytes: 0 };
  const work: Work = { source, directory, options, report, summary, save: () => writeManifest(directory, manifest) };
  for (const { archived, range } of parts) {
    if (options.signal?.aborted === true) return summary;
    await removeStrays(directory, archived);
    await writePartition(work, archived, range);
  }
  // Empty partitions are part of the archive too: a restored topic must have as many.
  await work.save();
  return summary;
}

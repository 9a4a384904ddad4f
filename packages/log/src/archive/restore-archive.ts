/** From an archive into a broker that has nothing: same partitions, same order, same offsets. */
import type { TopicAdmin } from '../topics.ts';
import { type ArchivedPartition, ArchiveError, type ArchiveManifest, endOf } from './manifest.ts';
import type { PlacedWriter } from './placed-writer.ts';
import { openArchive, readArchivedPartition } from './read-archive.ts';
import { type RestoreStep, restoreSteps } from './restore-steps.ts';

export type RestoreTarget = Pick<TopicAdmin, 'ensureTopics' | 'exists' | 'endOffsets' | 'topicPrefix'> & {
  createPlacedWriter(): PlacedWriter;
};

export type RestoreOptions = {
  /** Put records one after the other where the archive has holes: offsets then differ from those of before. */
  renumber?: boolean;
  /** Offsets restored and offsets of the archive, all partitions together. */
  onProgress?(done: number, total: number): void;
};

export type RestoreSummary = { records: number; partitions: number; holes: number };

const LIMITS = { maxRecords: 2_000, maxBytes: 900_000, maxFillers: 5_000 };

async function refuseUnfit(target: RestoreTarget, manifest: ArchiveManifest): Promise<void> {
  if (manifest.topicPrefix !== target.topicPrefix) {
    throw new ArchiveError(`the archive is of the topics ${manifest.topicPrefix}*, not of ${target.topicPrefix}*`);
  }
  for (const topic of new Set(manifest.partitions.map((one) => one.topic))) {
    if (!(await target.exists(topic))) continue;
    const ends = await target.endOffsets(topic);
    const held = [...ends].find(([, end]) => end > 0n);
    if (held !== undefined)
      throw new ArchiveError(`${topic}/${held[0]} is not empty: an archive goes into empty topics only`);
    const archived = manifest.partitions.filter((one) => one.topic === topic).length;
    if (ends.size < archived) throw new ArchiveError(`${topic} has ${ends.size} partitions, the archive ${archived}`);
  }
}

async function createTopics(target: RestoreTarget, manifest: ArchiveManifest): Promise<void> {
  const perTopic = Map.groupBy(manifest.partitions, ({ topic }) => topic);
  const counts = [...perTopic.values()].map((partitions) => partitions.length);
  await target.ensureTopics({ partitions: Math.max(1, ...counts) });
}

async function* renumbered(directory: string, archived: ArchivedPartition) {
  let offset = 0n;
  for await (const record of readArchivedPartition(directory, archived)) {
    yield { ...record, offset };
    offset += 1n;
  }
}

function stepsOf(directory: string, archived: ArchivedPartition, renumber: boolean) {
  if (renumber) return restoreSteps(renumbered(directory, archived), 0n, LIMITS);
  return restoreSteps(readArchivedPartition(directory, archived), endOf(archived), LIMITS);
}

const recordsIn = (step: RestoreStep) => (step.kind === 'abort' ? 0 : step.records.length);

/**
 * Fills empty (or missing) topics with an archive. Throws ArchiveError where a topic is not empty, where somebody else
 * writes meanwhile, and where a hole cannot be made again; what was written until then stays.
 */
export async function restoreArchive(
  target: RestoreTarget,
  directory: string,
  { renumber = false, onProgress }: RestoreOptions = {},
): Promise<RestoreSummary> {
  const manifest = await openArchive(directory);
  await refuseUnfit(target, manifest);
  await createTopics(target, manifest);
  const total = manifest.partitions.reduce((sum, archived) => sum + Number(endOf(archived)), 0);
  const writer = target.createPlacedWriter();
  const summary: RestoreSummary = { records: 0, partitions: manifest.partitions.length, holes: 0 };
  let before = 0;
  try {
    for (const archived of manifest.partitions) {
      const { topic, partition } = archived;
      let at = 0n;
      for await (const step of stepsOf(directory, archived, renumber)) {
        if (step.kind === 'impossible') {
          throw new ArchiveError(
            `${topic}/${partition}: the hole at offset ${step.offset} cannot be made again; --renumber goes without holes`,
          );
        }
        const next = await writer.write({ topic, partition }, step, at);
        summary.records += recordsIn(step);
        summary.holes += Number(next - at) - recordsIn(step);
        at = next;
        onProgress?.(before + Number(at), total);
      }
      before += Number(endOf(archived));
    }
  } finally {
    await writer.close();
  }
  return summary;
}

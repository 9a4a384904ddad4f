/** Import of files that are in memory: what came with a request. Nothing of them comes to lie on a disk. */
import type { EventSender } from './event-batches.ts';
import { planSources, readMapping } from './import-plan.ts';
import { importRows, type RowsReport } from './import-rows.ts';
import type { Reject } from './rejects.ts';
import { sourceFileIn } from './source-file.ts';

export type BytesImport = {
  /** Names match the mapping's patterns; each is there once. */
  files: readonly { name: string; bytes: Buffer }[];
  /** YAML. */
  mapping: string;
  producer: EventSender;
  /** Epoch milliseconds; becomes `recorded_at`. */
  clock: () => number;
  /** Secret for columns marked `pseudonym`. */
  pseudonymKey?: string | undefined;
  /** Of the refused rows the first so many are told. */
  mostRejects: number;
};

/** The same rules, order and event ids as `importFiles`. @throws ImportError, and what the producer throws */
export async function importBytes(wish: BytesImport): Promise<RowsReport & { rejects: Reject[] }> {
  const { files, producer, clock, mostRejects } = wish;
  const mapping = readMapping(wish.mapping, wish.pseudonymKey, 'the mapping');
  const plans = await planSources(
    files.map(({ name, bytes }) => ({ path: name, open: async () => sourceFileIn(name, bytes) })),
    mapping,
  );
  const told: Reject[] = [];
  const rejects = {
    path: '',
    write: async (reject: Reject) => {
      if (told.length < mostRejects) told.push(reject);
    },
  };
  const rows = await importRows({ mapping, plans, producer, clock, rejectsFor: async () => rejects });
  return { ...rows, rejects: told };
}

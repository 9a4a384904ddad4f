/** `rapport archive` and `rapport restore`: the log into files, and back into a broker that has lost everything. */
import { deadLetterTopic, streams, topicOf } from '@rapport/events';
import { ArchiveError, restoreArchive, type VerifiedPartition, verifyArchive, writeArchive } from '@rapport/log';
import { migrate, retireLedger, warehouseProjection } from '@rapport/warehouse';
import { CliError, exitCodes } from '../cli-error.ts';
import { type Context, connected } from '../command-context.ts';
import { interruptible } from '../interruptible.ts';
import { createPace } from '../pace.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

const topicsOf = (topicPrefix: string) => [
  ...streams.map(({ name }) => topicOf(name, topicPrefix)),
  deadLetterTopic(topicPrefix),
];

async function fitting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ArchiveError ? new CliError(error.message) : error;
  }
}

function paced(terminal: Terminal, label: string) {
  const progress = terminal.progress(label);
  const pace = createPace();
  return { ...progress, report: (done: number, total: number) => progress.update(done, total, pace(done, total)) };
}

const mib = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

/** Brings the archive in a folder up to the log's ends. */
export async function archiveLog(context: Context, directory: string): Promise<void> {
  const { terminal, settings } = context;
  await connected(context, ({ log }) =>
    fitting(async () => {
      const progress = paced(terminal, 'offsets archived');
      const topics = topicsOf(settings.topicPrefix);
      const { files, records, bytes } = await interruptible(
        'run `rapport archive` again to go on from here',
        (signal) => writeArchive(log, directory, { topics, onProgress: progress.report, signal }),
      );
      progress.end(`${records.toLocaleString('en')} new records in ${files} new files, ${mib(bytes)}`);
    }),
  );
}

function printVerified(terminal: Terminal, verified: readonly VerifiedPartition[]): void {
  const rows = verified.map(({ topic, partition, begin, end, files, records, holes, faults }) => [
    faults.length === 0 ? '✓' : '✗',
    topic,
    ...[partition, begin, end, files, records, holes].map(String),
  ]);
  terminal.print(table(['', 'topic', 'partition', 'from', 'to', 'files', 'records', 'holes'], rows));
  for (const { faults } of verified) for (const fault of faults) terminal.print(`✗ ${fault}`);
}

const jsonSafe = (_key: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);

/** Reads every file of an archive; true when all is as it was written. Needs no running platform. */
export async function verifyLogArchive(
  { terminal }: Pick<Context, 'terminal'>,
  directory: string,
  format: 'table' | 'json',
): Promise<boolean> {
  const progress = terminal.progress('files checked');
  const verified = await fitting(() => verifyArchive(directory, progress.update));
  const whole = verified.every(({ faults }) => faults.length === 0);
  progress.end(whole ? 'everything is as it was written' : 'the archive is damaged');
  if (format === 'json') terminal.print(JSON.stringify({ whole, partitions: verified }, jsonSafe, 2));
  else printVerified(terminal, verified);
  return whole;
}

/** Fills the empty topics of a broker, and makes the projector read them from the start in an epoch of its own. */
export async function restoreLog(
  context: Context,
  directory: string,
  { renumber }: { renumber: boolean },
): Promise<void> {
  const { terminal, platform } = context;
  if ((await platform.addressOf('projector')) !== undefined) {
    throw new CliError(
      'the projector is running: stop it first, it would read with the ledger of before',
      exitCodes.tryAgain,
    );
  }
  await connected(context, ({ log, warehouse }) =>
    fitting(async () => {
      const progress = paced(terminal, 'offsets restored');
      const { records, partitions, holes } = await restoreArchive(log, directory, {
        renumber,
        onProgress: progress.report,
      });
      progress.end(`${records.toLocaleString('en')} records in ${partitions} partitions, ${holes} offsets left empty`);
      await migrate(warehouse);
      const retired = await retireLedger(warehouse, warehouseProjection);
      terminal.say(
        `${retired} ranges of the ledger set aside: the projector will read everything again, without a second effect`,
      );
      if (renumber) {
        terminal.say(
          'offsets may differ from those of before, so receipts of the old ones stand beside the new: `rapport rebuild --accept` makes the tables anew',
        );
      }
    }),
  );
}

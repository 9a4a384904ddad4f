/** `rapport import`: files of a foreign system, through a mapping, onto Kafka. */
import { join } from 'node:path';
import { type EventSender, type ImportReport, importFiles } from '@rapport/ingest';
import { projectRoot, type Settings } from '../settings.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import type { FeedDependencies } from './simulate.ts';

export type ImportOptions = { files: string[]; mapping: string; rejects?: string };
type Dependencies = { settings: Settings; terminal: Terminal };

/** The real sample that comes with the project, and its mapping. */
export function samplePaths(): { files: string[]; mapping: string } {
  const folder = join(projectRoot, 'services', 'ingest', 'sample', 'review-mentoring');
  return {
    files: ['participants.csv', 'pairings.csv', 'meetings.csv'].map((file) => join(folder, file)),
    mapping: join(folder, 'mapping.yaml'),
  };
}

const count = (value: number) => value.toLocaleString('en');

function sayReport(terminal: Terminal, report: ImportReport): void {
  const rows = report.files.map((file) => [
    file.file,
    count(file.rows),
    count(file.imported),
    count(file.rejected),
    count(file.events),
  ]);
  terminal.say(table(['file', 'rows', 'imported', 'rejected', 'events'], rows));
  for (const path of report.rejectsPaths) terminal.say(`rejected rows, each with line and reason: ${path}`);
}

async function runImport(
  { settings, terminal }: Dependencies,
  { files, mapping, rejects }: ImportOptions,
  how: { producer: EventSender; dryRun: boolean },
): Promise<ImportReport> {
  const progress = terminal.progress(how.dryRun ? 'checking' : 'importing');
  const report = await importFiles({
    files,
    mapping,
    ...how,
    onProgress: ({ bytesRead, totalBytes }) => progress.update(bytesRead, totalBytes),
    ...(rejects === undefined ? {} : { rejectsPath: rejects }),
    ...(settings.pseudonymKey === undefined ? {} : { pseudonymKey: settings.pseudonymKey }),
  });
  progress.end(
    `${count(report.imported)} of ${count(report.rows)} rows${how.dryRun ? ' would be imported; nothing was sent' : ' imported'}`,
  );
  sayReport(terminal, report);
  return report;
}

/** Imports the files and says what came of each; the answer is the number of rows that were rejected. */
export async function importInto({ connections, ...rest }: FeedDependencies, options: ImportOptions): Promise<number> {
  const producer = await connections.log.createProducer();
  try {
    return (await runImport(rest, options, { producer, dryRun: false })).rejected;
  } finally {
    await producer.close();
  }
}

/** Does everything but sending; needs nothing running. */
export async function checkImport(dependencies: Dependencies, options: ImportOptions): Promise<number> {
  const producer: EventSender = { send: () => Promise.reject(new Error('a dry run sends nothing')) };
  return (await runImport(dependencies, options, { producer, dryRun: true })).rejected;
}

/** `rapport report`: frozen reports. */
import { readFile, writeFile } from 'node:fs/promises';
import {
  compareReissue,
  createChangeReceipts,
  createFrozenReports,
  createMetricEngine,
  type FrozenReport,
  type Protection,
  type Question,
  reportFromFile,
  reportOf,
  reportToFile,
  requestOf,
} from '@rapport/metrics';
import {
  activeEpoch,
  findReport,
  keepReport,
  listReports,
  type StoredReport,
  topicWatermarks,
  type Warehouse,
  warehouseProjection,
} from '@rapport/warehouse';
import { CliError, exitCodes } from '../cli-error.ts';
import { readLags } from '../lag.ts';
import { metricText } from '../metric-text.ts';
import type { Connections } from '../platform.ts';
import { changesText, receiptText } from '../receipt-text.ts';
import type { Settings } from '../settings.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { AS_ADMINISTRATOR } from './metric.ts';

type Shown = 'table' | 'json';

const iso = (ms: number) => new Date(ms).toISOString();

/** The newest Kafka time that is stored, epoch milliseconds; undefined when nothing is. */
async function storedUntil(warehouse: Warehouse): Promise<number | undefined> {
  const epoch = await activeEpoch(warehouse, warehouseProjection);
  const marks = await topicWatermarks(warehouse, { projection: warehouseProjection, epoch });
  return marks.length === 0 ? undefined : Math.max(...marks.map(({ timestampMs }) => timestampMs));
}

/** What waits on the log may belong into the report. @throws CliError (try again) */
async function refuseWaiting({ log }: Connections, { topicPrefix }: Settings, knownAt: number): Promise<void> {
  const lags = await readLags(log, topicPrefix);
  const waiting = lags.filter(({ oldestWaitingMs }) => oldestWaitingMs !== undefined && oldestWaitingMs <= knownAt);
  if (waiting.length === 0) return;
  const records = waiting.reduce((sum, { end, done }) => sum + (end - done), 0n);
  const streams = waiting.map(({ stream }) => stream).join(', ');
  throw new CliError(
    `known_at has not settled: ${records} records of ${streams} from before it are not stored yet; try again soon`,
    exitCodes.tryAgain,
  );
}

function rowOf({ id, sha256, bytes, content }: FrozenReport): StoredReport {
  const { name, as_of, known_at, protection, answers } = content;
  return {
    ...{ id, name, sha256, content: bytes, answers: answers.length },
    frozenAt: Date.now(),
    asOf: Date.parse(as_of),
    knownAt: Date.parse(known_at),
    smallestGroup: protection === 'none' ? 0 : protection.k,
  };
}

/** The report of a stored one. @throws CliError where its bytes are not those of its digest any more */
function reportIn({ content, sha256, id }: StoredReport): FrozenReport {
  const report = reportOf(JSON.parse(content));
  if (report.sha256 === sha256 && report.bytes === content) return report;
  throw new CliError(`the stored bytes of ${id} are not those of its digest: they were changed`);
}

async function loadReport(warehouse: Warehouse, id: string): Promise<FrozenReport> {
  const stored = await findReport(warehouse, id);
  if (stored !== undefined) return reportIn(stored);
  const same = await listReports(warehouse, { name: id });
  const hint = same.length === 0 ? '' : `; under that name there are ${same.map((one) => one.id).join(', ')}`;
  throw new CliError(`there is no frozen report "${id}"${hint}`, exitCodes.notFound);
}

export type FreezeOptions = {
  name: string;
  questions: readonly Question[];
  asOf?: string | undefined;
  knownAt?: string | undefined;
  protection: Protection;
};

/** Freezes and keeps a report, and prints its id. Times are by default the newest that have settled. */
export async function freezeReport(
  connections: Connections,
  settings: Settings,
  terminal: Terminal,
  order: FreezeOptions,
): Promise<void> {
  const { warehouse } = connections;
  const settled = await storedUntil(warehouse);
  const knownAt = order.knownAt ?? iso(settled ?? Date.now());
  const asOf = order.asOf ?? knownAt;
  const { freeze } = createFrozenReports({ query: warehouse.query });
  const report = await freeze({ ...order, asOf, knownAt }, settled);
  await refuseWaiting(connections, settings, Date.parse(knownAt));
  await keepReport(warehouse, rowOf(report));
  const { answers, as_of, known_at, protection } = report.content;
  const hidden = protection === 'none' ? 'small groups are shown' : `groups below ${protection.k} people are hidden`;
  terminal.say(`${answers.length} answers as of ${as_of}, known at ${known_at}; ${hidden}; sha256 ${report.sha256}`);
  terminal.print(report.id);
}

export async function printReports({ warehouse }: Connections, terminal: Terminal, format: Shown): Promise<void> {
  const reports = await listReports(warehouse);
  if (format === 'json') {
    terminal.print(JSON.stringify(reports, null, 2));
    return;
  }
  const rows = reports.map(({ id, answers, asOf, knownAt, smallestGroup, frozenAt }) => [
    ...[id, String(answers), iso(asOf), iso(knownAt)],
    ...[smallestGroup === 0 ? 'none' : `k = ${smallestGroup}`, iso(frozenAt)],
  ]);
  terminal.print(table(['report', 'answers', 'as of', 'known at', 'protection', 'frozen'], rows));
}

/** Prints a report, or writes it to a file that `import` reads. */
export async function showReport(
  { warehouse }: Connections,
  terminal: Terminal,
  { id, format, output }: { id: string; format: Shown; output?: string },
): Promise<void> {
  const report = await loadReport(warehouse, id);
  if (output !== undefined) {
    await writeFile(output, reportToFile(report));
    terminal.say(`${id} written to ${output}`);
    return;
  }
  const texts = report.content.answers.map(({ data: rows, meta }) => metricText({ rows, meta }, 'table'));
  terminal.say(`sha256 ${report.sha256}`);
  terminal.print(format === 'json' ? JSON.stringify(report.content, null, 2) : texts.join('\n\n'));
}

/** Answers the same questions again and says whether the bytes are the same. @returns whether they are */
export async function reissueReport(
  { warehouse }: Connections,
  terminal: Terminal,
  { id, format }: { id: string; format: Shown },
): Promise<boolean> {
  const frozen = await loadReport(warehouse, id);
  const { reissue } = createFrozenReports({ query: warehouse.query });
  const verdict = compareReissue(frozen, await reissue(frozen));
  if (format === 'json') {
    terminal.print(JSON.stringify(verdict, null, 2));
    return verdict.identical;
  }
  const { sha256, bytes, differences } = verdict;
  const told = differences.map(({ sentence, rows }) =>
    rows.length === 0 ? sentence : `${sentence}\n${changesText(rows)}`,
  );
  terminal.print(
    verdict.identical
      ? `identical: ${bytes.reissued} bytes, sha256 ${sha256.reissued}`
      : [`differs: sha256 ${sha256.frozen} was frozen, ${sha256.reissued} is`, ...told].join('\n'),
  );
  return verdict.identical;
}

/**
 * Prints, for each question of a report, what changed since its known_at and which events changed it: with small groups
 * shown, whatever the report hides, because events are named.
 */
export async function diffReport(
  { warehouse }: Connections,
  terminal: Terminal,
  { id, format, knownAt, list }: { id: string; format: Shown; knownAt?: string; list: number },
): Promise<void> {
  const { content } = await loadReport(warehouse, id);
  const query = warehouse.query;
  const receiptOf = createChangeReceipts({ engine: createMetricEngine({ query }), query });
  const between = { knownBefore: content.known_at, knownAfter: knownAt };
  const receipts = [];
  for (const { question } of content.answers) {
    const { compare: _compare, reference: _reference, ...plain } = requestOf(question, 'none');
    receipts.push(await receiptOf({ ...plain, asOf: content.as_of }, between, { listed: list }));
  }
  terminal.say(AS_ADMINISTRATOR);
  terminal.print(
    format === 'json' ? JSON.stringify(receipts, null, 2) : receipts.map(receiptText).join(`\n\n${'─'.repeat(40)}\n\n`),
  );
}

/** Keeps a report from a file, after its bytes were held against its digest. */
export async function importReport({ warehouse }: Connections, terminal: Terminal, file: string): Promise<void> {
  const report = reportFromFile(await readFile(file, 'utf8'));
  await keepReport(warehouse, rowOf(report));
  terminal.print(report.id);
}

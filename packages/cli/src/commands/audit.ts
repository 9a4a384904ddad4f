/** `rapport audit`: the broker's offsets against the ledger against the rows. */
import { deadLetterTopic, type StreamName, streams, topicOf } from '@rapport/events';
import {
  auditPartition,
  checkStoredEvents,
  countDeadLetters,
  duplicatesByPartition,
  type Finding,
  type LedgerRange,
  ledgerRanges,
  receiptSummary,
  type StoredEvents,
  warehouseProjection,
} from '@rapport/warehouse';
import { warehouseGroup } from '../lag.ts';
import type { Connections } from '../platform.ts';
import type { Settings } from '../settings.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

const OWNER = { projection: warehouseProjection, epoch: 1 };

type Duplicates = Awaited<ReturnType<typeof duplicatesByPartition>>;
type PartitionAudit = { topic: string; partition: number; records: bigint; chunks: number; findings: Finding[] };
type DeadLetterAudit = { topic: string; quarantined: number; listed: number; waiting: boolean };

async function auditTopic(
  { log }: Connections,
  topic: string,
  stream: StreamName,
  ledger: readonly LedgerRange[],
  repeats: Duplicates,
): Promise<PartitionAudit[]> {
  const [begins, ends, committed] = await Promise.all([
    log.beginOffsets(topic),
    log.endOffsets(topic),
    log.committed(warehouseGroup, topic),
  ]);
  return [...ends].map(([partition, endOffset]) => {
    const beginOffset = begins.get(partition) ?? 0n;
    const position = committed.get(partition);
    const pending = position?.pending;
    const ranges = ledger.filter((range) => range.topic === topic && range.partition === partition);
    const findings = auditPartition({
      beginOffset,
      endOffset,
      committed: position?.offset ?? null,
      pending: pending === undefined ? null : { firstOffset: pending.first, lastOffset: pending.last },
      ranges,
      duplicates: repeats.find((row) => row.stream === stream && row.partition === partition)?.duplicates ?? 0,
    });
    return { topic, partition, records: endOffset - beginOffset, chunks: ranges.length, findings };
  });
}

// A dead letter goes over its own topic into the table: until that is read, it is on its way, not lost.
async function auditDeadLetters(
  { log, warehouse }: Connections,
  topicPrefix: string,
  ledger: readonly LedgerRange[],
): Promise<DeadLetterAudit[]> {
  const topic = deadLetterTopic(topicPrefix);
  const [ends, committed, counts] = await Promise.all([
    log.endOffsets(topic),
    log.committed(warehouseGroup, topic),
    countDeadLetters(warehouse),
  ]);
  const waiting = [...ends].some(([partition, end]) => end > (committed.get(partition)?.offset ?? 0n));
  return [...new Set(ledger.map((range) => range.topic))].map((source) => ({
    topic: source,
    quarantined: ledger.filter((range) => range.topic === source).reduce((sum, range) => sum + range.dead, 0),
    listed: counts.filter((row) => row.topic === source).reduce((sum, row) => sum + row.count, 0),
    waiting,
  }));
}

const isLost = ({ quarantined, listed, waiting }: DeadLetterAudit) => listed < quarantined && !waiting;

function findingText(finding: Finding): string {
  switch (finding.kind) {
    case 'gap':
    case 'overlap':
    case 'backward':
      return `${finding.kind} at offsets ${finding.firstOffset} to ${finding.lastOffset}`;
    case 'missing_rows':
    case 'extra_rows':
      return `${finding.kind.replace('_', ' ')} in offsets ${finding.firstOffset} to ${finding.lastOffset}: ${finding.found} of ${finding.expected}`;
    case 'duplicates':
      return `${finding.count} repeated events, each counted once`;
    case 'holes':
      return `${finding.count} offsets without a record (transaction markers, compaction)`;
    case 'behind':
      return `${finding.count} records still to be read`;
    case 'unconfirmed':
      return `${finding.count} chunks written and not yet confirmed`;
    default:
      throw new Error(`no words for ${JSON.stringify(finding satisfies never)}`);
  }
}

function printAudit(terminal: Terminal, audits: readonly PartitionAudit[], letters: readonly DeadLetterAudit[]): void {
  const rows = audits.map(({ topic, partition, records, chunks, findings }) => [
    findings.some((finding) => finding.severity === 'fault') ? '✗' : '✓',
    topic,
    String(partition),
    String(records),
    String(chunks),
    findings.map(findingText).join('; ') || 'nothing to report',
  ]);
  terminal.print(table(['', 'topic', 'partition', 'records', 'chunks', 'findings'], rows));
  for (const letter of letters.filter(({ quarantined, listed }) => quarantined > 0 || listed > 0)) {
    const state = isLost(letter) ? 'MISSING' : letter.listed < letter.quarantined ? 'on their way' : 'all listed';
    terminal.print(
      `dead letters of ${letter.topic}: ${letter.quarantined} set aside, ${letter.listed} in the list (${state})`,
    );
  }
}

// An id that its producer gave to two entities is no fault of the pipeline; whoever reads the numbers must know.
function printStored(terminal: Terminal, stored: readonly StoredEvents[]): void {
  for (const { stream, lost, unexplained, reused } of stored) {
    if (lost > 0) terminal.print(`✗ ${stream}: ${lost} received events are in no row`);
    if (unexplained > 0) terminal.print(`✗ ${stream}: ${unexplained} events in rows that no record brought`);
    if (reused > 0) terminal.print(`  ${stream}: ${reused} rows repeat an event id for another entity, each counted`);
  }
}

const jsonSafe = (_key: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);

/** Audits every stream and prints what it found; true when there is no gap, no overlap, no missing and no extra row. */
export async function audit(
  connections: Connections,
  settings: Settings,
  terminal: Terminal,
  format: 'table' | 'json',
): Promise<boolean> {
  const { warehouse } = connections;
  const [ledger, repeats, receipts, stored] = await Promise.all([
    ledgerRanges(warehouse, OWNER),
    duplicatesByPartition(warehouse),
    receiptSummary(warehouse),
    checkStoredEvents(warehouse),
  ]);
  const perTopic = await Promise.all(
    streams.map(({ name }) => auditTopic(connections, topicOf(name, settings.topicPrefix), name, ledger, repeats)),
  );
  const audits = perTopic.flat();
  const letters = await auditDeadLetters(connections, settings.topicPrefix, ledger);
  const faults = audits.flatMap((a) => a.findings).filter((finding) => finding.severity === 'fault').length;
  const lost = letters.filter(isLost).length;
  const strayed = stored.reduce((sum, one) => sum + one.lost + one.unexplained, 0);
  const clean = faults + lost + strayed === 0;
  if (format === 'json') {
    terminal.print(JSON.stringify({ clean, partitions: audits, dead_letters: letters, receipts, stored }, jsonSafe, 2));
    return clean;
  }
  printAudit(terminal, audits, letters);
  printStored(terminal, stored);
  const repeated = receipts.reduce((sum, row) => sum + row.duplicated, 0);
  const received = receipts.reduce((sum, row) => sum + row.received, 0);
  terminal.print(
    `\n${received.toLocaleString('en')} records received, ${(received - repeated).toLocaleString('en')} different events, ${repeated.toLocaleString('en')} repeats counted once`,
  );
  terminal.print(clean ? 'no gap, no overlap, no duplicate row, nothing missing' : `${faults + lost + strayed} faults`);
  return clean;
}

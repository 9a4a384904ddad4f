/** What an audit says, for people and for programs. */
import type { Account, Finding, PartitionAudit, StoredEvents } from '@rapport/warehouse';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

export type AuditReport = {
  partitions: readonly PartitionAudit[];
  stored: readonly StoredEvents[];
  /** Receipts beyond one per record, not merged away yet. */
  repeatedReceipts: number;
  faults: number;
};

const number = (value: number) => value.toLocaleString('en');

function where({ firstOffset, lastOffset }: Finding): string {
  if (firstOffset === undefined || lastOffset === undefined) return '';
  return firstOffset === lastOffset ? ` at offset ${firstOffset}` : ` at offsets ${firstOffset} to ${lastOffset}`;
}

function findingText(finding: Finding): string {
  const { code, count, expected, found } = finding;
  switch (code) {
    case 'GAP':
      return `${number(count)} offsets that no chunk covers${where(finding)}`;
    case 'OVERLAP':
      return `${number(count)} offsets in two chunks${where(finding)}`;
    case 'BACKWARD_MOVE':
      return `written after what lies behind it${where(finding)}`;
    case 'MISSING_ROWS':
    case 'EXTRA_ROWS':
      return `${found} rows where the ledger says ${expected}${where(finding)}`;
    case 'ROWS_WITHOUT_LEDGER':
      return `${number(count)} rows that no chunk brought${where(finding)}`;
    case 'DELETED_UNREAD':
      return `${number(count)} offsets deleted from the log before they were read${where(finding)}`;
    case 'STORED_PAST_END':
      return `the log ends before what was stored from it${where(finding)}: was it made anew?`;
    case 'LOST_RECORDS':
      return `${number(count)} records of the log are neither row nor dead letter${where(finding)}`;
    case 'DEAD_LETTERS_MISSING':
      return `${number(count)} records were set aside and are in no list${where(finding)}`;
    case 'UNEXPLAINED_HOLES':
      return `${number(count)} offsets without row, and nothing known of them${where(finding)}`;
    case 'DEAD_LETTERS_ON_THEIR_WAY':
      return `${number(count)} dead letters on their way to the list`;
    case 'HOLES':
      return `${number(count)} offsets carry no record (transactions, compaction)`;
    case 'WAITING':
      return `${number(count)} still to be read`;
    case 'UNCONFIRMED':
      return 'the latest chunks are written and not yet confirmed';
    default:
      throw new Error(`no words for ${JSON.stringify(code satisfies never)}`);
  }
}

const marks = { fault: '✗', warning: '!', information: ' ' } as const;

function markOf(findings: readonly Finding[]): string {
  if (findings.some(({ severity }) => severity === 'fault')) return marks.fault;
  return findings.some(({ severity }) => severity === 'warning') ? marks.warning : '✓';
}

function partitionLine({ topic, partition, account, chunks, findings }: PartitionAudit): string[] {
  const { offsets, rows, dead, holes, waiting } = account;
  const said = findings.map((finding) =>
    finding.severity === 'information' ? findingText(finding) : `${finding.code}: ${findingText(finding)}`,
  );
  return [
    ...[markOf(findings), topic, String(partition), String(offsets), String(rows), String(dead), String(holes)],
    ...[String(waiting), String(chunks), said.join('; ')],
  ];
}

// An id that its producer gave to two entities is no fault of the pipeline; whoever reads the numbers must know.
function storedLines({ stream, lost, unexplained, reused, copies }: StoredEvents): string[] {
  return [
    ...(lost > 0 ? [`✗ ${stream}: EVENTS_LOST: ${number(lost)} received events are in no row`] : []),
    ...(unexplained > 0
      ? [`✗ ${stream}: EVENTS_UNEXPLAINED: ${number(unexplained)} events in rows that no record brought`]
      : []),
    ...(reused > 0 ? [`  ${stream}: ${number(reused)} rows repeat an event id for another entity, each counted`] : []),
    ...(copies > 0 ? [`  ${stream}: ${number(copies)} copies of rows wait to be merged away, none is counted`] : []),
  ];
}

function total(partitions: readonly PartitionAudit[]): Account {
  const sum = (pick: (account: Account) => number) => partitions.reduce((all, { account }) => all + pick(account), 0);
  return {
    offsets: sum((a) => a.offsets),
    rows: sum((a) => a.rows),
    dead: sum((a) => a.dead),
    holes: sum((a) => a.holes),
    gaps: sum((a) => a.gaps),
    waiting: sum((a) => a.waiting),
  };
}

function closing({ partitions, stored, faults }: AuditReport): string {
  const { offsets, rows, dead, holes, gaps, waiting } = total(partitions);
  const parts = [`${number(rows)} rows`, `${number(dead)} dead letters`, `${number(holes)} holes`];
  const all = [...parts, ...(gaps > 0 ? [`${number(gaps)} in gaps`] : []), `${number(waiting)} waiting`].join(' + ');
  const received = stored.reduce((sum, one) => sum + one.received, 0);
  const different = stored.reduce((sum, one) => sum + one.different, 0);
  const verdict =
    faults === 0
      ? 'Every offset is accounted for: nothing lost, nothing counted twice.'
      : `${faults} fault${faults === 1 ? '' : 's'} found.`;
  return `
${number(offsets)} offsets on the log = ${all}
${number(received)} records stored, ${number(different)} different events, ${number(received - different)} repeats counted once
${verdict}`;
}

const jsonSafe = (_key: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);

/** Prints the report: a line a partition and a closing sentence, or all of it as JSON. */
export function printAudit(terminal: Terminal, report: AuditReport, format: 'table' | 'json'): void {
  if (format === 'json') {
    terminal.print(JSON.stringify({ clean: report.faults === 0, ...report }, jsonSafe, 2));
    return;
  }
  const header = ['', 'topic', 'partition', 'offsets', 'rows', 'dead', 'holes', 'waiting', 'chunks', 'findings'];
  terminal.print(table(header, report.partitions.map(partitionLine)));
  for (const line of report.stored.flatMap(storedLines)) terminal.print(line);
  if (report.repeatedReceipts > 0) {
    terminal.print(
      `  ${number(report.repeatedReceipts)} receipts are there twice and wait to be merged, none is counted`,
    );
  }
  terminal.print(closing(report));
}

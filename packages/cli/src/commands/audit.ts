/** `rapport audit`: the broker's offsets against the ledger against the rows, every offset accounted for. */
import { deadLetterTopic, type StreamName, streams, topicOf } from '@rapport/events';
import {
  auditPartitions,
  type BrokerPosition,
  checkStoredEvents,
  type Finding,
  holeFindings,
  holesIn,
  type PartitionAudit,
  repeatedReceipts,
  type Span,
  type StoredEvents,
  warehouseProjection,
} from '@rapport/warehouse';
import { warehouseGroup } from '../lag.ts';
import type { Connections } from '../platform.ts';
import type { Settings } from '../settings.ts';
import type { Terminal } from '../terminal.ts';
import { type AuditReport, printAudit } from './audit-report.ts';

// More holes than this in one partition are left unexplained, and said to be.
const MOST_HOLES = 200_000;

async function positionsOf({ log }: Connections, topic: string, stream: StreamName): Promise<BrokerPosition[]> {
  // What is confirmed first: by the time the rest is asked, it can only have become more.
  const committed = await log.committed(warehouseGroup, topic);
  const [begins, ends] = await Promise.all([log.beginOffsets(topic), log.endOffsets(topic)]);
  return [...ends]
    .toSorted(([a], [b]) => a - b)
    .map(([partition, endOffset]) => ({
      ...{ topic, stream, partition, endOffset },
      beginOffset: begins.get(partition) ?? 0n,
      committed: committed.get(partition)?.offset ?? null,
    }));
}

type LetterEnds = { ends: Map<number, bigint>; waiting: boolean };

async function letterEnds({ log }: Connections, topicPrefix: string): Promise<LetterEnds> {
  const topic = deadLetterTopic(topicPrefix);
  const [ends, committed] = await Promise.all([log.endOffsets(topic), log.committed(warehouseGroup, topic)]);
  return { ends, waiting: [...ends].some(([partition, end]) => end > (committed.get(partition)?.offset ?? 0n)) };
}

async function explain(
  { log, warehouse }: Connections,
  audit: PartitionAudit,
  lettersWaiting: () => Promise<boolean>,
): Promise<Finding[]> {
  if (audit.holes.length === 0) return [];
  const spans: Span[] = [];
  for (const hole of audit.holes) spans.push(...(await holesIn(warehouse, audit, hole, MOST_HOLES - spans.length)));
  const ranges = spans.map(({ firstOffset: first, lastOffset: last }) => ({ first, last }));
  const explained = await log.explainHoles(audit.topic, audit.partition, ranges);
  const waiting = explained.presentCount > 0 && (await lettersWaiting());
  return holeFindings(audit, explained, { unlisted: audit.unlisted, waiting });
}

function storedFindings(stored: readonly StoredEvents[]): number {
  return stored.reduce((sum, { lost, unexplained }) => sum + (lost > 0 ? 1 : 0) + (unexplained > 0 ? 1 : 0), 0);
}

/** Looks at everything, prints nothing. */
async function examine(connections: Connections, topicPrefix: string): Promise<AuditReport> {
  const { warehouse } = connections;
  const before = await letterEnds(connections, topicPrefix);
  const positions = await Promise.all(
    streams.map(({ name }) => positionsOf(connections, topicOf(name, topicPrefix), name)),
  );
  const audits = await auditPartitions(warehouse, warehouseProjection, positions.flat());

  // A dead letter goes over its own topic into the list: what was written there since we began may be on its way too.
  async function lettersWaiting(): Promise<boolean> {
    const now = await letterEnds(connections, topicPrefix);
    return (
      before.waiting || now.waiting || [...now.ends].some(([partition, end]) => end !== before.ends.get(partition))
    );
  }

  const partitions = [];
  for (const audit of audits) {
    partitions.push({
      ...audit,
      findings: [...audit.findings, ...(await explain(connections, audit, lettersWaiting))],
    });
  }
  const stored = await checkStoredEvents(warehouse);
  const repeated = (await repeatedReceipts(warehouse)).reduce((sum, one) => sum + one.repeated, 0);
  const faults = partitions.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'fault').length;
  return { partitions, stored, repeatedReceipts: repeated, faults: faults + storedFindings(stored) };
}

/** Audits every stream and prints what it found; true when there is no fault. */
export async function audit(
  connections: Connections,
  settings: Settings,
  terminal: Terminal,
  format: 'table' | 'json',
): Promise<boolean> {
  const report = await examine(connections, settings.topicPrefix);
  printAudit(terminal, report, format);
  return report.faults === 0;
}

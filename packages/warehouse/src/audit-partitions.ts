/** The audit of every partition, as far as the warehouse can tell: what is asked of ClickHouse, and what comes of it. */
import { currentRuns, type PartitionFacts, type Reconciled, reconcilePartition, type Span } from './audit.ts';
import type { Warehouse } from './client.ts';
import { ledgerRuns, miscountedChunks, type PlacedRun, type StreamPlace } from './ledger-runs.ts';
import { type AskedSpans, countStored } from './stored-spans.ts';

/** What the broker says of a partition. Asked before the warehouse: what is confirmed by then must be stored by now. */
export type BrokerPosition = StreamPlace & Pick<PartitionFacts, 'beginOffset' | 'endOffset' | 'committed'>;

export type PartitionAudit = BrokerPosition &
  Reconciled & {
    chunks: number;
    /** Records that went to the dead letters by the ledger, and that the list does not have. */
    unlisted: number;
  };

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

// Every place at which what is known of an offset can change begins a span.
function spansOf({ beginOffset, endOffset, committed }: BrokerPosition, runs: readonly PlacedRun[]): Span[] {
  const starts = [0n, beginOffset, endOffset, committed ?? 0n];
  for (const { firstOffset, lastOffset } of runs) starts.push(firstOffset, lastOffset + 1n);
  const sorted = [...new Set(starts)].toSorted(ascending);
  return sorted.map((firstOffset, index) => ({ firstOffset, lastOffset: (sorted[index + 1] ?? 2n ** 62n) - 1n }));
}

async function withMiscounts(
  warehouse: Warehouse,
  projection: string,
  runs: readonly PlacedRun[],
  stored: PartitionFacts['stored'],
): Promise<PlacedRun[]> {
  const current = new Set<unknown>(currentRuns(runs));
  return Promise.all(
    runs.map(async (run) => {
      const inside = stored.filter((s) => s.firstOffset >= run.firstOffset && s.lastOffset <= run.lastOffset);
      const receipts = inside.reduce((sum, span) => sum + span.receipts, 0);
      if (receipts === run.rows || !current.has(run)) return run;
      const miscounted = await miscountedChunks(warehouse, projection, run);
      return miscounted.length === 0 ? run : { ...run, miscounted };
    }),
  );
}

const deadIn = (spans: PartitionFacts['stored'], { firstOffset, lastOffset }: Span): number =>
  spans
    .filter((span) => span.firstOffset >= firstOffset && span.lastOffset <= lastOffset)
    .reduce((sum, { dead }) => sum + dead, 0);

function unlistedIn(runs: readonly PlacedRun[], stored: PartitionFacts['stored']): number {
  return currentRuns(runs).reduce((sum, run) => sum + Math.max(0, run.dead - deadIn(stored, run)), 0);
}

/**
 * Compares what the broker says of each partition with ledger, receipts and dead letters. Holes are counted and not yet
 * explained: see `holesIn` and `holeFindings`. Rejects with WarehouseError.
 */
export async function auditPartitions(
  warehouse: Warehouse,
  projection: string,
  positions: readonly BrokerPosition[],
): Promise<PartitionAudit[]> {
  const ledger = Map.groupBy(
    await ledgerRuns(warehouse, projection),
    ({ topic, partition }) => `${topic}/${partition}`,
  );
  const asked = positions.map((position): AskedSpans & { runs: PlacedRun[] } => {
    const runs = ledger.get(`${position.topic}/${position.partition}`) ?? [];
    const { topic, stream, partition } = position;
    return { topic, stream, partition, runs, spans: spansOf(position, runs) };
  });
  const counts = await countStored(warehouse, asked);
  return Promise.all(
    positions.map(async (position, index) => {
      const stored = counts[index] ?? [];
      const runs = await withMiscounts(warehouse, projection, asked[index]?.runs ?? [], stored);
      const chunks = runs.reduce((sum, run) => sum + run.chunks, 0);
      return {
        ...position,
        ...reconcilePartition({ ...position, runs, stored }),
        chunks,
        unlisted: unlistedIn(runs, stored),
      };
    }),
  );
}

/** The auditor's judgement: broker's offsets against the ledger against the stored rows. Pure. */

/** A chunk as the ledger has it. Offsets are inclusive; `insertedAt` orders chunks by the time of writing. */
export type AuditedRange = {
  firstOffset: bigint;
  lastOffset: bigint;
  rows: number;
  dead: number;
  /** Rows that the receipts have for the range. */
  receipts: number;
  insertedAt: string;
};

export type PartitionFacts = {
  /** The log's first offset still held by the broker. */
  beginOffset: bigint;
  /** The offset after the log's last record. */
  endOffset: bigint;
  /** The group's committed offset (the next to be read), null when it never committed. */
  committed: bigint | null;
  /** The range that was announced before its insert and not yet confirmed. */
  pending: { firstOffset: bigint; lastOffset: bigint } | null;
  ranges: readonly AuditedRange[];
  /** Records that repeat an event of another record. */
  duplicates: number;
};

/**
 * One finding about a partition. Faults: gap (confirmed offsets that no chunk covers), overlap (offsets in two chunks),
 * backward (a chunk written after one that lies behind it), missing_rows and extra_rows (ledger against receipts).
 * The rest explains: duplicates are kept once, holes are offsets that carry no record (transaction markers, compaction),
 * unconfirmed chunks are written but not yet committed, behind is what still has to be read.
 */
export type Finding =
  | { severity: 'fault'; kind: 'gap' | 'overlap'; firstOffset: bigint; lastOffset: bigint }
  | { severity: 'fault'; kind: 'backward'; firstOffset: bigint; lastOffset: bigint }
  | {
      severity: 'fault';
      kind: 'missing_rows' | 'extra_rows';
      firstOffset: bigint;
      lastOffset: bigint;
      expected: number;
      found: number;
    }
  | { severity: 'information'; kind: 'duplicates' | 'holes' | 'behind' | 'unconfirmed'; count: number };

type Span = { firstOffset: bigint; lastOffset: bigint };

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);

function byOffset(a: Span, b: Span): number {
  if (a.firstOffset !== b.firstOffset) return a.firstOffset < b.firstOffset ? -1 : 1;
  if (a.lastOffset === b.lastOffset) return 0;
  return a.lastOffset < b.lastOffset ? -1 : 1;
}

// Walks the chunks in order of offset; `next` is the first offset that nothing covers yet.
function coverage(facts: PartitionFacts): Finding[] {
  const findings: Finding[] = [];
  let next = facts.beginOffset;
  for (const { firstOffset, lastOffset } of facts.ranges.toSorted(byOffset)) {
    if (lastOffset < facts.beginOffset) continue;
    if (firstOffset > next)
      findings.push({ severity: 'fault', kind: 'gap', firstOffset: next, lastOffset: firstOffset - 1n });
    next = larger(next, lastOffset + 1n);
  }
  const confirmed = facts.committed ?? facts.beginOffset;
  if (next < confirmed)
    findings.push({ severity: 'fault', kind: 'gap', firstOffset: next, lastOffset: confirmed - 1n });
  return findings;
}

function overlaps(ranges: readonly AuditedRange[]): Finding[] {
  const findings: Finding[] = [];
  let reached: bigint | undefined;
  for (const { firstOffset, lastOffset } of ranges.toSorted(byOffset)) {
    if (reached !== undefined && firstOffset <= reached) {
      findings.push({ severity: 'fault', kind: 'overlap', firstOffset, lastOffset: smaller(reached, lastOffset) });
    }
    reached = reached === undefined ? lastOffset : larger(reached, lastOffset);
  }
  return findings;
}

// Overlapping chunks are told as overlaps; backward is a chunk that was written late into a place it had skipped.
function backwardMoves(ranges: readonly AuditedRange[]): Finding[] {
  const written = ranges.toSorted((a, b) =>
    a.insertedAt < b.insertedAt ? -1 : a.insertedAt > b.insertedAt ? 1 : byOffset(a, b),
  );
  const findings: Finding[] = [];
  let furthest: AuditedRange | undefined;
  for (const range of written) {
    if (furthest !== undefined && range.lastOffset < furthest.firstOffset) {
      const { firstOffset, lastOffset } = range;
      findings.push({ severity: 'fault', kind: 'backward', firstOffset, lastOffset });
    }
    if (furthest === undefined || range.lastOffset > furthest.lastOffset) furthest = range;
  }
  return findings;
}

function rowCounts(ranges: readonly AuditedRange[]): Finding[] {
  return ranges.flatMap(({ firstOffset, lastOffset, rows, receipts }): Finding[] => {
    if (rows === receipts) return [];
    const kind = receipts < rows ? 'missing_rows' : 'extra_rows';
    return [{ severity: 'fault', kind, firstOffset, lastOffset, expected: rows, found: receipts }];
  });
}

function explanations(facts: PartitionFacts): Finding[] {
  const { ranges, committed, pending, endOffset, beginOffset, duplicates } = facts;
  const holes = ranges.reduce(
    (sum, { firstOffset, lastOffset, rows, dead }) => sum + Number(lastOffset - firstOffset + 1n) - rows - dead,
    0,
  );
  const confirmed = committed ?? beginOffset;
  const unconfirmed = ranges.filter(({ lastOffset }) => lastOffset >= confirmed).length;
  const isPending = pending !== null && unconfirmed === 0 ? 1 : unconfirmed;
  const counts = { duplicates, holes, behind: Number(larger(endOffset - confirmed, 0n)), unconfirmed: isPending };
  return (['duplicates', 'holes', 'behind', 'unconfirmed'] as const).flatMap((kind): Finding[] =>
    counts[kind] === 0 ? [] : [{ severity: 'information', kind, count: counts[kind] }],
  );
}

/** Everything that is odd about one partition of one projection; no `fault` means no loss and no double effect. */
export function auditPartition(facts: PartitionFacts): Finding[] {
  return [
    ...coverage(facts),
    ...overlaps(facts.ranges),
    ...backwardMoves(facts.ranges),
    ...rowCounts(facts.ranges),
    ...explanations(facts),
  ];
}

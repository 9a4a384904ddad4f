/** The auditor's judgement: broker's offsets against the ledger against the stored rows. Pure. */

/** Offsets, both ends included. */
export type Span = { firstOffset: bigint; lastOffset: bigint };

/** A chunk whose receipts are not as many as the ledger says. */
export type MiscountedChunk = Span & { rows: number; receipts: number };

/** Chunks of one epoch that lie one behind the other without a gap, added up. */
export type LedgerRun = Span & {
  epoch: number;
  chunks: number;
  rows: number;
  dead: number;
  /** Written after a chunk that lies behind it. */
  backward: boolean;
  /** The chunks of it that are miscounted, where somebody has looked; else the run is judged as a whole. */
  miscounted?: readonly MiscountedChunk[];
};

/** What is stored of a span. Spans tile the offsets: they are cut wherever a run, the log or what is confirmed begins or ends. */
export type StoredSpan = Span & {
  /** Different offsets in the receipts. */
  receipts: number;
  /** Different offsets in the dead letters that are in no receipt. */
  dead: number;
};

export type PartitionFacts = {
  /** The log's first offset still held by the broker. */
  beginOffset: bigint;
  /** The offset after the log's last record. */
  endOffset: bigint;
  /** The group's committed offset (the next to be read), null when it never committed. */
  committed: bigint | null;
  runs: readonly LedgerRun[];
  stored: readonly StoredSpan[];
};

export const findingCodes = {
  GAP: 'fault',
  OVERLAP: 'fault',
  BACKWARD_MOVE: 'fault',
  MISSING_ROWS: 'fault',
  EXTRA_ROWS: 'fault',
  ROWS_WITHOUT_LEDGER: 'fault',
  DELETED_UNREAD: 'fault',
  STORED_PAST_END: 'fault',
  LOST_RECORDS: 'fault',
  DEAD_LETTERS_MISSING: 'fault',
  UNEXPLAINED_HOLES: 'warning',
  DEAD_LETTERS_ON_THEIR_WAY: 'information',
  HOLES: 'information',
  WAITING: 'information',
  UNCONFIRMED: 'information',
} as const;

export type FindingCode = keyof typeof findingCodes;
export type Severity = (typeof findingCodes)[FindingCode];

/**
 * One finding about a partition. `count` is of offsets or records; a miscounted chunk says what the ledger expects.
 * A fault is loss or double effect, or may be; a warning wants somebody to ask further; information explains.
 */
export type Finding = { code: FindingCode; severity: Severity; count: number } & Partial<Span> & {
    expected?: number;
    found?: number;
  };

/** Where each offset of [begin, end) went: the numbers add up to `offsets`. */
export type Account = {
  offsets: number;
  rows: number;
  dead: number;
  /** In stored chunks, and neither row nor dead letter: to be explained by the broker. */
  holes: number;
  gaps: number;
  waiting: number;
};

export type Reconciled = { findings: Finding[]; account: Account; holes: (Span & { count: number })[] };

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const width = ({ firstOffset, lastOffset }: Span): number => Number(lastOffset - firstOffset + 1n);

/** A finding with its severity. */
export function finding(
  code: FindingCode,
  count: number,
  more: Omit<Finding, 'code' | 'severity' | 'count'> = {},
): Finding {
  return { code, severity: findingCodes[code], count, ...more };
}

function found(code: FindingCode, { firstOffset, lastOffset }: Span): Finding {
  return finding(code, width({ firstOffset, lastOffset }), { firstOffset, lastOffset });
}

function byOffset(a: Span, b: Span): number {
  if (a.firstOffset !== b.firstOffset) return a.firstOffset < b.firstOffset ? -1 : 1;
  return a.lastOffset === b.lastOffset ? 0 : a.lastOffset < b.lastOffset ? -1 : 1;
}

/** The union of spans as spans that lie apart, in order. */
function union(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const { firstOffset, lastOffset } of spans.toSorted(byOffset)) {
    const before = merged.at(-1);
    if (before !== undefined && firstOffset <= before.lastOffset + 1n) {
      before.lastOffset = larger(before.lastOffset, lastOffset);
    } else merged.push({ firstOffset, lastOffset });
  }
  return merged;
}

const overlap = (a: Span, b: Span): boolean => a.firstOffset <= b.lastOffset && b.firstOffset <= a.lastOffset;

/** What of [first, end) the spans (apart, in order) leave open. */
function openSpans(spans: readonly Span[], first: bigint, end: bigint): Span[] {
  const open: Span[] = [];
  let next = first;
  for (const { firstOffset, lastOffset } of spans) {
    if (firstOffset > next && next < end) open.push({ firstOffset: next, lastOffset: smaller(firstOffset, end) - 1n });
    next = larger(next, lastOffset + 1n);
  }
  if (next < end) open.push({ firstOffset: next, lastOffset: end - 1n });
  return open;
}

// Where reading began: at the log's begin, or before it when chunks were stored that retention has taken since.
function judgedFrom({ beginOffset, committed }: PartitionFacts, covered: readonly Span[]): bigint {
  const first = covered[0]?.firstOffset;
  if (first !== undefined) return smaller(first, beginOffset);
  return committed === null ? beginOffset : smaller(committed, beginOffset);
}

function gaps(facts: PartitionFacts, covered: readonly Span[]): Finding[] {
  const { beginOffset } = facts;
  const end = larger(facts.committed ?? beginOffset, beginOffset);
  const last = covered.at(-1)?.lastOffset ?? -1n;
  const open = openSpans(covered, judgedFrom(facts, covered), larger(end, last + 1n));
  return open.flatMap(({ firstOffset, lastOffset }) => {
    const findings: Finding[] = [];
    // What retention took before it was stored cannot be read any more.
    if (firstOffset < beginOffset) {
      findings.push(found('DELETED_UNREAD', { firstOffset, lastOffset: smaller(lastOffset, beginOffset - 1n) }));
    }
    if (lastOffset >= beginOffset) {
      findings.push(found('GAP', { firstOffset: larger(firstOffset, beginOffset), lastOffset }));
    }
    return findings;
  });
}

// Another epoch stores the same offsets on purpose: only chunks of one epoch can overlap.
function overlaps(runs: readonly LedgerRun[]): Finding[] {
  return [...Map.groupBy(runs, ({ epoch }) => epoch).values()].flatMap((own) => {
    const findings: Finding[] = [];
    let reached: bigint | undefined;
    for (const { firstOffset, lastOffset } of own.toSorted(byOffset)) {
      if (reached !== undefined && firstOffset <= reached) {
        findings.push(found('OVERLAP', { firstOffset, lastOffset: smaller(reached, lastOffset) }));
      }
      reached = reached === undefined ? lastOffset : larger(reached, lastOffset);
    }
    return findings;
  });
}

function backwardMoves(runs: readonly LedgerRun[]): Finding[] {
  return runs.filter(({ backward }) => backward).map((run) => found('BACKWARD_MOVE', run));
}

/** Receipts in a span whose ends are ends of stored spans. */
function receiptsIn(stored: readonly StoredSpan[], { firstOffset, lastOffset }: Span): number {
  const inside = stored.filter((span) => span.firstOffset >= firstOffset && span.lastOffset <= lastOffset);
  return inside.reduce((sum, { receipts }) => sum + receipts, 0);
}

/** Runs that speak for what is stored now: what a newer epoch has stored again, the older one knows no longer. */
export function currentRuns(runs: readonly LedgerRun[]): LedgerRun[] {
  return runs.filter((run) => !runs.some((other) => other.epoch > run.epoch && overlap(run, other)));
}

function miscounts({ runs, stored }: PartitionFacts): Finding[] {
  return currentRuns(runs).flatMap(({ firstOffset, lastOffset, rows, miscounted }) => {
    const receipts = receiptsIn(stored, { firstOffset, lastOffset });
    if (rows === receipts && miscounted === undefined) return [];
    const chunks = miscounted ?? [{ firstOffset, lastOffset, rows, receipts }];
    return chunks.map((chunk) => {
      const code = chunk.receipts < chunk.rows ? 'MISSING_ROWS' : 'EXTRA_ROWS';
      return finding(code, Math.abs(chunk.rows - chunk.receipts), {
        ...{ firstOffset: chunk.firstOffset, lastOffset: chunk.lastOffset },
        ...{ expected: chunk.rows, found: chunk.receipts },
      });
    });
  });
}

// Rows appear a moment before their ledger row: what is not confirmed yet may be on its way.
function strays({ stored, committed }: PartitionFacts, covered: readonly Span[]): Finding[] {
  return stored
    .filter((span) => span.receipts > 0 && span.lastOffset < (committed ?? 0n))
    .filter((span) => !covered.some((run) => overlap(run, span)))
    .map(({ firstOffset, lastOffset, receipts }) =>
      finding('ROWS_WITHOUT_LEDGER', receipts, { firstOffset, lastOffset }),
    );
}

// Chunks are written while we look: only what was confirmed before the end was asked can tell of an older log.
function pastEnd({ endOffset, committed }: PartitionFacts): Finding[] {
  if (committed === null || committed <= endOffset) return [];
  return [found('STORED_PAST_END', { firstOffset: endOffset, lastOffset: committed - 1n })];
}

function openHoles({ stored, beginOffset, endOffset }: PartitionFacts, covered: readonly Span[]): Reconciled['holes'] {
  return stored
    .filter((span) => span.firstOffset >= beginOffset && span.firstOffset < endOffset)
    .filter((span) => covered.some((run) => overlap(run, span)))
    .map((span) => ({ ...span, count: width(span) - span.receipts - span.dead }))
    .filter(({ count }) => count > 0)
    .map(({ firstOffset, lastOffset, count }) => ({ firstOffset, lastOffset, count }));
}

function accountOf(
  facts: PartitionFacts,
  covered: readonly Span[],
  holes: number,
  missing: readonly Finding[],
): Account {
  const { beginOffset, endOffset, stored } = facts;
  const kept = stored.filter((span) => span.firstOffset >= beginOffset && span.lastOffset < endOffset);
  const own = kept.filter((span) => covered.some((run) => overlap(run, span)));
  const rows = own.reduce((sum, { receipts }) => sum + receipts, 0);
  const dead = own.reduce((sum, span) => sum + span.dead, 0);
  const lacking = missing.filter(({ code }) => code === 'GAP').reduce((sum, { count }) => sum + count, 0);
  const offsets = Number(endOffset - beginOffset);
  return { offsets, rows, dead, holes, gaps: lacking, waiting: Math.max(0, offsets - rows - dead - holes - lacking) };
}

function notes({ committed, beginOffset, runs }: PartitionFacts, { waiting }: Account): Finding[] {
  const confirmed = committed ?? beginOffset;
  const unconfirmed = runs.filter(({ lastOffset }) => lastOffset >= confirmed).length;
  return [
    ...(waiting > 0 ? [finding('WAITING', waiting)] : []),
    ...(unconfirmed > 0 ? [finding('UNCONFIRMED', unconfirmed)] : []),
  ];
}

/**
 * Everything that is odd about one partition, and where each of its offsets went. No fault, and no holes left over, means
 * no loss and no double effect. `holes` are where to look for the offsets that are neither row nor dead letter.
 */
export function reconcilePartition(facts: PartitionFacts): Reconciled {
  const covered = union(facts.runs);
  const lacking = gaps(facts, covered);
  const holes = openHoles(facts, covered);
  const account = accountOf(
    facts,
    covered,
    holes.reduce((sum, { count }) => sum + count, 0),
    lacking,
  );
  const findings = [
    ...lacking,
    ...overlaps(facts.runs),
    ...backwardMoves(facts.runs),
    ...miscounts(facts),
    ...strays(facts, covered),
    ...pastEnd(facts),
    ...notes(facts, account),
  ];
  return { findings, account, holes };
}

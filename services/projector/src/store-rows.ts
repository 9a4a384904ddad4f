/**
 * Rows into the sink, and what the sink refuses out of them. Our own rules have passed by then, so a refusal means that
 * the warehouse knows better: halving finds the record, and the others are stored. The same chunk is refused and halved
 * the same way every time, so the stored ranges (and with them their tokens) are the same too. When nothing at all is
 * accepted, the table is at fault and not the data: that is an outage, and no row goes to the dead letters.
 */
import type { ChunkTrust } from './table-trust.ts';

/** A range of one partition; `deadOffsets` of the range are in the dead letters. */
export type RowRange = {
  firstOffset: bigint;
  lastOffset: bigint;
  /** How many rows are in it. */
  rows: number;
  /** Where they lie, ascending: asked for only when they have to be searched. */
  rowOffsets(): readonly bigint[];
  deadOffsets: readonly bigint[];
};

export type StoreRowsDeps = {
  write(range: RowRange): Promise<void>;
  /** Quarantines the record at this offset; resolves when the dead letter is acknowledged. */
  quarantine(offset: bigint, error: Error): Promise<void>;
  trust: ChunkTrust;
};

/** The warehouse takes no row at all: to be repeated until somebody has mended the table. */
class TableRefusesAllError extends Error {
  readonly code = 'TABLE_REFUSES_ALL';
  readonly retriable = true;

  constructor(refused: number, cause: Error) {
    super(`the warehouse accepts no row (${refused} tried one by one), so its table is at fault: ${cause.message}`, {
      cause,
    });
    this.name = 'TableRefusesAllError';
  }
}

// So many rows refused one by one, none accepted: a search through all of a large chunk would tell no more.
const ENOUGH_REFUSED = 16;

function isRefusal(error: unknown): error is Error {
  return error instanceof Error && (error as Error & { dataFault?: boolean }).dataFault === true;
}

function halves({ firstOffset, lastOffset, deadOffsets }: RowRange, offsets: readonly bigint[]): [RowRange, RowRange] {
  const middle = Math.ceil(offsets.length / 2);
  const border = offsets[middle] as bigint;
  return [
    {
      firstOffset,
      lastOffset: border - 1n,
      rows: middle,
      rowOffsets: () => offsets.slice(0, middle),
      deadOffsets: deadOffsets.filter((offset) => offset < border),
    },
    {
      firstOffset: border,
      lastOffset,
      rows: offsets.length - middle,
      rowOffsets: () => offsets.slice(middle),
      deadOffsets: deadOffsets.filter((offset) => offset >= border),
    },
  ];
}

// The offsets of refused rows join the range that is stored next, so that the ledger is written in the log's order.
function joined(left: RowRange | undefined, right: RowRange): RowRange {
  if (left === undefined) return right;
  return { ...right, firstOffset: left.firstOffset, deadOffsets: [...left.deadOffsets, ...right.deadOffsets] };
}

function withoutRow(range: RowRange, offset: bigint): RowRange {
  return { ...range, rows: 0, rowOffsets: () => [], deadOffsets: [...new Set([...range.deadOffsets, offset])] };
}

/**
 * Stores a range; gives how many of its rows were refused. Rejects with every failure that is not the data's, and with
 * TableRefusesAllError (retriable) when no row is accepted.
 */
export async function storeRows(range: RowRange, deps: StoreRowsDeps): Promise<number> {
  const { trust } = deps;
  let left: RowRange | undefined;
  let unproven: { offset: bigint; error: Error }[] = [];
  let refused = 0;
  let accepted = false;

  async function quarantineUnproven(): Promise<void> {
    for (const { offset, error } of unproven) await deps.quarantine(offset, error);
    unproven = [];
  }

  async function acceptRows(begun: number): Promise<void> {
    accepted = true;
    left = undefined;
    trust.accepted(begun);
    await quarantineUnproven();
  }

  async function refuse(part: RowRange, offset: bigint, error: Error): Promise<void> {
    refused += 1;
    trust.refused();
    unproven.push({ offset, error });
    left = joined(left, withoutRow(part, offset));
    if (accepted || trust.isProven()) await quarantineUnproven();
    else if (unproven.length >= ENOUGH_REFUSED) throw new TableRefusesAllError(unproven.length, error);
  }

  async function store(part: RowRange): Promise<void> {
    const begun = trust.begin();
    try {
      await deps.write(joined(left, part));
    } catch (error) {
      if (!isRefusal(error) || part.rows === 0) throw error;
      const offsets = part.rowOffsets();
      if (part.rows === 1) return refuse(part, offsets[0] as bigint, error);
      for (const half of halves(part, offsets)) await store(half);
      return;
    }
    if (part.rows > 0) await acceptRows(begun);
  }

  await store(range);
  const [first] = unproven;
  if (first !== undefined && !trust.mayBlame(unproven.length)) {
    throw new TableRefusesAllError(unproven.length, first.error);
  }
  await quarantineUnproven();
  if (left !== undefined) await deps.write(left);
  return refused;
}

/**
 * Rows into the sink, and what the sink refuses out of them. Our own rules have passed by then, so a refusal means that
 * the warehouse knows better: halving finds the record, and the others are stored. The same chunk is refused and halved
 * the same way every time, so the halves' ranges (and with them their tokens) are the same too.
 */
import type { ProjectedRow } from './project-chunk.ts';

/** A range of one partition with the rows in it; `dead` records of the range are in the dead letters. */
export type RowRange = {
  firstOffset: bigint;
  lastOffset: bigint;
  rows: ProjectedRow[];
  deadOffsets: readonly bigint[];
};

export type StoreRowsDeps = {
  write(range: RowRange): Promise<void>;
  /** Quarantines the record at this offset; resolves when the dead letter is acknowledged. */
  quarantine(offset: bigint, error: Error): Promise<void>;
};

function isRefusal(error: unknown): error is Error {
  return error instanceof Error && (error as Error & { dataFault?: boolean }).dataFault === true;
}

function halves({ firstOffset, lastOffset, rows, deadOffsets }: RowRange): [RowRange, RowRange] {
  const middle = Math.ceil(rows.length / 2);
  const border = (rows[middle] as ProjectedRow).offset;
  return [
    {
      firstOffset,
      lastOffset: border - 1n,
      rows: rows.slice(0, middle),
      deadOffsets: deadOffsets.filter((offset) => offset < border),
    },
    {
      firstOffset: border,
      lastOffset,
      rows: rows.slice(middle),
      deadOffsets: deadOffsets.filter((offset) => offset >= border),
    },
  ];
}

/** Stores a range; gives how many of its rows were refused. Rejects with every failure that is not the data's. */
export async function storeRows(range: RowRange, deps: StoreRowsDeps): Promise<number> {
  try {
    await deps.write(range);
    return 0;
  } catch (error) {
    const [only] = range.rows;
    if (!isRefusal(error) || only === undefined) throw error;
    if (range.rows.length === 1) {
      await deps.quarantine(only.offset, error);
      const deadOffsets = [...new Set([...range.deadOffsets, only.offset])];
      await deps.write({ ...range, rows: [], deadOffsets });
      return 1;
    }
    const [left, right] = halves(range);
    return (await storeRows(left, deps)) + (await storeRows(right, deps));
  }
}

import { quoteName, type Warehouse } from './client.ts';

export type LedgerRow = { token: string } & Record<string, unknown>;
export type LedgerWriter = {
  /** Resolves when the row is stored; rejects with what the insert rejected with, and then the row may be written again. */
  write(row: LedgerRow): Promise<void>;
};

type Waiting = { row: LedgerRow; stored: () => void; failed: (error: unknown) => void };

/**
 * Writes ledger rows, those that come while an insert is under way together in the next one. At a low rate a chunk is a few
 * rows, and its ledger row would cost the engine as much as its events: so the partitions share one insert. Rows are
 * keyed by their range, so one that is written twice still counts once.
 */
export function createLedgerWriter(warehouse: Warehouse, settings: Record<string, number>): LedgerWriter {
  let waiting: Waiting[] = [];
  let writing = false;

  async function insert(rows: readonly LedgerRow[]): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    const tokens = rows.map(({ token }) => `${token}/ingest_ledger`);
    await warehouse.insertStream({
      sql: `INSERT INTO ingest_ledger (${Object.keys(first).map(quoteName).join(', ')}) FORMAT JSONEachRow`,
      body: [Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))],
      settings: { ...settings, async_insert: 0, insert_deduplication_token: tokens.join(' ') },
    });
  }

  async function drain(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await insert(batch.map(({ row }) => row));
        for (const { stored } of batch) stored();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    writing = false;
  }

  function write(row: LedgerRow): Promise<void> {
    return new Promise((stored, failed) => {
      waiting.push({ row, stored, failed });
      if (!writing) void drain();
    });
  }

  return { write };
}

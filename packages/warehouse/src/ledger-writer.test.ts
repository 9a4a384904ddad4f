import { expect, it } from 'vitest';
import type { Warehouse } from './client.ts';
import { createLedgerWriter } from './ledger-writer.ts';

type Insert = { tokens: string[]; end: (error?: Error) => void };

/** Only the insert of a warehouse, which ends when the test says so. */
function heldInserts() {
  const inserts: Insert[] = [];
  const insertStream = ({ body }: { body: Iterable<Buffer> }) =>
    new Promise<void>((resolve, reject) => {
      const lines = Buffer.concat([...body])
        .toString()
        .trimEnd()
        .split('\n');
      const tokens = lines.map((line) => String((JSON.parse(line) as { token: string }).token));
      inserts.push({ tokens, end: (error) => (error === undefined ? resolve() : reject(error)) });
    });
  return { inserts, warehouse: { insertStream } as unknown as Warehouse };
}

it('writes what comes during an insert together in the next one', async () => {
  const { inserts, warehouse } = heldInserts();
  const writer = createLedgerWriter(warehouse, {});
  const first = writer.write({ token: 'a' });
  const others = [writer.write({ token: 'b' }), writer.write({ token: 'c' })];
  expect(inserts.map(({ tokens }) => tokens)).toEqual([['a']]);
  inserts[0]?.end();
  await first;
  await expect.poll(() => inserts.length).toBe(2);
  expect(inserts[1]?.tokens).toEqual(['b', 'c']);
  inserts[1]?.end();
  await Promise.all(others);
});

it('tells every row of a failed insert, and takes them again', async () => {
  const { inserts, warehouse } = heldInserts();
  const writer = createLedgerWriter(warehouse, {});
  const refused = writer.write({ token: 'a' });
  inserts[0]?.end(new Error('away'));
  await expect(refused).rejects.toThrow('away');
  const again = writer.write({ token: 'a' });
  await expect.poll(() => inserts.length).toBe(2);
  inserts[1]?.end();
  await again;
});

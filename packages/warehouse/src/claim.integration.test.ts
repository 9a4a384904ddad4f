import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createClaim } from './claim.ts';
import type { Warehouse } from './client.ts';
import { migrate } from './migrate.ts';
import { ownDatabase } from './testing/own-database.ts';

let warehouse: Warehouse;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ warehouse, drop } = ownDatabase(inject('clickhouseUrl')));
  await migrate(warehouse);
});
afterAll(() => drop());

const claimOf = (holder: string, seconds = 60) => createClaim({ warehouse, table: 'delivery_claims', holder, seconds });
const rows = async () =>
  Number((await warehouse.query<{ n: string }>('SELECT toString(count()) AS n FROM delivery_claims'))[0]?.n);

it('is held by exactly one of many who ask at once, again and again', async () => {
  for (const round of [1, 2, 3, 4]) {
    const claims = Array.from({ length: 8 }, (_, at) => claimOf(`${round}-${at}`));
    const held = await Promise.all(claims.map((claim) => claim.hold()));
    expect(held.filter(Boolean)).toHaveLength(1);
    expect(await Promise.all(claims.map((claim) => claim.hold()))).toEqual(held);
    // Only who has it can give it back.
    for (const [at, claim] of claims.entries()) if (held[at] === false) await claim.release();
    expect(await claimOf('late').hold()).toBe(false);
    await claims[held.indexOf(true)]?.release();
  }
});

it('goes to another when it runs out, and not while its holder works', async () => {
  const [short, other] = [claimOf('short', 0.6), claimOf('other')];
  expect(await short.hold()).toBe(true);
  const term = short.term();
  await short.holdDuring(async () => {
    const before = await rows();
    // Longer than it lasts: three renewals, each at half of its time.
    await expect.poll(rows, { timeout: 20_000 }).toBeGreaterThanOrEqual(before + 3);
    expect(await other.hold()).toBe(false);
  });
  await expect.poll(() => other.hold(), { timeout: 20_000 }).toBe(true);
  expect(await short.hold()).toBe(false);
  expect(short.term()).toBe(term);
  await other.release();
  // It has it again, and can tell that another one had it.
  expect([await short.hold(), short.term()]).toEqual([true, term + 1]);
  await short.release();
});

it('is not written anew as long as half of its time is left', async () => {
  const claim = claimOf('calm');
  await claim.hold();
  const before = await rows();
  for (const _ of [1, 2, 3]) expect(await claim.hold()).toBe(true);
  expect(await rows()).toBe(before);
  await claim.release();
});

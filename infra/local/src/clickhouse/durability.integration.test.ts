import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, isAlive } from '../process-identity.ts';
import { type OwnClickHouse, ownClickHouse } from '../testing/own-clickhouse.ts';

let server: OwnClickHouse;
beforeAll(async () => {
  server = await ownClickHouse();
});
afterAll(() => server.remove());

const ask = async (sql: string): Promise<string> => {
  const client = createClient({ log: { level: ClickHouseLogLevel.OFF }, url: server.url });
  const answer = await client.query({ query: sql, format: 'TabSeparated' });
  const text = await answer.text();
  await client.close();
  return text.trim();
};

describe('the ClickHouse server', () => {
  it('loses no acknowledged row when it is killed while clients insert', async () => {
    const setup = createClient({ log: { level: ClickHouseLogLevel.OFF }, url: server.url });
    await setup.command({
      query: 'CREATE TABLE kept (writer UInt8, n UInt32) ENGINE = MergeTree ORDER BY (writer, n)',
    });
    await setup.close();
    for (let round = 0; round < 3; round += 1) {
      const acknowledged = new Set<string>();
      let stopped = false;
      const writers = [0, 1, 2, 3].map(async (writer) => {
        const client = createClient({ log: { level: ClickHouseLogLevel.OFF }, url: server.url });
        for (let n = 0; !stopped; n += 1) {
          const row = { writer, n: n + round * 1_000_000 };
          try {
            await client.insert({ table: 'kept', values: [row], format: 'JSONEachRow' });
            acknowledged.add(`${row.writer}\t${row.n}`);
          } catch {
            stopped = true;
          }
        }
        await client.close();
      });
      await expect.poll(() => acknowledged.size, { timeout: 60_000, interval: 5 }).toBeGreaterThan(200);
      await server.killHard();
      await Promise.all(writers);
      await server.start();
      const stored = new Set((await ask(`SELECT writer, n FROM kept WHERE n >= ${round * 1_000_000}`)).split('\n'));
      expect([...acknowledged].filter((row) => !stored.has(row))).toEqual([]);
      expect(Number(await ask('SELECT count() - uniqExact(writer, n) FROM kept'))).toBe(0);
    }
  });

  it('keeps its data over a stop, and lets a running query end first', async () => {
    const before = await ask('SELECT count() FROM kept');
    const lasting = ask('SELECT sleep(1.5)');
    await expect
      .poll(() => ask("SELECT count() FROM system.processes WHERE query LIKE '%sleep(1.5)%'"), { timeout: 5_000 })
      .toBe('2');
    const identity = identify(server.pid);
    await server.stop();
    expect(await lasting).toBe('0');
    expect(isAlive(identity)).toBe(false);
    await server.start();
    expect(await ask('SELECT count() FROM kept')).toBe(before);
  });
});

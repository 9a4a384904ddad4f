import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createChunkSink } from '../chunk-sink.ts';
import { migrate } from '../migrate.ts';
import { relationNames, relationSql } from '../relations/catalogue.ts';
import { createDelivery } from '../testing/deliver.ts';
import { ownDatabase } from '../testing/own-database.ts';
import { historySpan, randomHistory } from '../testing/random-history.ts';
import { createReleaseMaker } from './make-release.ts';
import { createWarehouseReleases, type StoredRelease } from './release-store.ts';

const DAY = 86_400_000;
const { warehouse, drop } = ownDatabase(inject('clickhouseUrl'));
const releases = createWarehouseReleases(warehouse);
let now = historySpan.from + 30 * DAY;
const maker = (keepTablesOf = 2) =>
  createReleaseMaker({ warehouse, clock: () => now, settleSeconds: 60, keepTablesOf });

beforeAll(async () => {
  await migrate(warehouse);
});
afterAll(drop);

const instant = (ms: number) => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');

async function releasedAndFolded({ at }: StoredRelease, source: (name: (typeof relationNames)[number]) => string) {
  const moment = { as_of: instant(at), known_at: instant(at) };
  const rows = (select: (name: (typeof relationNames)[number]) => string) =>
    Promise.all(relationNames.map((name) => warehouse.query(`SELECT * FROM (${select(name)}) ORDER BY ALL`, moment)));
  return { released: await rows(source), folded: await rows((name) => relationSql(name)) };
}

describe('releases', () => {
  test('are not made while there is nothing to release', async () => {
    expect(await releases.latest()).toBeUndefined();
    await expect(maker().make('command')).rejects.toMatchObject({ code: 'NOTHING_STORED', retriable: true });
    expect(await releases.list(10)).toEqual([]);
  });

  test('lie a minute back and hold every relation as the folds have it then', async () => {
    const deliver = createDelivery(createChunkSink({ warehouse, projection: 'warehouse@1', epoch: 1 }));
    await deliver(randomHistory(11, 120));
    const steps: string[] = [];
    const release = await maker().make('command', (done, of, name) => steps.push(`${done}/${of} ${name}`));
    expect(release.at).toBe(now - 60_000);
    expect(release.id).toBe(new Date(now - 60_000).toISOString().replace('.000Z', 'Z'));
    expect(steps).toHaveLength(relationNames.length + 1);
    expect(await releases.latest()).toEqual(release);
    expect(await releases.find(release.id)).toEqual(release);
    const source = await releases.relationsOf(release);
    if (source === undefined) throw new Error('the tables of the release are not there');
    const { released, folded } = await releasedAndFolded(release, source);
    expect(folded.flat().length).toBeGreaterThan(20);
    expect(released).toEqual(folded);
  });

  test('are not made twice of one instant', async () => {
    const refused = await maker()
      .make('command')
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'RELEASE_TOO_SOON' });
    expect(String(refused)).toMatch(/try again in 1 s/);
  });

  test('keep what was published first, for this release and the ones after it', async () => {
    const [first] = await releases.list(1);
    if (first === undefined) throw new Error('there is no release');
    expect(await releases.readTable('a', first)).toBeUndefined();
    expect(await releases.writeTable('a', first, '{"n":1}')).toEqual({ release: first.id, body: '{"n":1}' });
    expect(await releases.writeTable('a', first, '{"n":2}')).toEqual({ release: first.id, body: '{"n":1}' });
    await releases.writeTable("it's – b", first, '[]');
    expect(await releases.keysOf(first)).toEqual(['a', "it's – b"]);
    expect(await releases.readBefore('a', first)).toBeUndefined();
    now += DAY;
    const second = await maker().make('loop');
    expect(await releases.readTable('a', second)).toBeUndefined();
    expect(await releases.readBefore('a', second)).toEqual({ release: first.id, body: '{"n":1}' });
    await releases.writeTable('a', second, '{"n":3}');
    expect(await releases.readTable('a', second)).toEqual({ release: second.id, body: '{"n":3}' });
    expect(await releases.readBefore('a', { ...second, at: second.at + 1 })).toEqual({
      release: second.id,
      body: '{"n":3}',
    });
  });

  test('lose their tables when they are old, and are folded then', async () => {
    const [, first] = await releases.list(2);
    now += DAY;
    await maker().make('loop');
    const [latest, middle, oldest] = await releases.list(3);
    if (latest === undefined || middle === undefined || oldest === undefined) throw new Error('there must be three');
    expect(oldest).toEqual(first);
    expect(await releases.relationsOf(oldest)).toBeUndefined();
    expect(await releases.relationsOf(middle)).toBeDefined();
    expect(await releases.relationsOf(latest)).toBeDefined();
  });

  test('that were broken off are none, and are cleared away', async () => {
    const at = now - 3_600_000;
    await warehouse.exec(`CREATE TABLE released_filling_${at}_fact_goal (x UInt8) ENGINE = MergeTree ORDER BY x`);
    await warehouse.exec(`CREATE TABLE released_${at}_fact_pairing (x UInt8) ENGINE = MergeTree ORDER BY x`);
    const before = await releases.list(10);
    expect(before.some((release) => release.at === at)).toBe(false);
    now += DAY;
    await maker().make('loop');
    const left = await warehouse.query<{ name: string }>(
      "SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, 'released_')",
    );
    expect(left.filter(({ name }) => name.includes(String(at)))).toEqual([]);
    expect(left).toHaveLength(2 * relationNames.length + 1);
  });

  test('are made by one maker at a time', async () => {
    now += DAY;
    const before = (await releases.list(100)).length;
    const outcomes = await Promise.allSettled([maker().make('loop'), maker().make('command'), maker().make('loop')]);
    const made = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(made.length).toBeLessThanOrEqual(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ retriable: true });
    }
    expect((await releases.list(100)).length).toBe(before + made.length);
  });
});

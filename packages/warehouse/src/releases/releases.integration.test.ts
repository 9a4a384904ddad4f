import { eventIdFrom, type RapportEvent } from '@rapport/events';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createChunkSink } from '../chunk-sink.ts';
import { createClaim } from '../claim.ts';
import { migrate } from '../migrate.ts';
import { retireLedger } from '../rebuild/epochs.ts';
import { relationNames, relationSql } from '../relations/catalogue.ts';
import { createDelivery, emptyTables } from '../testing/deliver.ts';
import { ownDatabase } from '../testing/own-database.ts';
import { historySpan, randomHistory } from '../testing/random-history.ts';
import { createReleaseMaker } from './make-release.ts';
import { createWarehouseReleases, type StoredRelease } from './release-store.ts';

const DAY = 86_400_000;
const { warehouse, drop } = ownDatabase(inject('clickhouseUrl'));
const releases = createWarehouseReleases(warehouse);
let now = historySpan.from + 30 * DAY;
const deliver = createDelivery(createChunkSink({ warehouse, projection: 'warehouse@1', epoch: 1 }));
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

async function sourceOf(release: StoredRelease) {
  const source = await releases.relationsOf(release);
  if (source === undefined) throw new Error('nothing is known of the release');
  return source;
}

describe('releases', () => {
  test('are not made while there is nothing to release', async () => {
    expect(await releases.latest()).toBeUndefined();
    await expect(maker().make('command')).rejects.toMatchObject({ code: 'NOTHING_STORED', retriable: true });
    expect(await releases.list(10)).toEqual([]);
  });

  test('lie a minute back and hold every relation as the folds have it then', async () => {
    await deliver(randomHistory(11, 120));
    const steps: string[] = [];
    const release = await maker().make('command', (done, of, name) => steps.push(`${done}/${of} ${name}`));
    expect(release.at).toBe(now - 60_000);
    expect(release.id).toBe(new Date(now - 60_000).toISOString().replace('.000Z', 'Z'));
    expect(steps).toHaveLength(relationNames.length + 1);
    expect(await releases.latest()).toEqual(release);
    expect(await releases.find(release.id)).toEqual(release);
    const source = await sourceOf(release);
    expect(source('fact_goal')).toContain('released_');
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
    const kept = async (release: StoredRelease) => (await releases.describe(release)).relations.length;
    expect([await kept(latest), await kept(middle), await kept(oldest)]).toEqual([
      ...[relationNames.length, relationNames.length, 0],
    ]);
    const { released, folded } = await releasedAndFolded(oldest, await sourceOf(oldest));
    expect(released).toEqual(folded);
    expect((await sourceOf(oldest))('fact_goal')).not.toContain('released_');
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
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'RELEASE_BUSY' });
    }
    expect((await releases.list(100)).length).toBe(before + 1);
  });

  test('are made again when the claim of a maker that died has run out, and not before', async () => {
    now += DAY;
    const dead = createClaim({ warehouse, table: 'release_claims', holder: 'dead' });
    expect([await dead.hold(), await dead.hold()]).toEqual([true, true]);
    await expect(maker().make('loop')).rejects.toMatchObject({ code: 'RELEASE_BUSY' });
    const [row] = await warehouse.query<{ number: string }>('SELECT max(number) AS number FROM release_claims');
    await warehouse.exec(
      "INSERT INTO release_claims SELECT {number:UInt64}, 'dead', toDateTime64('2020-01-01 00:00:00', 3, 'UTC')",
      { number: String(Number(row?.number) + 1) },
    );
    const release = await maker().make('loop');
    expect(await releases.latest()).toEqual(release);
    expect(await dead.hold()).toBe(true);
    await dead.release();
  });

  test('are not made of the future of a clock that is wrong, nor of the past', async () => {
    const late = createReleaseMaker({ warehouse, clock: () => Date.now() + 3_600_000 });
    await expect(late.make('command')).rejects.toMatchObject({ code: 'CLOCKS_DIFFER' });
    const early = createReleaseMaker({ warehouse, clock: () => now - 2 * DAY });
    await expect(early.make('command')).rejects.toMatchObject({ code: 'RELEASE_TOO_SOON' });
  });
});

describe('what is stored later', () => {
  const counted = async (release: StoredRelease): Promise<string> => {
    const moment = { as_of: instant(release.at), known_at: instant(release.at) };
    const sql = `SELECT toString(count()) AS n FROM (${(await sourceOf(release))('dim_participant')}) WHERE participant_id = 'late'`;
    return (await warehouse.query<{ n: string }>(sql, moment))[0]?.n ?? '';
  };
  /** Registered, by its own word, long before every release. */
  const late: RapportEvent = {
    ...{ event_id: eventIdFrom('releases-test', 'late'), type: 'participant.registered', source: 'releases-test' },
    ...{ occurred_at: historySpan.from, recorded_at: historySpan.from, participant_id: 'late', attributes: {} },
  };

  test('is not in a release, whenever it was recorded: neither in its tables nor in the folds that stand in for them', async () => {
    now += DAY;
    const before = await maker().make('loop');
    await deliver([late]);
    now += DAY;
    const after = await maker().make('loop');
    expect([await counted(before), await counted(after)]).toEqual(['0', '1']);
    const plain = { as_of: instant(before.at), known_at: instant(before.at) };
    const known = `SELECT count() > 0 AS is FROM (${relationSql('dim_participant')}) WHERE participant_id = 'late'`;
    expect(await warehouse.query(known, plain)).toEqual([{ is: 1 }]);
    now += DAY;
    await maker(1).make('loop');
    expect((await releases.describe(before)).relations).toEqual([]);
    expect([await counted(before), await counted(after)]).toEqual(['0', '1']);
  });

  test('is not in a release after a rebuild of the same log either, whose tables are folded alike', async () => {
    const [latest, , before] = await releases.list(3);
    if (latest === undefined || before === undefined) throw new Error('there must be three');
    const sorted = async (release: StoredRelease) =>
      (await releasedAndFolded(release, await sourceOf(release))).released;
    const [one, two] = [await sorted(latest), await sorted(before)];
    await emptyTables(warehouse);
    const again = createDelivery(createChunkSink({ warehouse, projection: 'warehouse@1', epoch: 2 }));
    await again(randomHistory(11, 120));
    await again([late]);
    await warehouse.exec(`DROP TABLE released_${latest.at}_fact_goal`);
    expect((await sourceOf(latest))('fact_pairing')).not.toContain('released_');
    expect(await sorted(latest)).toEqual(one);
    expect(await sorted(before)).toEqual(two);
    expect(await counted(before)).toBe('0');
  });

  test('counts by its recording where the log was replaced: offsets of the old one mean nothing in the new', async () => {
    const [latest] = await releases.list(1);
    if (latest === undefined) throw new Error('there is no release');
    await retireLedger(warehouse, 'warehouse@1');
    expect(await releases.relationsOf(latest)).toBeUndefined();
    expect((await releases.latest())?.id).toBe(latest.id);
  });
});

describe('tables of another program', () => {
  test('are not read', async () => {
    const row = { id: '2019-01-01T00:00:00Z', at: Date.UTC(2019, 0, 1), madeAt: 0, madeBy: 'loop' };
    await warehouse.exec(
      `INSERT INTO releases SELECT '${row.id}', fromUnixTimestamp64Milli(${row.at}, 'UTC'), now64(3), 'loop', 'x', 99, '{}', 'another'`,
    );
    for (const name of relationNames)
      await warehouse.exec(`CREATE TABLE released_${row.at}_${name} (x UInt8) ENGINE = MergeTree ORDER BY x`);
    expect((await sourceOf(row))('fact_goal')).not.toContain('released_');
  });
});

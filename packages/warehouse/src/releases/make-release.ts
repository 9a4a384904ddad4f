/** Makes releases: folds the facts of an instant into tables, and then says that there is a release. */
import { randomUUID } from 'node:crypto';
import { type Claim, createClaim } from '../claim.ts';
import { quoteName, type Warehouse } from '../client.ts';
import { releasePositions } from './release-events.ts';
import { createWarehouseReleases, type StoredRelease, type WarehouseReleases } from './release-store.ts';
import {
  createReleasedSql,
  filledNames,
  fillingTable,
  fillReleasedSql,
  IS_FACTS_OF_RELEASE,
  type ReleaseMoment,
  releasedDefinition,
  releasedTable,
  releasedTableNames,
} from './release-tables.ts';

/**
 * RELEASE_BUSY: somebody makes one at this moment. RELEASE_TOO_SOON: the latest one is of this instant, or of a later one.
 * RELEASE_LOST: another maker took over in the middle. CLOCKS_DIFFER: this process thinks it is later than the engine does, and a
 * release of the future would stand in the way of all others. NOTHING_STORED: there are no events yet.
 */
export type ReleaseErrorCode =
  | 'RELEASE_BUSY'
  | 'RELEASE_TOO_SOON'
  | 'RELEASE_LOST'
  | 'CLOCKS_DIFFER'
  | 'NOTHING_STORED';

/** A release that cannot be made now. */
export class ReleaseMakingError extends Error {
  override readonly name = 'ReleaseMakingError';
  readonly retriable = true;
  readonly code: ReleaseErrorCode;
  constructor(code: ReleaseErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

type OnStep = (done: number, of: number, relation: string) => void;

export type ReleaseMaker = {
  /** Makes a release as of `settleSeconds` ago. @throws ReleaseMakingError, WarehouseError */
  make(by: 'loop' | 'command', onStep?: OnStep): Promise<StoredRelease>;
};

export type ReleaseMakerOptions = {
  /** With time for a folding of everything. */
  warehouse: Warehouse;
  clock?: () => number;
  /**
   * How far before now a release lies, in seconds: what was told by then should be stored by now. What is stored later is not in
   * it, whenever it was recorded.
   */
  settleSeconds?: number;
  /** Of how many releases the facts are kept as tables; older ones are folded when they are asked for. */
  keepTablesOf?: number;
};

const MOST_AHEAD_MS = 300_000;
const text = (ms: number) => new Date(ms).toISOString().slice(0, -1).replace('T', ' ');

async function dropTablesBut(warehouse: Warehouse, kept: readonly { at: number }[]): Promise<void> {
  const names = new Set(kept.flatMap(({ at }) => releasedTableNames(at)));
  const found = await warehouse.query<{ name: string }>(
    `SELECT name FROM system.tables WHERE database = currentDatabase() AND ${IS_FACTS_OF_RELEASE}`,
  );
  for (const { name } of found) {
    // Who reads one at this moment goes on reading it: without SYNC it is gone when the last reader has ended.
    if (!names.has(name)) await warehouse.exec(`DROP TABLE IF EXISTS ${quoteName(name)}`);
  }
}

async function refuseEmpty(warehouse: Warehouse): Promise<void> {
  const [row] = await warehouse.query<{ n: string | number }>(
    'SELECT count() AS n FROM (SELECT 1 FROM event_receipts LIMIT 1)',
  );
  if (Number(row?.n ?? 0) > 0) return;
  throw new ReleaseMakingError('NOTHING_STORED', 'no event is stored yet, so there is nothing to release');
}

async function refuseFuture(warehouse: Warehouse, now: number): Promise<void> {
  const [row] = await warehouse.query<{ now: string | number }>('SELECT toUnixTimestamp64Milli(now64(3)) AS now');
  const ahead = now - Number(row?.now ?? now);
  if (ahead <= MOST_AHEAD_MS) return;
  throw new ReleaseMakingError(
    'CLOCKS_DIFFER',
    `the clock here is ${Math.round(ahead / 1_000)} s ahead of the warehouse's: one of them is wrong`,
  );
}

function refuseEarlier(latest: StoredRelease | undefined, at: number, settleSeconds: number): void {
  if (latest === undefined || latest.at < at) return;
  const wait = Math.ceil((latest.at - at + 1) / 1_000);
  throw new ReleaseMakingError(
    'RELEASE_TOO_SOON',
    `the latest release is as of ${latest.id}; a release lies ${settleSeconds} s back, so try again in ${wait} s`,
  );
}

const lost = () =>
  new ReleaseMakingError('RELEASE_LOST', 'another process began to make a release while this one was at it');

async function fill(warehouse: Warehouse, moment: ReleaseMoment, onStep: OnStep): Promise<void> {
  const { at } = moment;
  for (const [index, name] of filledNames.entries()) {
    onStep(index, filledNames.length, name);
    await warehouse.exec(createReleasedSql(name, at));
    await warehouse.exec(fillReleasedSql(name, moment));
    await warehouse.exec(`RENAME TABLE ${fillingTable(name, at)} TO ${releasedTable(name, at)}`);
  }
  onStep(filledNames.length, filledNames.length, '');
}

type Recorded = StoredRelease & ReleaseMoment & { epoch: number };

/** From this row on there is a release, and not before. Of two of one instant the engine takes the first. */
async function record(warehouse: Warehouse, release: Recorded): Promise<void> {
  const { id, at, madeAt, madeBy, epoch, positions } = release;
  const maker = randomUUID();
  const row = {
    ...{ id, at: text(at), made_at: text(madeAt), made_by: madeBy, maker, epoch },
    ...{ positions: JSON.stringify(positions), definition: releasedDefinition() },
  };
  await warehouse.insertStream({
    sql: 'INSERT INTO releases FORMAT JSONEachRow',
    body: [Buffer.from(JSON.stringify(row))],
    settings: { async_insert: 0, insert_deduplicate: 1, insert_deduplication_token: `release ${id}` },
  });
  const [stored] = await warehouse.query<{ maker: string }>('SELECT maker FROM releases WHERE id = {id:String}', {
    id,
  });
  if (stored?.maker !== maker) throw lost();
}

type Making = Required<Omit<ReleaseMakerOptions, 'warehouse'>> & {
  warehouse: Warehouse;
  releases: WarehouseReleases;
  claim: Claim;
  madeBy: string;
  onStep: OnStep;
};

async function makeClaimed(making: Making): Promise<StoredRelease> {
  const { warehouse, releases, claim, clock, settleSeconds, keepTablesOf, madeBy, onStep } = making;
  await refuseEmpty(warehouse);
  await refuseFuture(warehouse, clock());
  // Whole seconds: an id that people read and type.
  const at = Math.floor((clock() - settleSeconds * 1_000) / 1_000) * 1_000;
  const earlier = await releases.list(keepTablesOf);
  refuseEarlier(earlier[0], at, settleSeconds);
  // What was broken off before: no release has these tables.
  await dropTablesBut(warehouse, earlier);
  const { epoch, positions } = await releasePositions(warehouse);
  await fill(warehouse, { at, positions }, onStep);
  const [latest] = await releases.list(1);
  if (!(await claim.hold()) || (latest !== undefined && latest.at >= at)) throw lost();
  const head = { id: new Date(at).toISOString().replace('.000Z', 'Z'), at, madeAt: clock(), madeBy };
  await record(warehouse, { ...head, epoch, positions });
  await dropTablesBut(warehouse, [head, ...earlier].slice(0, keepTablesOf));
  return head;
}

/** A maker. What was broken off leaves no release, and its tables are cleared away by the next making. */
export function createReleaseMaker(options: ReleaseMakerOptions): ReleaseMaker {
  const { warehouse, clock = Date.now, settleSeconds = 60, keepTablesOf = 2 } = options;
  const releases = createWarehouseReleases(warehouse);
  return {
    make: async (madeBy, onStep = () => undefined) => {
      const claim = createClaim({ warehouse, table: 'release_claims' });
      if (!(await claim.hold())) {
        throw new ReleaseMakingError(
          'RELEASE_BUSY',
          'a release is being made at this moment: rapport release list shows when it is there',
        );
      }
      const making: Making = { warehouse, releases, claim, clock, settleSeconds, keepTablesOf, madeBy, onStep };
      try {
        return await claim.holdDuring(() => makeClaimed(making));
      } finally {
        await claim.release();
      }
    },
  };
}

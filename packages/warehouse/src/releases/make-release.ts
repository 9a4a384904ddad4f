/** Makes releases: folds the facts of an instant into tables, and then says that there is a release. */
import { randomUUID } from 'node:crypto';
import { quoteName, type Warehouse } from '../client.ts';
import { relationNames } from '../relations/catalogue.ts';
import { createReleaseLease, type ReleaseLease } from './release-lease.ts';
import { createWarehouseReleases, type StoredRelease } from './release-store.ts';
import {
  createReleasedSql,
  fillingTable,
  fillReleasedSql,
  RELEASED,
  releasedTable,
  releasedTableNames,
} from './release-tables.ts';

/**
 * BUSY: somebody makes one at this moment. TOO_SOON: the latest one is younger than `settleSeconds`, so that this one would be
 * of the same instant. LEASE_LOST: another maker took over in the middle. NOTHING_STORED: there are no events yet.
 */
export type ReleaseErrorCode = 'RELEASE_BUSY' | 'RELEASE_TOO_SOON' | 'RELEASE_LEASE_LOST' | 'NOTHING_STORED';

export class ReleaseMakingError extends Error {
  override readonly name = 'ReleaseMakingError';
  readonly retriable = true;
  readonly code: ReleaseErrorCode;
  constructor(code: ReleaseErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export type ReleaseMaker = {
  /** Makes a release as of `settleSeconds` ago. @throws ReleaseMakingError, WarehouseError */
  make(by: 'loop' | 'command', onStep?: (done: number, of: number, relation: string) => void): Promise<StoredRelease>;
};

export type ReleaseMakerOptions = {
  warehouse: Warehouse;
  clock?: () => number;
  /**
   * How far before now a release lies: what was told by then must be stored by now. Seconds; 60 unless said otherwise.
   */
  settleSeconds?: number;
  /** Of how many releases the facts are kept as tables; older ones are folded when they are asked for. */
  keepTablesOf?: number;
};

const seconds = (ms: number) => Math.ceil(ms / 1_000);

async function dropTablesBut(warehouse: Warehouse, kept: readonly StoredRelease[]): Promise<void> {
  const names = new Set(kept.flatMap(({ at }) => releasedTableNames(at)));
  const found = await warehouse.query<{ name: string }>(
    `SELECT name FROM system.tables WHERE database = currentDatabase() AND match(name, '^${RELEASED}(filling_)?[0-9]+_')`,
  );
  for (const { name } of found) {
    if (!names.has(name)) await warehouse.exec(`DROP TABLE IF EXISTS ${quoteName(name)} SYNC`);
  }
}

async function refuseEmpty(warehouse: Warehouse): Promise<void> {
  const [row] = await warehouse.query<{ n: string | number }>(
    'SELECT count() AS n FROM (SELECT 1 FROM event_receipts LIMIT 1)',
  );
  if (Number(row?.n ?? 0) > 0) return;
  throw new ReleaseMakingError('NOTHING_STORED', 'no event is stored yet, so there is nothing to release');
}

/** A maker. What was broken off leaves no release, and its tables are cleared away by the next making. */
export function createReleaseMaker(options: ReleaseMakerOptions): ReleaseMaker {
  const { warehouse, clock = Date.now, settleSeconds = 60, keepTablesOf = 2 } = options;
  const releases = createWarehouseReleases(warehouse);

  function refuseTooSoon(latest: StoredRelease | undefined, at: number): void {
    if (latest === undefined || latest.at < at) return;
    const wait = seconds(latest.at - at + 1);
    throw new ReleaseMakingError(
      'RELEASE_TOO_SOON',
      `the latest release is as of ${latest.id}; a release lies ${settleSeconds} s back, so try again in ${wait} s`,
    );
  }

  async function fill(at: number, onStep: (done: number, of: number, relation: string) => void): Promise<void> {
    for (const [index, name] of relationNames.entries()) {
      onStep(index, relationNames.length, name);
      await warehouse.exec(createReleasedSql(name, at));
      await warehouse.exec(fillReleasedSql(name, at));
      await warehouse.exec(`RENAME TABLE ${fillingTable(name, at)} TO ${releasedTable(name, at)}`);
    }
    onStep(relationNames.length, relationNames.length, '');
  }

  async function makeHeld(
    lease: ReleaseLease,
    by: string,
    onStep: (done: number, of: number, relation: string) => void,
  ) {
    await refuseEmpty(warehouse);
    // Whole seconds: an id that people read and type.
    const at = Math.floor((clock() - settleSeconds * 1_000) / 1_000) * 1_000;
    const earlier = await releases.list(keepTablesOf);
    refuseTooSoon(earlier[0], at);
    await dropTablesBut(warehouse, earlier);
    await fill(at, onStep);
    if (!(await lease.hold())) {
      throw new ReleaseMakingError(
        'RELEASE_LEASE_LOST',
        'another process began to make a release while this one was at it',
      );
    }
    const release = { id: new Date(at).toISOString().replace('.000Z', 'Z'), at, madeAt: clock() };
    // From this row on there is a release, and not before.
    await warehouse.exec(
      `INSERT INTO releases (id, at, made_at, made_by) SELECT {id:String}, fromUnixTimestamp64Milli({at:Int64}, 'UTC'),
       fromUnixTimestamp64Milli({made:Int64}, 'UTC'), {by:String}`,
      { id: release.id, at, made: release.madeAt, by },
    );
    await dropTablesBut(warehouse, [release, ...earlier].slice(0, keepTablesOf));
    return release;
  }

  return {
    make: async (by, onStep = () => undefined) => {
      const lease = createReleaseLease({ warehouse, holder: randomUUID(), clock });
      if (!(await lease.hold())) {
        throw new ReleaseMakingError(
          'RELEASE_BUSY',
          'a release is being made at this moment: rapport release list shows when it is there',
        );
      }
      try {
        return await lease.holdDuring(() => makeHeld(lease, by, onStep));
      } finally {
        await lease.release();
      }
    },
  };
}

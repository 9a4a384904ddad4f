/** Keeps facts as tables: fills them once, and makes anew what the events since have changed. */
import { randomUUID } from 'node:crypto';
import type { Warehouse } from '../client.ts';
import { warehouseProjection } from '../projection.ts';
import { activeEpoch } from '../rebuild/epochs.ts';
import type { RelationName } from '../relations/catalogue.ts';
import type { Due, Positions } from './dirty-keys.ts';
import { createStamps } from './fact-stamps.ts';
import { createKeptFiller } from './fill-kept.ts';
import { createDirtyFinder } from './find-dirty.ts';
import { type KeptName, keepRules, keptNames } from './kept-rules.ts';
import { createKeptState, type KeptState } from './kept-state.ts';
import { type KeptIds, keptDefinition, readKeptSql } from './kept-tables.ts';
import { dropSharedSql, refreshSql, shareEventsSql, sharesEvents } from './refresh-kept.ts';
import { standsAt, storedPositions } from './stored-positions.ts';

/** What a refreshing did: nothing new, groups made anew, everything filled, or left to the keeper that is at it. */
type Refreshed =
  | { did: 'nothing' | 'left to another' }
  | { did: 'refreshed'; groups: number }
  | { did: 'filled'; why: string };

export type FactKeeper = {
  /** Brings the kept facts up to what is stored. One at a time: a call during another gets that one's answer. */
  refresh(): Promise<Refreshed>;
  /**
   * The SELECT of a relation as it is now, or undefined while nothing is kept: then the folds answer. With `numbers`, ids of
   * people and pairings are UInt64: equal where the texts are, 0 for the empty one.
   */
  source(ids?: KeptIds): ((name: RelationName) => string) | undefined;
  /** Whether everything that is stored now is in what is kept. False where another process keeps the facts: nobody here knows. */
  isUpToDate(): Promise<boolean>;
  /**
   * A name for what is stored and kept: while it is the same, so are the answers. Undefined while something is stored that is not kept
   * yet, and where another process keeps the facts.
   */
  stamp(): Promise<string | undefined>;
};

export type FactKeeperOptions = {
  warehouse: Warehouse;
  clock?: () => number;
  /** Told before a filling, which takes a while. */
  onFilling?: (why: string) => void;
  /** When so many groups of a relation have changed, they are taken into its filling. */
  absorbAfter?: number;
};

const ABSORB_AFTER = 50_000;
const sqlTime = (ms: number) => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
const instant = (text: string) => `toDateTime64('${text}', 3, 'UTC')`;

/** The relations that have changed since their filling, and versions that only ever grow. */
function createChanges() {
  const changed = new Set<KeptName>();
  let last = 0n;

  /** A clock that stands still or goes back must not let two makings of a group pass for one. */
  function nextVersion(nowMs: number): string {
    const nanoseconds = BigInt(nowMs) * 1_000_000n;
    last = nanoseconds > last ? nanoseconds : last + 1n;
    return String(last);
  }

  function seen(name: KeptName, version: bigint): void {
    if (version > 0n) changed.add(name);
    if (version > last) last = version;
  }

  /** What has changed by what is stored: after a restart, or where another keeper writes. */
  async function look(filler: Pick<ReturnType<typeof createKeptFiller>, 'latestVersion'>): Promise<void> {
    changed.clear();
    for (const name of keptNames) seen(name, await filler.latestVersion(name));
  }

  const source = (ids?: KeptIds) => (name: RelationName) => readKeptSql(name, changed.has(name), ids);
  return { changed, nextVersion, look, source };
}

type Changes = ReturnType<typeof createChanges>;

/** Makes the dirty groups of a run anew; gives how many there were. */
function createRemaker(warehouse: Warehouse, changes: Changes, clock: () => number) {
  async function makeAnew(run: string, dirty: ReadonlyMap<string, number>, now: string): Promise<number> {
    const version = changes.nextVersion(clock());
    const names = keptNames.filter((name) => (dirty.get(keepRules[name].kind) ?? 0) > 0);
    const of = { run, now: instant(now), pairingsChanged: (dirty.get('pairing_changed') ?? 0) > 0 };
    const share = of.pairingsChanged && names.some(sharesEvents);
    try {
      if (share) await Promise.all(shareEventsSql(run, instant(now)).map((sql) => warehouse.exec(sql)));
      for (const name of names) {
        await warehouse.exec(refreshSql(name, of, version));
        changes.changed.add(name);
      }
    } finally {
      if (share) for (const sql of dropSharedSql(run)) await warehouse.exec(sql);
    }
    return names.reduce((sum, name) => sum + (dirty.get(keepRules[name].kind) ?? 0), 0);
  }
  return makeAnew;
}

/** Why everything must be filled, if it must. */
function reasonToFill(at: KeptState | undefined, definition: string, epoch: number): string | undefined {
  if (at === undefined) return undefined;
  if (at.definition !== definition) return 'facts are defined otherwise now';
  if (at.filling === true) return 'a filling was broken off';
  return at.epoch === epoch ? undefined : 'the events were rebuilt';
}

type KeptStates = ReturnType<typeof createKeptState>;
type News = { positions: Positions; now: string; due: Due | undefined };

const newRun = () => String(BigInt(`0x${randomUUID().replaceAll('-', '').slice(0, 15)}`));

/** What has been stored or come due since a state of the facts, if anything has. */
function createNews({ warehouse, state, clock }: { warehouse: Warehouse; state: KeptStates; clock: () => number }) {
  return async (from: KeptState): Promise<News | undefined> => {
    const [positions, now] = [await storedPositions(warehouse), sqlTime(clock())];
    const due = await state.comingDue(from.due, now);
    const isSame = JSON.stringify(positions) === JSON.stringify(from.positions) && due === undefined;
    return isSame ? undefined : { positions, now, due };
  };
}

type Parts = {
  state: KeptStates;
  changes: Changes;
  filler: ReturnType<typeof createKeptFiller>;
};

/** Another keeper writes: says whether what that one has can be read, and looks at what of it has changed. */
async function canReadAnothers({ state, changes, filler }: Parts, definition: string): Promise<boolean> {
  const other = await state.load();
  if (other?.definition !== definition) return false;
  await changes.look(filler);
  return other.filling !== true;
}

/** A call during another gets that one's answer. */
function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}

/** A keeper. Its methods throw WarehouseError; what was begun is done again by the next refreshing. */
export function createFactKeeper(options: FactKeeperOptions): FactKeeper {
  const { warehouse, clock = Date.now, onFilling = () => undefined, absorbAfter = ABSORB_AFTER } = options;
  const holder = randomUUID().replaceAll('-', '').slice(0, 12);
  const state = createKeptState({ warehouse, holder, clock });
  const filler = createKeptFiller({ warehouse, holder, holds: state.hold });
  const finder = createDirtyFinder(warehouse);
  const changes = createChanges();
  const makeAnew = createRemaker(warehouse, changes, clock);
  const definition = keptDefinition();
  const { making, stampOf } = createStamps(holder);
  const newsSince = createNews({ warehouse, state, clock });
  let at: KeptState | undefined;
  let [known, prepared] = [false, false];
  async function fill(why: string, epoch: number): Promise<Refreshed> {
    onFilling(why);
    const [now, positions] = [sqlTime(clock()), await storedPositions(warehouse)];
    // Wrong from here on, or of another shape: the folds answer until it is filled.
    known = false;
    finder.forgetParts();
    const anew = at?.definition !== definition;
    const filled = { definition, epoch, positions, due: now };
    at = { ...filled, filling: true };
    await state.save(at);
    await state.holdDuring(() => filler.fillAll(instant(now), anew));
    changes.changed.clear();
    at = filled;
    await state.save(at);
    known = true;
    return { did: 'filled', why };
  }

  async function followEvents(from: KeptState, epoch: number, { positions, now, due }: News): Promise<Refreshed> {
    const touch = await finder.touch(from.positions, positions, due, now);
    if (touch.nextDue !== undefined) state.noteDue(touch.nextDue);
    if (touch.programmes) return fill('a programme was configured', epoch);
    if (touch.questionnaires) return fill('a questionnaire was published', epoch);
    const run = newRun();
    try {
      const groups = await makeAnew(run, await finder.find(run, touch), now);
      at = { definition, epoch, positions, due: now };
      await state.saveNowAndThen(at);
      for (const name of changes.changed) if (await filler.absorb(name, absorbAfter)) changes.changed.delete(name);
      return { did: 'refreshed', groups };
    } finally {
      await finder.forget(run);
    }
  }

  async function once(): Promise<Refreshed> {
    if (!prepared) await filler.makeBookkeeping();
    prepared = true;
    if (!(await state.hold())) {
      known = await canReadAnothers({ state, changes, filler }, definition);
      at = undefined;
      finder.forgetParts();
      return { did: 'left to another' };
    }
    at ??= await state.load();
    const epoch = await activeEpoch(warehouse, warehouseProjection);
    const why = reasonToFill(at, definition, epoch);
    if (at === undefined || why !== undefined) return making(() => fill(why ?? 'there were none', epoch));
    if (!known) await changes.look(filler);
    known = true;
    const [from, news] = [at, await newsSince(at)];
    return news === undefined ? { did: 'nothing' } : making(() => followEvents(from, epoch, news));
  }

  const isUpToDate = () => standsAt(warehouse, known ? at?.positions : undefined);
  const stamp = () => stampOf(isUpToDate);
  const source = (ids?: KeptIds) => (known ? changes.source(ids) : undefined);
  return { refresh: oneAtATime(once), isUpToDate, stamp, source };
}

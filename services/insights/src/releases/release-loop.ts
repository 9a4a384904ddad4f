/** Makes releases when they are due, and prepares what was asked of the one before. */
import { createReleasedEngine, type RunQuery } from '@rapport/metrics';
import type { Logger, TokenRole, TokenSource } from '@rapport/service';
import {
  createReleaseMaker,
  createWarehouseReleases,
  type ReleaseMaker,
  ReleaseMakingError,
  type StoredRelease,
  type Warehouse,
  type WarehouseReleases,
} from '@rapport/warehouse';
import { lastDue } from './release-schedule.ts';
import type { SampleLog } from './waiting-records.ts';

export type ReleaseLoop = { stop(): Promise<void> };

export type ReleaseLoopOptions = {
  /** With time for a filling of everything. */
  warehouse: Warehouse;
  /** Releases are made for those who are answered from them: without their tokens none is. */
  tokens: Pick<TokenSource, 'current' | 'rolesSeen'>;
  logger: Logger;
  /** Hours between releases, counted from 02:00 UTC; 0 for none but those of the command. */
  everyHours: number;
  /** Without it nobody knows how far behind the projector is. */
  sampleLog?: SampleLog;
  /** How far before now a release lies, seconds. */
  settleSeconds?: number;
  /** For how long nothing must have come in before the first release, seconds. */
  quietSeconds?: number;
  /** For how long a round waits for the projector. */
  catchUpMs?: number;
  clock?: () => number;
};

/** What a round did, for its test and the log. */
export type Round = 'released' | 'prepared' | 'waiting' | 'nothing';

const EVERY_MS = 10_000;
const AFTER_FAILURE_MS = 60_000;
const SETTLE_SECONDS = 60;
/**
 * The first release waits until nothing has come in for longer than a release lies back, so that all that came is in it; but
 * not for ever.
 */
const QUIET_SECONDS = SETTLE_SECONDS + 2;
const LONGEST_BUSY_SECONDS = 600;
/** How long a round waits for the projector. Less than a release lies back: what it lacks may still be under way. */
const CATCH_UP_MS = 30_000;
const POLL_MS = 500;

const released: readonly TokenRole[] = ['analyst', 'lead', 'data'];

type Parts = ReleaseLoopOptions & { releases: WarehouseReleases; maker: ReleaseMaker };

/** Whether the first data are there, by the warehouse's own clock: none was stored for a while, or they come and come. */
async function hasFirstData({ warehouse, quietSeconds = QUIET_SECONDS }: Parts): Promise<boolean> {
  const [row] = await warehouse.query<{ n: string | number; old: string | number; quiet: string | number }>(
    `SELECT count() AS n, dateDiff('second', min(inserted_at), now64(3)) AS old,
       dateDiff('second', max(inserted_at), now64(3)) AS quiet FROM ingest_ledger`,
  );
  if (row === undefined || Number(row.n) === 0) return false;
  return Number(row.quiet) >= quietSeconds || Number(row.old) >= LONGEST_BUSY_SECONDS;
}

async function isDue(parts: Parts, latest: StoredRelease | undefined): Promise<boolean> {
  const { tokens, everyHours, clock = Date.now, settleSeconds = SETTLE_SECONDS } = parts;
  if (everyHours === 0) return false;
  await tokens.current();
  if (!released.some((role) => tokens.rolesSeen().has(role))) return false;
  if (latest === undefined) return hasFirstData(parts);
  return latest.at < lastDue(clock() - settleSeconds * 1_000, everyHours);
}

/** Whether all that stood on the log when this was asked is stored. */
async function isCaughtUp({ sampleLog, catchUpMs = CATCH_UP_MS }: Parts): Promise<boolean> {
  if (sampleLog === undefined) return true;
  const waiting = await sampleLog();
  const deadline = Date.now() + catchUpMs;
  for (;;) {
    if ((await waiting()) === 0) return true;
    if (Date.now() >= deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function prepare(parts: Parts, release: StoredRelease, previous: StoredRelease): Promise<void> {
  const { warehouse, releases, logger } = parts;
  const query: RunQuery = (sql, params) => warehouse.query(sql, params);
  const started = performance.now();
  // An engine of its own: what it remembers of a release goes with it.
  const { tables } = await createReleasedEngine({ query, store: releases }).prepare(release, previous);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  logger.info({ release: release.id, tables, seconds }, 'prepared what was asked of the release before');
}

/** One round of the loop after another; each tells what it did. Throws what the warehouse and the log throw. */
export function createReleaseRounds(options: ReleaseLoopOptions): () => Promise<Round> {
  const { warehouse, logger, clock = Date.now, settleSeconds = SETTLE_SECONDS } = options;
  const releases = createWarehouseReleases(warehouse);
  const maker = createReleaseMaker({ warehouse, clock, settleSeconds });
  const parts: Parts = { ...options, releases, maker };
  let prepared: string | undefined;
  let told: string | undefined;

  /** A release that cannot be made now is told of once a spell. */
  function tellWaiting(why: string): Round {
    if (told !== why) logger.warn({ why }, 'a release is due and waits');
    told = why;
    return 'waiting';
  }

  async function make(): Promise<Round> {
    if (!(await isCaughtUp(parts))) return tellWaiting('the projector has not stored yet what stands on the log');
    try {
      const started = performance.now();
      const { id } = await maker.make('loop');
      logger.info({ release: id, seconds: Math.round((performance.now() - started) / 100) / 10 }, 'made a release');
      told = undefined;
      return 'released';
    } catch (error) {
      if (error instanceof ReleaseMakingError) return tellWaiting(error.message);
      throw error;
    }
  }

  return async function round() {
    const [latest, previous] = await releases.list(2);
    if (await isDue(parts, latest)) return make();
    if (latest === undefined || latest.id === prepared) return 'nothing';
    if (previous !== undefined) await prepare(parts, latest, previous);
    prepared = latest.id;
    return previous === undefined ? 'nothing' : 'prepared';
  };
}

/** Rounds until stopped. A failure is told once a spell and tried again: meanwhile the last release answers. */
export function startReleaseLoop(options: ReleaseLoopOptions): ReleaseLoop {
  const { logger } = options;
  const round = createReleaseRounds(options);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let failing = false;
  let running: Promise<void> = Promise.resolve();

  async function once(): Promise<number> {
    try {
      const did = await round();
      failing = false;
      return did === 'released' ? 0 : EVERY_MS;
    } catch (error) {
      if (!failing) logger.warn({ err: error }, 'releases cannot be looked after; trying again');
      failing = true;
      return AFTER_FAILURE_MS;
    }
  }

  function goOn(wait: number): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = once().then(goOn);
    }, wait);
  }
  goOn(EVERY_MS);

  async function stop(): Promise<void> {
    stopped = true;
    clearTimeout(timer);
    await running;
  }
  return { stop };
}

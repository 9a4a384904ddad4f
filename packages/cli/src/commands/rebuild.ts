/** `rapport rebuild`: the tables made anew beside the live ones, held against them, and put in their place. */
import { hostname } from 'node:os';
import { fillRebuild, openRebuild, type RebuildDeps, verifyRebuild } from '@rapport/projector';
import { createLogger } from '@rapport/service';
import {
  acquireRebuildLock,
  createWarehouse,
  dropRebuild,
  findRebuild,
  isSame,
  type LockOwner,
  RebuildError,
  type RebuildLock,
  type RebuildState,
  rollBackRebuild,
  type SwapOutcome,
  swapRebuild,
  type TableComparison,
  warehouseProjection,
} from '@rapport/warehouse';
import { CliError, exitCodes } from '../cli-error.ts';
import { type Context, connected } from '../command-context.ts';
import { interruptible } from '../interruptible.ts';
import { createPace } from '../pace.ts';
import type { Connections } from '../platform.ts';
import { printComparison, printComparisonJson } from '../rebuild-report.ts';
import type { Terminal } from '../terminal.ts';

export type RebuildOptions = {
  projection: string;
  /** Folder of an archive, for what the log has lost of its head. */
  archive?: string;
  /** Take the rebuilt tables although they differ. */
  accept: boolean;
  /** False: fill and compare only. */
  swap: boolean;
  breakLock: boolean;
  /** Asks the person at the terminal; undefined where there is none. */
  confirm?(question: string): Promise<boolean>;
  format: 'table' | 'json';
};

type Session = { deps: RebuildDeps; lock: RebuildLock; connections: Connections; terminal: Terminal };

const HOW_TO_GO_ON = 'run `rapport rebuild` again to go on from here';

function isAlive({ host, pid }: LockOwner): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives and belongs to somebody else.
    return (error as { code?: string }).code === 'EPERM';
  }
}

/** The projection that is meant by what the user typed. @throws CliError (not found) */
export function projectionNamed(name: string): string {
  if (name === warehouseProjection || name === warehouseProjection.split('@')[0]) return warehouseProjection;
  throw new CliError(`there is no projection ${name}: the one there is, is ${warehouseProjection}`, exitCodes.notFound);
}

function asCliError(error: unknown): unknown {
  if (!(error instanceof RebuildError)) return error;
  return new CliError(error.message, error.code === 'REBUILD_LOCKED' ? exitCodes.tryAgain : exitCodes.failure);
}

async function locked<T>(context: Context, force: boolean, work: (session: Session) => Promise<T>): Promise<T> {
  return connected(context, async (connections) => {
    const { warehouse: live, log, stack } = connections;
    const owner = { host: hostname(), pid: process.pid, sinceMs: Date.now() };
    try {
      const lock = await acquireRebuildLock(live, owner, { isAlive, force });
      const openDatabase = (database: string) => createWarehouse({ url: stack.clickhouseUrl, database });
      const deps = { log, live, openDatabase, logger: createLogger('rebuild', 'error') };
      try {
        return await work({ deps, lock, connections, terminal: context.terminal });
      } finally {
        await lock.release();
      }
    } catch (error) {
      throw asCliError(error);
    }
  });
}

async function fill({ deps, terminal }: Session, found: RebuildState): Promise<RebuildState> {
  const progress = terminal.progress('records read again');
  const pace = createPace();
  let records = 0;
  const onProgress = (done: bigint, total: bigint) => {
    records = Number(done);
    progress.update(records, Number(total), pace(records, Number(total)));
  };
  const startedAt = Date.now();
  const state = await interruptible(HOW_TO_GO_ON, (signal) => fillRebuild(deps, found, { onProgress, signal }));
  const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
  progress.end(`all of them, in ${seconds} s`);
  return state;
}

async function mayReplace(comparisons: readonly TableComparison[], options: RebuildOptions): Promise<boolean> {
  if (isSame(comparisons) || options.accept) return true;
  return (await options.confirm?.('The rebuilt tables differ from the live ones. Put them in their place?')) ?? false;
}

function sayOutcome(terminal: Terminal, { state, lacking }: SwapOutcome): void {
  if (lacking > 0) terminal.say(`${lacking} rows that the ledger tells of are not there: \`rapport audit\` says where`);
  const kept = state.phase === 'swapped' ? 'of before' : 'that were rebuilt';
  terminal.say(`the tables ${kept} are kept in ${state.database}`);
}

async function replaceLive(session: Session, state: RebuildState): Promise<void> {
  const { deps, lock, terminal } = session;
  sayOutcome(terminal, await swapRebuild(deps.live, state, { check: lock.check }));
  terminal.say(
    'the rebuilt tables are live; `rapport rebuild --roll-back` undoes it, `--drop-previous` removes the others',
  );
}

/** Rebuilds, compares and swaps. True when the rebuilt tables are live, or were only to be compared and are the same. */
export async function rebuild(context: Context, options: RebuildOptions): Promise<boolean> {
  return locked(context, options.breakLock, async (session) => {
    const { deps, terminal } = session;
    const wish = {
      projection: options.projection,
      topicPrefix: context.settings.topicPrefix,
      ...(options.archive === undefined ? {} : { archive: options.archive }),
    };
    const found = await openRebuild(deps, wish);
    if (found.phase === 'swapping') {
      await replaceLive(session, found);
      return true;
    }
    terminal.say(`rebuilding ${found.projection} as epoch ${found.epoch} in ${found.database}`);
    const filled = await fill(session, found);
    const { state, comparisons } = await verifyRebuild(deps, filled);
    if (options.format === 'json') printComparisonJson(terminal, state, comparisons);
    else printComparison(terminal, comparisons);
    if (!options.swap) return isSame(comparisons);
    if (!(await mayReplace(comparisons, options))) {
      terminal.say(`nothing was changed: --accept takes the rebuilt tables all the same, --abandon removes them`);
      return false;
    }
    await replaceLive(session, state);
    return true;
  });
}

async function foundIn(
  { deps }: Session,
  phases: readonly RebuildState['phase'][],
  wish: string,
): Promise<RebuildState> {
  const found = await findRebuild(deps.live);
  if (found === undefined) throw new CliError(`there is no rebuild: nothing to ${wish}`, exitCodes.notFound);
  if (!phases.includes(found.phase)) {
    throw new CliError(`the rebuild of epoch ${found.epoch} is ${found.phase}: nothing to ${wish}`);
  }
  return found;
}

/** Puts the tables of before back in place, with everything that came since. */
export async function rollBack(context: Context, force: boolean): Promise<void> {
  await locked(context, force, async (session) => {
    const found = await foundIn(session, ['swapped', 'swapping', 'rolling_back'], 'roll back');
    const outcome = await rollBackRebuild(session.deps.live, found, { check: session.lock.check });
    session.terminal.say('the tables of before are live again');
    sayOutcome(session.terminal, outcome);
  });
}

/** Removes what a finished rebuild keeps (`previous`), or an unfinished one. */
export async function removeRebuild(context: Context, which: 'previous' | 'unfinished', force: boolean): Promise<void> {
  await locked(context, force, async (session) => {
    const phases = which === 'previous' ? (['swapped', 'rolled_back'] as const) : (['filling', 'compared'] as const);
    const found = await foundIn(session, phases, which === 'previous' ? 'drop' : 'abandon');
    await dropRebuild(session.deps.live, found);
    session.terminal.say(`${found.database} is removed`);
  });
}

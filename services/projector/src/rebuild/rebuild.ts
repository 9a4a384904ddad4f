/** A rebuild step by step: begin or take up, fill, hold against the live tables. The swap is the warehouse's own. */
import { deadLetterTopic, streams, topicOf } from '@rapport/events';
import type { LogClient } from '@rapport/log';
import type { Logger } from '@rapport/service';
import {
  activeEpoch,
  compareRebuild,
  type EndOffsets,
  findRebuild,
  groupIdOf,
  type LedgerGap,
  ledgerGaps,
  migrate,
  RebuildError,
  type RebuildState,
  saveRebuildState,
  shadowDatabase,
  type TableComparison,
  type Warehouse,
} from '@rapport/warehouse';
import { fillFromArchive } from './fill-from-archive.ts';
import { distance, type FillOptions, fillShadow } from './fill-shadow.ts';

export type RebuildDeps = {
  log: LogClient;
  live: Warehouse;
  /** A connection to another database of the same engine; closed by whoever asked for it. */
  openDatabase(name: string): Warehouse;
  logger: Logger;
};

export type RebuildWish = {
  projection: string;
  topicPrefix: string;
  /** Folder of an archive for what the log has lost of its head. */
  archive?: string;
};

// What is written to the live tables during the last round is copied from there: worth it when it is little.
const LITTLE = 20_000n;
const MOST_ROUNDS = 8;

const topicsOf = (topicPrefix: string) => [
  ...streams.map(({ name }) => topicOf(name, topicPrefix)),
  deadLetterTopic(topicPrefix),
];

/** What the live projection has confirmed: ends that no chunk of it crosses. */
async function confirmedEnds(log: LogClient, projection: string, topicPrefix: string): Promise<EndOffsets> {
  const entries = await Promise.all(
    topicsOf(topicPrefix).map(async (topic) => {
      const [begins, committed] = await Promise.all([
        log.beginOffsets(topic),
        log.committed(groupIdOf(projection), topic),
      ]);
      const own = [...begins].map(([partition, begin]): [number, bigint] => [
        partition,
        committed.get(partition)?.offset ?? begin,
      ]);
      return [topic, new Map(own)] as const;
    }),
  );
  return new Map(entries);
}

async function begins({ log }: RebuildDeps, topicPrefix: string): Promise<EndOffsets> {
  const entries = topicsOf(topicPrefix).map(async (topic) => [topic, await log.beginOffsets(topic)] as const);
  return new Map(await Promise.all(entries));
}

function headless(offsets: EndOffsets): string[] {
  return [...offsets].flatMap(([topic, own]) =>
    [...own].filter(([, begin]) => begin > 0n).map(([partition, begin]) => `${topic}/${partition} begins at ${begin}`),
  );
}

async function beginRebuild(deps: RebuildDeps, wish: RebuildWish): Promise<RebuildState> {
  const { projection, topicPrefix, archive = '' } = wish;
  const ends = await confirmedEnds(deps.log, projection, topicPrefix);
  const from = await begins(deps, topicPrefix);
  if (distance(from, ends) === 0n) {
    throw new RebuildError('REBUILD_NOTHING_STORED', `${projection} has not stored anything yet: nothing to rebuild`);
  }
  const missing = headless(from);
  if (missing.length > 0 && archive === '') {
    throw new RebuildError(
      'REBUILD_HEAD_MISSING',
      `the log no longer has its first records (${missing.join(', ')}): name an archive that has them with --archive`,
    );
  }
  const epoch = (await activeEpoch(deps.live, projection)) + 1;
  const startedAtMs = Date.now();
  const state: RebuildState = {
    ...{ projection, topicPrefix, epoch, archive, ends, begins: from, startedAtMs, rebuiltTables: {} },
    database: shadowDatabase(deps.live.database, epoch),
    phase: 'filling',
    // A group of its own each time: positions of an earlier rebuild of this epoch must not be taken up.
    groupId: `${groupIdOf(projection)}-rebuild-${epoch}-${startedAtMs.toString(36)}`,
  };
  await saveRebuildState(deps.live, state);
  return state;
}

/**
 * The rebuild that is under way, or a new one. Throws RebuildError when the tables of an earlier one are still kept, when
 * nothing is stored yet, or when the log has lost its head and no archive is named.
 */
export async function openRebuild(deps: RebuildDeps, wish: RebuildWish): Promise<RebuildState> {
  const found = await findRebuild(deps.live);
  if (found === undefined) return beginRebuild(deps, wish);
  if (found.phase === 'filling' || found.phase === 'compared' || found.phase === 'swapping') return found;
  throw new RebuildError(
    'REBUILD_PHASE',
    `the rebuild of epoch ${found.epoch} is ${found.phase}, its other tables are kept in ${found.database}: --drop-previous removes them, --roll-back brings the earlier ones back`,
  );
}

/**
 * Fills the shadow up to what the live projection has confirmed, again and again while that runs ahead by much. Returns
 * with the state it reached when the signal fires: the next call goes on. `closeEnough` is how many offsets the live one may be
 * ahead when the filling ends (20,000); after eight rounds it ends at any distance, and the swap copies more.
 */
export async function fillRebuild(
  deps: RebuildDeps,
  found: RebuildState,
  options: FillOptions & { closeEnough?: bigint },
): Promise<RebuildState> {
  const { closeEnough = LITTLE } = options;
  const shadow = deps.openDatabase(found.database);
  let state: RebuildState = { ...found, phase: 'filling' };
  try {
    await migrate(shadow);
    await fillFromArchive({ live: deps.live, shadow }, state, options);
    if (options.signal.aborted) return state;
    for (let round = 1; round <= MOST_ROUNDS; round += 1) {
      await fillShadow({ ...deps, shadow }, state, options);
      if (options.signal.aborted) return state;
      const ends = await confirmedEnds(deps.log, state.projection, state.topicPrefix);
      // Ends are moved only where a round follows that reads up to them.
      if (round === MOST_ROUNDS || distance(state.ends, ends) <= closeEnough) break;
      state = { ...state, ends };
      await saveRebuildState(deps.live, state);
    }
  } finally {
    await shadow.close();
  }
  return state;
}

// Offsets without a record (markers, compaction) may be in no chunk; a record that is in none, or an offset that the log no
// longer has, means that records were deleted before they were read.
async function unreadIn({ log }: RebuildDeps, gaps: readonly LedgerGap[]): Promise<bigint> {
  let unread = 0n;
  for (const { topic, partition, first, last } of gaps) {
    const begin = (await log.beginOffsets(topic)).get(partition) ?? 0n;
    const held = first > begin ? first : begin;
    if (held > first) unread += (held > last ? last + 1n : held) - first;
    if (held > last) continue;
    const account = await log.explainHoles(topic, partition, [{ first: held, last }]);
    unread += BigInt(account.presentCount);
  }
  return unread;
}

/**
 * Holds the filled shadow against the live tables and remembers that it was done. Throws REBUILD_INCOMPLETE when chunks are
 * missing in the shadow: that one must never become the live one.
 */
export async function verifyRebuild(
  deps: RebuildDeps,
  state: RebuildState,
): Promise<{ state: RebuildState; comparisons: TableComparison[] }> {
  const gaps = await ledgerGaps(deps.live, state);
  const unread = await unreadIn(deps, gaps);
  if (unread > 0n) {
    throw new RebuildError(
      'REBUILD_INCOMPLETE',
      `${unread} offsets below the ends are in no chunk of ${state.database}: --abandon removes it, then begin again`,
    );
  }
  const comparisons = await compareRebuild(deps.live, state);
  const compared: RebuildState = { ...state, phase: 'compared' };
  await saveRebuildState(deps.live, compared);
  return { state: compared, comparisons };
}

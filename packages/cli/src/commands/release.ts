/** `rapport release`: instants as of which analysts, leads and data teams are answered. */
import { createReleaseMaker, createWarehouse, createWarehouseReleases, type StoredRelease } from '@rapport/warehouse';
import { CliError, exitCodes } from '../cli-error.ts';
import { waitUntilQueryable } from '../lag.ts';
import type { Connections } from '../platform.ts';
import type { Settings } from '../settings.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

type Shown = 'table' | 'json';

// Every relation is folded from all events: of ten million that takes minutes.
const FILLING_TIMEOUT_MS = 1_800_000;
const MOST_LISTED = 1_000;

const iso = (ms: number) => new Date(ms).toISOString();

function shown({ id, at, madeAt, madeBy }: StoredRelease) {
  return { id, at: iso(at), made_at: iso(madeAt), made_by: madeBy };
}

/** Makes a release of what is recorded until a minute ago. @throws CliError, ReleaseMakingError, WarehouseError */
export async function publishRelease(
  { log, stack }: Pick<Connections, 'log' | 'stack'>,
  { topicPrefix, database }: Pick<Settings, 'topicPrefix' | 'database'>,
  terminal: Terminal,
  { json }: { json?: boolean },
): Promise<void> {
  const stored = terminal.progress('stored');
  const records = await waitUntilQueryable(log, topicPrefix, stored);
  stored.end(`all ${records.toLocaleString('en')} records of the log`);
  const warehouse = createWarehouse({ url: stack.clickhouseUrl, database, requestTimeoutMs: FILLING_TIMEOUT_MS });
  try {
    const started = performance.now();
    const folded = terminal.progress('folded');
    const release = await createReleaseMaker({ warehouse }).make('command', (done, of, name) =>
      folded.update(done, of, name),
    );
    folded.end(`every relation, in ${((performance.now() - started) / 1_000).toFixed(1)} s`);
    terminal.say('analysts, leads and data teams are answered as of it from now on');
    terminal.print(json === true ? JSON.stringify(shown(release), null, 2) : release.id);
  } finally {
    await warehouse.close();
  }
}

/** Prints every release, the newest first. */
export async function listReleases(
  { warehouse }: Pick<Connections, 'warehouse'>,
  terminal: Terminal,
  format: Shown,
): Promise<void> {
  const releases = await createWarehouseReleases(warehouse).list(MOST_LISTED);
  if (format === 'json') {
    terminal.print(JSON.stringify(releases.map(shown), null, 2));
    return;
  }
  if (releases.length === 0) terminal.say('nothing is released yet: rapport release publish makes the first release');
  const rows = releases.map(({ id, madeAt, madeBy }, index) => [
    ...[id, iso(madeAt), madeBy, index === 0 ? 'answers are of it' : ''],
  ]);
  terminal.print(table(['release', 'made at', 'by', ''], rows));
}

/** Prints one release, by default the latest: how far the log was read for it, and what lies stored of it. */
export async function showRelease(
  { warehouse }: Pick<Connections, 'warehouse'>,
  terminal: Terminal,
  { id, format }: { id: string | undefined; format: Shown },
): Promise<void> {
  const releases = createWarehouseReleases(warehouse);
  const release = id === undefined ? await releases.latest() : await releases.find(id);
  if (release === undefined) {
    const what = id === undefined ? 'nothing is released yet' : `there is no release ${id}`;
    throw new CliError(`${what}: rapport release list shows all, publish makes one`, exitCodes.notFound);
  }
  const about = await releases.describe(release);
  if (format === 'json') {
    terminal.print(JSON.stringify({ ...shown(release), ...about }, null, 2));
    return;
  }
  const { positions, relations, published } = about;
  terminal.print(`release ${release.id}, made at ${iso(release.madeAt)} by ${release.madeBy}`);
  terminal.print(`${published.tables} tables were published of it, ${published.bytes.toLocaleString('en')} bytes\n`);
  const ends = Object.entries(positions).map(([stream, own]) => [
    stream,
    Object.entries(own)
      .map(([partition, offset]) => `${partition}:${offset}`)
      .join(' '),
  ]);
  terminal.print(table(['stream', 'read up to (partition:offset)'], ends));
  if (relations.length === 0) {
    terminal.print('\nits facts are not kept as tables: questions about it are folded from the events');
    return;
  }
  const rows = relations.map((one) => [one.name, one.rows.toLocaleString('en'), one.bytes.toLocaleString('en')]);
  terminal.print(`\n${table(['facts', 'rows', 'bytes'], rows)}`);
}

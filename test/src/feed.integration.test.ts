/** What data teams take away: a feed that goes on through killed projectors, and files that the command writes. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventIdFrom, type RapportEvent } from '@rapport/events';
import { listProcesses } from '@rapport/local-stack';
import { createLogClient } from '@rapport/log';
import {
  createWarehouse,
  decodePosition,
  encodePosition,
  type FeedPosition,
  readEventFeed,
  type Warehouse,
} from '@rapport/warehouse';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { eventually } from './eventually.ts';
import { createRapportCommand, type RapportCommand } from './rapport-command.ts';

let rapport: RapportCommand;
let warehouse: Warehouse;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-feed-'));
  rapport = createRapportCommand({ kafkaBrokers: inject('kafkaBrokers'), clickhouseUrl: inject('clickhouseUrl') });
  warehouse = createWarehouse({ url: inject('clickhouseUrl'), database: rapport.database });
  const up = await rapport.run('up');
  expect(up, up.stderr).toMatchObject({ code: 0 });
});

afterAll(async () => {
  await rapport?.remove();
  await warehouse?.exec(`DROP DATABASE IF EXISTS ${rapport.database}_reporting`);
  await warehouse?.exec(`DROP DATABASE IF EXISTS ${rapport.database}`);
  await warehouse?.close();
  rmSync(folder, { recursive: true, force: true });
});

const START = Date.UTC(2026, 0, 1);
const pairingOf = (n: number) => `p${n % 97}`;

/** Every tenth event corrects the one before it, and every hundredth voids its pairing. */
function eventOf(n: number): RapportEvent {
  const envelope = {
    ...{
      event_id: eventIdFrom('feed-test', String(n)),
      occurred_at: START + n,
      recorded_at: START + n,
      source: 'feed-test',
    },
    ...{ programme_id: 'north', pairing_id: pairingOf(n) },
  };
  if (n % 100 === 99) return { ...envelope, type: 'pairing.voided' } as RapportEvent;
  const supersedes = n % 10 === 9 ? { supersedes: eventIdFrom('feed-test', String(n - 1)) } : {};
  return { ...envelope, ...supersedes, type: 'pairing.paused', reason: 'leave' } as RapportEvent;
}

const projectorNow = () => listProcesses(rapport.home).find(({ name, alive }) => name === 'projector' && alive);

/** Kills the projector in the middle of its work, and starts another, as a supervisor would. */
async function killProjector(): Promise<void> {
  const running = projectorNow();
  if (running === undefined) throw new Error('no projector runs');
  process.kill(running.pid, 'SIGKILL');
  await eventually('the projector to be gone', async () => projectorNow() === undefined);
  const up = await rapport.run('up');
  expect(up, up.stderr).toMatchObject({ code: 0 });
}

describe('a feed while projectors are killed', () => {
  const EVENTS = 12_000;

  it('gives every event once to a reader who stops and goes on all the time', async () => {
    const log = createLogClient({
      brokers: inject('kafkaBrokers'),
      clientId: 'feed-test',
      topicPrefix: rapport.topicPrefix,
    });
    const producer = await log.createProducer();
    onTestFinished(async () => {
      await producer.close();
      await log.close();
    });
    let sent = 0;
    async function send(): Promise<void> {
      for (; sent < EVENTS; sent += 50) {
        await producer.send(Array.from({ length: 50 }, (_, at) => eventOf(sent + at)));
      }
    }
    const seen: string[] = [];
    const types = new Map<string, number>();
    let kept = encodePosition({});
    /** A reader that keeps its position as a text, and forgets everything else between two pages. */
    async function readOn(): Promise<number> {
      const position: FeedPosition = decodePosition(kept) ?? {};
      const page = await readEventFeed(warehouse, 'pairing', position, 1 + (seen.length % 700));
      for (const { event_id, type, supersedes } of page.events) {
        seen.push(event_id);
        const kind = supersedes === undefined ? type : 'correction';
        types.set(kind, (types.get(kind) ?? 0) + 1);
      }
      kept = encodePosition(page.next);
      return page.events.length;
    }
    let done = false;
    const sending = send();
    const killing = (async () => {
      for (let kill = 0; kill < 2; kill += 1) {
        await eventually('some events to be read', async () => seen.length > (kill + 1) * (EVENTS / 4));
        await killProjector();
      }
      done = true;
    })();
    await eventually(
      'every event to be read',
      async () => {
        await readOn();
        return done && seen.length >= EVENTS;
      },
      150_000,
    );
    await Promise.all([sending, killing]);
    await readOn();
    expect([seen.length, new Set(seen).size]).toEqual([EVENTS, EVENTS]);
    // Of every hundred: one void, nine corrections (the tenth is the void), and the rest.
    expect(Object.fromEntries(types)).toEqual({
      'pairing.paused': (EVENTS * 90) / 100,
      correction: (EVENTS * 9) / 100,
      'pairing.voided': EVENTS / 100,
    });
  });
});

describe('files that the command writes', () => {
  beforeAll(async () => {
    const simulated = await rapport.run('simulate', '--programme', 'south', '--seed', '3', '--pairs', '40');
    expect(simulated, simulated.stderr).toMatchObject({ code: 0 });
  });

  it('hold the rows, with a manifest that show holds against the file', async () => {
    const path = join(folder, 'pairings.parquet');
    const run = await rapport.run('export', 'run', 'rows', 'pairings', '--programme', 'south', '-o', path);
    expect(run, run.stderr).toMatchObject({
      code: 0,
      stdout: `${path}\n`,
      stderr: expect.stringContaining('unprotected'),
    });
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(path), compressors });
    const manifest = JSON.parse(readFileSync(`${path}.manifest.json`, 'utf8'));
    expect(manifest.file.rows).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(20);
    expect(await rapport.run('export', 'show', path)).toMatchObject({ code: 0 });
    writeFileSync(path, 'x', { flag: 'a' });
    expect(await rapport.run('export', 'show', path)).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('another one'),
    });
  });

  it('hold an answer', async () => {
    const path = join(folder, 'meetings.csv');
    const wish = ['metric', 'meetings', '--programme', 'south', '--format', 'csv', '-o', path];
    const run = await rapport.run('export', 'run', ...wish);
    expect(run, run.stderr).toMatchObject({ code: 0 });
    expect(readFileSync(path, 'utf8')).toMatch(/^"bucket","state","value",.*\r\n,"value",\d+,/);
  });

  it('are not written for what there is not', async () => {
    expect(await rapport.run('export', 'run', 'rows', 'pairing')).toMatchObject({ code: 4 });
    expect(await rapport.run('reporting', 'show', 'pairing')).toMatchObject({ code: 4 });
  });

  it('are not there after Ctrl-C', async () => {
    const path = join(folder, 'stopped.ndjson');
    const child = rapport.spawn('export', 'run', 'rows', 'meetings', '--format', 'ndjson', '-o', path);
    child.kill('SIGINT');
    await new Promise((resolve) => child.once('close', resolve));
    expect(readdirSync(folder).filter((name) => name.startsWith('stopped'))).toEqual([]);
  });
});

describe('the reporting views of a running Rapport', () => {
  it('are there for any client of ClickHouse', async () => {
    const [row] = await warehouse.query<{ n: string }>(
      `SELECT toString(count()) AS n FROM ${rapport.database}_reporting.pairings WHERE programme_id = 'south'`,
    );
    expect(Number(row?.n)).toBeGreaterThan(20);
  });
});

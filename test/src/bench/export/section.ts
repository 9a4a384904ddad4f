/** `npm run bench -- export`: ten million rows through the API into a file, beside the engine writing the same file itself. */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@rapport/local-stack';
import { changeTokenFile, makeToken } from '@rapport/service';
import {
  type ExportFormat,
  exportableView,
  exportFormats,
  exportSelect,
  formatFacts,
  migrate,
  plainColumns,
  type Warehouse,
} from '@rapport/warehouse';
import { eventually } from '../../eventually.ts';
import { dropDatabase, whenQuiet } from '../measure.ts';
import { insertEvents, writeLedger } from '../query/data-insert.ts';
import { meetingSource } from '../query/data-meetings.ts';
import { pairingSource, programmeSource } from '../query/data-pairings.ts';
import { sizesOf } from '../query/data-pairs.ts';
import { createDice } from '../query/data-sql.ts';
import { whenKept } from '../query/kept-fact.ts';
import { end, type Rig, say } from '../rig.ts';
import { resetPeak, usageOf } from '../usage.ts';

export type ExportWish = { events: number; seed: number; only: string | undefined };

/** Seconds, bytes of the file, and the peak of resident memory in MB while it was written. */
type Written = { seconds: number; bytes: number; engineMb: number };
export type ExportRun = {
  format: ExportFormat;
  rows: number;
  engine: Written;
  ours: Written & { insightsMb: number };
};
export type ExportFigures = { rows: number; all: readonly ExportRun[]; tenth: readonly ExportRun[] };

const VIEW = exportableView('meetings');
const WITHIN_MS = 1_800_000;
const POLL_MS = 50;

/** Meetings as a projector stores them, each of which stands for as many rows as are wished for. */
const STORED = 200_000;

async function store(warehouse: Warehouse, { events, seed }: ExportWish): Promise<void> {
  const dice = createDice(seed);
  const meetings = Math.min(STORED, events);
  const sizes = { ...sizesOf(meetings), meetings };
  for (const source of [programmeSource(dice), pairingSource(dice, sizes), meetingSource(dice, sizes)]) {
    await insertEvents(warehouse, source);
  }
  await writeLedger(warehouse, ['programme', 'pairing', 'meeting']);
}

/**
 * Repeats the kept meetings under other ids: what is measured begins at the kept rows, and folding ten million of them
 * first would be another bench.
 */
async function multiply(warehouse: Warehouse, table: string, { events }: ExportWish): Promise<void> {
  const copies = Math.floor(events / STORED) - 1;
  if (copies < 1) return;
  await warehouse.exec(
    `INSERT INTO ${table} SELECT * EXCEPT (copy) REPLACE (concat(meeting_id, '_', toString(copy)) AS meeting_id)
     FROM ${table} AS kept CROSS JOIN (SELECT number AS copy FROM numbers(${copies})) AS copies SETTINGS max_execution_time = 0`,
  );
}

type Api = { base: string; authorization: string; pid: number; folder: string; stop(): Promise<void> };

async function startApi(rig: Rig, database: string, folder: string): Promise<Api> {
  const port = await freePort();
  const tokensPath = join(folder, 'tokens.json');
  const made = makeToken({
    role: 'admin',
    name: 'bench',
    programmes: 'all',
    k: 5,
    created: new Date().toISOString(),
    expires: null,
  });
  await changeTokenFile(tokensPath, (tokens) => ({
    tokens: [...tokens, { ...made.token, revoked: null }],
    result: undefined,
  }));
  const child = rig.start('services/insights/src/main.ts', [], {
    RAPPORT_CLICKHOUSE_URL: rig.stack.clickhouseUrl,
    RAPPORT_CLICKHOUSE_DATABASE: database,
    RAPPORT_INSIGHTS_PORT: String(port),
    RAPPORT_TOKENS_PATH: tokensPath,
    RAPPORT_EXPORTS_PATH: join(folder, 'exports'),
    RAPPORT_EXPORTS_MAX_BYTES: String(400 * 2 ** 30),
  });
  const base = `http://127.0.0.1:${port}`;
  const isReady = () =>
    fetch(`${base}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  await eventually('insights to be ready', isReady, WITHIN_MS);
  return { base, authorization: `Bearer ${made.text}`, pid: child.pid ?? 0, folder, stop: () => end(child) };
}

const seconds = (began: number) => (performance.now() - began) / 1_000;

/** What the engine needs for the same columns of the same rows, into a file on the same disk. */
async function byEngine(
  rig: Rig,
  warehouse: Warehouse,
  folder: string,
  { format, where, source }: Case,
): Promise<Written> {
  const path = join(folder, `engine.${formatFacts[format].extension}`);
  rmSync(path, { force: true });
  const { clickhouse, settings } = formatFacts[format];
  const pairs = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`);
  const tail = pairs.length === 0 ? '' : ` SETTINGS ${pairs.join(', ')}`;
  const select = exportSelect(plainColumns(VIEW), `SELECT * FROM ${source} WHERE ${where}`, { format, variant: 'raw' });
  await whenQuiet(rig);
  resetPeak(rig.clickhousePid);
  const began = performance.now();
  await warehouse.exec(`INSERT INTO FUNCTION file('${path}', '${clickhouse}')\n${select}\n${tail}`);
  const took = seconds(began);
  const bytes = statSync(path).size;
  rmSync(path, { force: true });
  return { seconds: took, bytes, engineMb: usageOf(rig.clickhousePid).peakMb };
}

type JobData = { state: string; bytes: number; rows: number | null; error: unknown };

/** From the request to the finished job: written, counted, digest and manifest made. */
async function byApi(rig: Rig, api: Api, { format, programme }: Case): Promise<ExportRun['ours'] & { rows: number }> {
  const headers = { authorization: api.authorization, 'content-type': 'application/json' };
  await whenQuiet(rig);
  resetPeak(rig.clickhousePid);
  resetPeak(api.pid);
  const began = performance.now();
  const body = JSON.stringify({ rows: VIEW.name, format, ...(programme === undefined ? {} : { programme }) });
  const accepted = await fetch(`${api.base}/v1/exports`, { method: 'POST', headers, body });
  const location = accepted.headers.get('location');
  if (accepted.status !== 202 || location === null)
    throw new Error(`POST /v1/exports: ${accepted.status} ${await accepted.text()}`);
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    const { data } = (await (await fetch(api.base + location, { headers })).json()) as { data: JobData };
    if (data.state === 'failed') throw new Error(`the export failed: ${JSON.stringify(data.error)}`);
    if (data.state !== 'done') continue;
    const took = seconds(began);
    const [engineMb, insightsMb] = [usageOf(rig.clickhousePid).peakMb, usageOf(api.pid).peakMb];
    await fetch(api.base + location, { method: 'DELETE', headers });
    return { seconds: took, bytes: data.bytes, rows: data.rows ?? 0, engineMb, insightsMb };
  }
}

type Case = { format: ExportFormat; source: string; where: string; programme?: string };

async function compare(rig: Rig, warehouse: Warehouse, api: Api, one: Case): Promise<ExportRun> {
  say(`${one.format}${one.programme === undefined ? '' : ` of ${one.programme}`} …`);
  const engine = await byEngine(rig, warehouse, api.folder, one);
  const { rows, ...ours } = await byApi(rig, api, one);
  say(`… ${rows} rows: engine ${engine.seconds.toFixed(1)} s, API ${ours.seconds.toFixed(1)} s`);
  return { format: one.format, rows, engine, ours };
}

/** All meetings in every format, and those of one programme for how memory grows. */
export async function exportSection(rig: Rig, wish: ExportWish): Promise<ExportFigures> {
  const database = 'bench_export';
  const warehouse = rig.warehouse(database);
  const folder = join(tmpdir(), `rapport-bench-export-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  await migrate(warehouse);
  await store(warehouse, wish);
  await whenQuiet(rig);
  say('starting insights, which keeps its facts …');
  const api = await startApi(rig, database, folder);
  try {
    const fact = await whenKept(warehouse);
    await whenQuiet(rig);
    const source = fact(VIEW.relation);
    say(`making ${wish.events.toLocaleString('en')} rows …`);
    await multiply(warehouse, source, wish);
    await whenQuiet(rig);
    const [count] = await warehouse.query<{ n: string }>(`SELECT toString(count()) AS n FROM ${source}`);
    const formats = exportFormats.filter((format) => wish.only === undefined || wish.only.split(',').includes(format));
    const all: ExportRun[] = [];
    const tenth: ExportRun[] = [];
    for (const format of formats) {
      tenth.push(
        await compare(rig, warehouse, api, { format, source, where: `programme_id = 'support'`, programme: 'support' }),
      );
      all.push(await compare(rig, warehouse, api, { format, source, where: '1' }));
    }
    return { rows: Number(count?.n), all, tenth };
  } finally {
    await api.stop();
    await dropDatabase(rig, database);
    rmSync(folder, { recursive: true, force: true });
  }
}

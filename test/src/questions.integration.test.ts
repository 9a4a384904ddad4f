/** Questions as users ask them: the command and the API give the same numbers, and a frozen report outlives what comes later. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listProcesses } from '@rapport/local-stack';
import { createWarehouse, type Warehouse } from '@rapport/warehouse';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { createRapportCommand, projectRoot, type RapportCommand } from './rapport-command.ts';

const patience = { timeout: 60_000, interval: 200 };
const AS_OF = '2026-06-01T00:00:00Z';

let rapport: RapportCommand;
let warehouse: Warehouse;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-questions-'));
  rapport = createRapportCommand({ kafkaBrokers: inject('kafkaBrokers'), clickhouseUrl: inject('clickhouseUrl') });
  warehouse = createWarehouse({ url: inject('clickhouseUrl'), database: rapport.database });
  const up = await rapport.run('up');
  expect(up, up.stderr).toMatchObject({ code: 0 });
  const simulated = await rapport.run('simulate', '--programme', 'north', '--seed', '7', '--pairs', '60');
  expect(simulated, simulated.stderr).toMatchObject({ code: 0 });
});

afterAll(async () => {
  await rapport?.remove();
  await warehouse?.exec(`DROP DATABASE IF EXISTS ${rapport.database}`);
  await warehouse?.close();
  rmSync(folder, { recursive: true, force: true });
});

function addressOf(service: string): string {
  const found = listProcesses(rapport.home).find(({ name, alive }) => name === service && alive);
  return `http://127.0.0.1:${found?.port}`;
}

async function jsonOf(...args: string[]) {
  const { code, stdout, stderr } = await rapport.run(...args, '--format', 'json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
}

const questions: [string, string[], string][] = [
  ['pair-survival', [], ''],
  [
    'meetings',
    ['--grain', 'quarter', '--from', '2025-10-01', '--to', '2026-07-01'],
    'grain=quarter&from=2025-10-01&to=2026-07-01',
  ],
  ['meeting-completion', ['--where', 'mode=!nowhere'], 'f.mode=!nowhere'],
  ['nps', ['--by', 'side'], 'group_by=side'],
  [
    'meetings-per-pair-month',
    ['--grain', 'month', '--from', '2026-02-01', '--to', '2026-05-01', '--compare', 'previous'],
    'grain=month&from=2026-02-01&to=2026-05-01&compare=previous',
  ],
];

describe('a question', () => {
  it.each(questions)('has the same numbers from the command and from the API: %s', async (metric, options, query) => {
    const times = ['--programme', 'north', '--as-of', AS_OF, '--known-at', AS_OF, '--protect', '5'];
    const typed = await jsonOf('metric', 'show', metric, ...times, ...options);
    const address = `/v1/metrics/${metric}/series?programme=north&as_of=${AS_OF}&known_at=${AS_OF}&${query}`;
    const answered = (await (await fetch(`${addressOf('insights')}${address}`)).json()) as typeof typed;
    expect(answered.meta?.suppressed_cells, JSON.stringify(answered)).toBe(0);
    expect(JSON.stringify(answered.data)).toBe(JSON.stringify(typed.data));
    expect(answered.meta.query).toEqual(typed.meta.query);
    expect(answered.data.some((row: { n: number | null }) => Number(row.n) > 5)).toBe(true);
  });

  it('has the same numbers when it is asked among others', async () => {
    const queries = [
      { metric: 'pair-survival', programme: 'north', as_of: AS_OF, known_at: AS_OF },
      { metric: 'pair-survial' },
      { metric: 'nps', program: 'north' },
      { metric: 'nps', programme: 'north', group_by: ['side'], as_of: AS_OF, known_at: AS_OF },
    ];
    const answer = await fetch(`${addressOf('insights')}/v1/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ queries }),
    });
    const { data } = (await answer.json()) as {
      data: { data?: unknown; problem?: { status: number; code: string } }[];
    };
    const typed = await jsonOf(
      'metric',
      'show',
      'pair-survival',
      '--programme',
      'north',
      '--as-of',
      AS_OF,
      '--known-at',
      AS_OF,
      '--protect',
      '5',
    );
    expect(JSON.stringify(data[0]?.data)).toBe(JSON.stringify(typed.data));
    expect(data.map(({ problem }) => [problem?.status, problem?.code])).toEqual([
      [undefined, undefined],
      [404, 'UNKNOWN_METRIC'],
      [400, 'INVALID_QUESTION'],
      [undefined, undefined],
    ]);
  });
});

const exampleOfClient = join(projectRoot, 'packages', 'client', 'examples', 'meetings-by-quarter.ts');

describe('the example of the typed client', () => {
  it('prints the numbers of the command', async () => {
    const typed = await jsonOf(
      'metric',
      'show',
      'meetings-per-pair-month',
      '--programme',
      'north',
      '--grain',
      'quarter',
      '--protect',
      '5',
    );
    const { stdout } = await promisify(execFile)(process.execPath, [exampleOfClient, addressOf('insights'), 'north']);
    const rows: { bucket: string; value: number | null; n: number | null; state: string }[] = typed.data;
    expect(rows.filter(({ value }) => value !== null).length).toBeGreaterThan(1);
    for (const { bucket, value, state } of rows)
      expect(stdout).toContain(`${bucket}  ${value === null ? state : value.toFixed(2)}`);
  });

  it('names what is wrong, and ends with 1', async () => {
    const run = promisify(execFile)(process.execPath, [exampleOfClient, addressOf('insights'), 'nowhere']);
    await expect(run).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('UNKNOWN_PROGRAMME') });
  });
});

async function send(event: Record<string, unknown>): Promise<string> {
  const answer = await fetch(`${addressOf('ingest')}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
  });
  expect(answer.status).toBe(202);
  const ids = JSON.stringify(await answer.json()).match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/);
  return ids?.[0] ?? '';
}

describe('a frozen report', () => {
  it('is issued again byte for byte after late events, and its receipt names exactly them', async () => {
    const order = join(folder, 'report.yaml');
    writeFileSync(
      order,
      `as_of: ${AS_OF}\nquestions:\n  - { metric: meetings, programme: north }\n  - { metric: pair-survival, programme: north, group_by: [start_year] }\n`,
    );
    const freeze = await rapport.run('report', 'freeze', 'board', '--from-file', order);
    expect(freeze, freeze.stderr).toMatchObject({ code: 0 });
    const id = freeze.stdout.trim();

    const [pairing] = await warehouse.query<{ pairing_id: string; mentor_id: string; mentee_id: string }>(
      "SELECT * FROM fact_pairing WHERE state = 'active' AND activated_at < '2026-03-01' ORDER BY pairing_id LIMIT 1",
    );
    const about = { programme_id: 'north', pairing_id: pairing?.pairing_id };
    const held = { ...about, type: 'meeting.held', meeting_id: 'late-1', evidence: 'both_confirmed' };
    const late = await send({ ...held, occurred_at: '2026-04-01T10:00:00Z' });
    const end = await send({
      ...about,
      type: 'pairing.ended_early',
      reason: 'moved',
      occurred_at: '2026-05-01T10:00:00Z',
    });
    await vi.waitFor(async () => {
      const stored = await warehouse.query('SELECT 1 FROM event_receipts WHERE event_id IN ({late:UUID}, {end:UUID})', {
        late,
        end,
      });
      expect(stored).toHaveLength(2);
    }, patience);

    const again = await rapport.run('report', 'reissue', id);
    expect(again, again.stdout).toMatchObject({ code: 0, stdout: expect.stringMatching(/^identical: \d+ bytes/) });
    const receipts = await jsonOf('report', 'diff', id);
    const named = receipts.map(({ events }: { events: { counts: unknown } }) => events.counts);
    expect(named).toEqual([
      [{ type: 'meeting.held', class: 'late', events: 1 }],
      [{ type: 'pairing.ended_early', class: 'late', events: 1 }],
    ]);
    const diff = await jsonOf(
      'metric',
      'diff',
      'meetings',
      '--programme',
      'north',
      '--as-of',
      AS_OF,
      '--between',
      AS_OF,
    );
    const listed = diff.events.listed as { event_id: string }[];
    expect(listed.map(({ event_id }) => event_id)).toContain(late);
    const shown = (await (await fetch(`${addressOf('insights')}/v1/frozen-reports/${id}/reissue`)).json()) as {
      data: object;
    };
    expect(shown.data).toMatchObject({ identical: true, differences: [] });

    const file = join(folder, 'board.json');
    await rapport.run('report', 'show', id, '-o', file);
    expect((await rapport.run('report', 'import', file)).stdout.trim()).toBe(id);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"engine_version":\d+/, '"engine_version":0'));
    expect((await rapport.run('report', 'import', file)).code).toBe(2);
  });

  it('is refused for a time that has not settled', async () => {
    const early = await rapport.run(
      'report',
      'freeze',
      'soon',
      '--metrics',
      'nps',
      '--known-at',
      '2100-01-01T00:00:00Z',
    );
    expect(early).toMatchObject({ code: 2, stderr: expect.stringContaining('has not settled') });
  });
});

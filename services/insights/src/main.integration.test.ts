import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { changeTokenFile, makeToken, type TokenRole } from '@rapport/service';
import { createWarehouse, migrate } from '@rapport/warehouse';
import { describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { accessLogAnswer } from './routes/access-log-routes.ts';

// Tokens that were made on this machine for other work are not these tests' business.
const NO_TOKENS = join(tmpdir(), `no-tokens-${randomUUID()}.json`);

type Started = { process: ChildProcess; port: number };

/** Starts the process and waits for the line in which it says where it listens. */
async function start(env: Record<string, string>): Promise<Started> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [new URL('./main.ts', import.meta.url).pathname], {
    env: { PATH, RAPPORT_TOKENS_PATH: NO_TOKENS, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.stderr === null) throw new Error('no stderr');
  for await (const line of createInterface({ input: child.stderr })) {
    if (line.includes('"listening"')) return { process: child, port: JSON.parse(line).listening };
  }
  if (child.exitCode === null) await once(child, 'exit');
  throw new Error(`ended before it listened, with code ${child.exitCode}`);
}

describe('the insights process', () => {
  it('listens on a free port, is alive before the schema exists but not ready, and ends on SIGTERM with 0', async () => {
    const { process: child, port } = await start({
      RAPPORT_CLICKHOUSE_URL: inject('clickhouseUrl'),
      RAPPORT_CLICKHOUSE_DATABASE: 'insights_without_schema',
      RAPPORT_INSIGHTS_PORT: '0',
    });
    const status = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
    expect([await status('/healthz'), await status('/readyz'), await status('/v1/metrics')]).toEqual([200, 503, 200]);
    expect(await status('/v1/metrics/meetings/series')).toBe(503);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it('refuses a setting that does not exist', async () => {
    await expect(start({ RAPPORT_CLICKHOUSE_URI: 'http://127.0.0.1:1' })).rejects.toThrow('with code 2');
  });

  it('asks for a token where others can reach it, even before the first was made', async () => {
    const { port } = await start({
      RAPPORT_CLICKHOUSE_URL: inject('clickhouseUrl'),
      RAPPORT_HOST: '0.0.0.0',
      RAPPORT_INSIGHTS_PORT: '0',
    });
    const status = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
    expect([await status('/healthz'), await status('/v1/metrics')]).toEqual([200, 401]);
  });

  it('follows its token file while it runs, and logs who asked what before it ends', async () => {
    const database = `insights_${randomUUID().replaceAll('-', '')}`;
    const warehouse = createWarehouse({ url: inject('clickhouseUrl'), database });
    const folder = await mkdtemp(join(tmpdir(), 'rapport-insights-'));
    onTestFinished(async () => {
      await warehouse.exec(`DROP DATABASE ${database}`);
      await warehouse.close();
      await rm(folder, { recursive: true });
    });
    await migrate(warehouse);
    const path = join(folder, 'tokens.json');
    const { process: child, port } = await start({
      RAPPORT_CLICKHOUSE_URL: inject('clickhouseUrl'),
      RAPPORT_CLICKHOUSE_DATABASE: database,
      RAPPORT_INSIGHTS_PORT: '0',
      RAPPORT_TOKENS_PATH: path,
    });
    const get = (address: string, token = '') =>
      fetch(
        `http://127.0.0.1:${port}${address}`,
        token === '' ? {} : { headers: { authorization: `Bearer ${token}` } },
      );
    const make = async (role: TokenRole) => {
      const about = {
        name: role,
        role,
        programmes: 'all' as const,
        k: 10,
        created: '2026-01-01T00:00:00Z',
        expires: null,
      };
      const made = makeToken(about);
      await changeTokenFile(path, (tokens) => ({ tokens: [...tokens, made.token], result: undefined }));
      return made;
    };
    expect((await get('/v1/programmes')).status).toBe(200);
    const [admin, analyst] = [await make('admin'), await make('analyst')];
    expect((await get('/v1/programmes')).status).toBe(401);
    expect((await get('/v1/metrics/pairings/series', admin.text)).status).toBe(200);
    const waits = await get('/v1/metrics/pairings/series', analyst.text);
    expect([waits.status, await waits.json()]).toMatchObject([503, { code: 'NOTHING_RELEASED' }]);
    await changeTokenFile(path, (tokens) => {
      const ended = tokens.map((token) => ({ ...token, revoked: token.role === 'analyst' ? token.created : null }));
      return { tokens: ended, result: undefined };
    });
    expect((await get('/v1/programmes', analyst.text)).status).toBe(401);
    expect((await get('/v1/access-log')).status).toBe(401);
    // Each look is a line of the log too: with fewer lines it would soon see itself only.
    await vi.waitFor(
      async () => {
        const { data } = accessLogAnswer.parse(await (await get('/v1/access-log?limit=1000', admin.text)).json());
        expect(data.filter(({ route }) => route !== '/v1/access-log')).toMatchObject([
          { role: 'analyst', token_id: analyst.token.id, status: 503, cells_shown: 0 },
          {
            role: 'admin',
            token_id: admin.token.id,
            metrics: ['pairings'],
            status: 200,
            cells_shown: 1,
            cells_hidden: 0,
          },
          { role: 'demo', token_id: '', route: '/v1/programmes', metrics: [] },
        ]);
      },
      { timeout: 15_000, interval: 100 },
    );
    expect((await get('/v1/access-log?limit=many', admin.text)).status).toBe(400);
    // What came in the last moment is written before the process ends.
    await get('/v1/freshness', admin.text);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(
      await warehouse.query('SELECT count() > 0 AS there FROM access_log WHERE route = {route:String}', {
        route: '/v1/freshness',
      }),
    ).toEqual([{ there: 1 }]);
  });
});

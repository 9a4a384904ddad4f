import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, inject, it, onTestFinished } from 'vitest';

type Started = { process: ChildProcess; port: number };

/** Starts the process and waits for the line in which it says where it listens. */
async function start(env: Record<string, string>): Promise<Started> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [new URL('./main.ts', import.meta.url).pathname], {
    env: { PATH, ...env },
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
});

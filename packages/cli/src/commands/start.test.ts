import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Platform } from '../platform.ts';
import { loadSettings } from '../settings.ts';
import { createTerminal } from '../terminal.ts';
import { start } from './start.ts';

describe('a fresh start', () => {
  it('on a Kafka and ClickHouse that are not ours is refused before anything is stopped or removed', async () => {
    const home = mkdtempSync(join(tmpdir(), 'rapport-fresh-'));
    const called: string[] = [];
    const platform = new Proxy({} as Platform, {
      get: (_, name) => () => {
        called.push(String(name));
        return Promise.resolve();
      },
    });
    const settings = loadSettings({
      RAPPORT_HOME: home,
      RAPPORT_KAFKA_BROKERS: 'kafka:9092',
      RAPPORT_CLICKHOUSE_URL: 'http://clickhouse:8123',
      RAPPORT_CLICKHOUSE_DATABASE: 'theirs',
    });
    const terminal = createTerminal(process.stdout, process.stderr);
    const started = start({ platform, settings, terminal }, { fresh: true });
    await expect(started).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining('database theirs') });
    expect(called).toEqual([]);
    rmSync(home, { recursive: true, force: true });
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startClickHouse } from '../clickhouse/start-clickhouse.ts';
import { listProcesses, stopProcess } from '../processes.ts';

/** A ClickHouse server of a test's own, on a free port and in a temporary folder. `url` changes with each start. */
export type OwnClickHouse = {
  readonly url: string;
  readonly pid: number;
  readonly home: string;
  start(): Promise<void>;
  killHard(): Promise<void>;
  stop(): Promise<void>;
  remove(): Promise<void>;
};

/** Starts a server for one test file. */
export async function ownClickHouse(): Promise<OwnClickHouse> {
  const home = mkdtempSync(join(tmpdir(), 'rapport-clickhouse-'));
  const now = { url: '', pid: 0 };
  const own: OwnClickHouse = {
    home,
    get url() {
      return now.url;
    },
    get pid() {
      return now.pid;
    },
    async start() {
      const record = await startClickHouse({ home, port: 0, env: {}, progress: () => undefined });
      now.url = `http://127.0.0.1:${record.port}`;
      now.pid = record.pid;
    },
    async killHard() {
      process.kill(now.pid, 'SIGKILL');
      while (listProcesses(home).some((one) => one.alive)) await new Promise((resolve) => setImmediate(resolve));
    },
    async stop() {
      await stopProcess(home, 'clickhouse', { graceMs: 15_000 });
    },
    async remove() {
      await own.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
  await own.start();
  return own;
}

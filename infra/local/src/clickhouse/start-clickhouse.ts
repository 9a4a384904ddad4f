import { join } from 'node:path';
import { onPort } from '../ports.ts';
import { lastPort, type ProcessRecord, startProcess } from '../processes.ts';

const DEFAULT_SLOTS = 32;
const SPARE_THREADS = 16;

export type ClickHouseOptions = {
  home: string;
  port: number;
  env: Record<string, string | undefined>;
  progress: (line: string) => void;
};

/** Starts the ClickHouse server in a process of its own with its data in `<home>/clickhouse`. */
export async function startClickHouse(options: ClickHouseOptions): Promise<ProcessRecord> {
  const last = lastPort(options.home, 'clickhouse');
  const use = { wanted: options.port, owner: 'ClickHouse', knob: 'RAPPORT_LOCAL_CLICKHOUSE_PORT', last };
  return onPort(use, (port) => startOnPort(options, port));
}

async function startOnPort(options: ClickHouseOptions, port: number): Promise<ProcessRecord> {
  const slots = options.env['RAPPORT_CLICKHOUSE_SLOTS'] || String(DEFAULT_SLOTS);
  options.progress(`Starting ClickHouse on port ${port}`);
  return startProcess({
    home: options.home,
    name: 'clickhouse',
    command: process.execPath,
    args: [join(import.meta.dirname, 'main.ts')],
    env: {
      TZ: 'UTC',
      UV_THREADPOOL_SIZE: String((Number(slots) || DEFAULT_SLOTS) + SPARE_THREADS),
      RAPPORT_CLICKHOUSE_SLOTS: slots,
      RAPPORT_CLICKHOUSE_HOME: join(options.home, 'clickhouse'),
      RAPPORT_CLICKHOUSE_HOST: '127.0.0.1',
      RAPPORT_CLICKHOUSE_PORT: String(port),
    },
    port,
    ready: (running) => clickHouseAnswers(`http://127.0.0.1:${running.port ?? port}`),
    readyTimeoutMs: 120_000,
  });
}

/** Whether a query is answered at the address. */
export async function clickHouseAnswers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/?query=SELECT%201`, { signal: AbortSignal.timeout(5_000) });
    return (await answer.text()) === '1\n';
  } catch {
    return false;
  }
}

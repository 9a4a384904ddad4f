import { resolve } from 'node:path';
import { type LogLine, startClickHouseServer } from './server.ts';

const LEVELS = { info: 30, warn: 40, error: 50 };
const log: LogLine = (level, message, fields = {}) => {
  const line = { level: LEVELS[level], time: Date.now(), name: 'clickhouse', ...fields, msg: message };
  process.stderr.write(`${JSON.stringify(line)}\n`);
};

function wholeNumber(name: string, fallback: number): number {
  const text = process.env[name];
  if (text === undefined || text === '') return fallback;
  if (!/^\d+$/.test(text)) throw new Error(`${name} must be a whole number, not ${JSON.stringify(text)}`);
  return Number(text);
}

// A running query holds a thread of libuv's pool; files and compression need some as well.
const SPARE_THREADS = 8;
const threads = wholeNumber('UV_THREADPOOL_SIZE', 4);
const slots = Math.max(1, Math.min(wholeNumber('RAPPORT_CLICKHOUSE_SLOTS', 32), threads - SPARE_THREADS));
const home = resolve(process.env['RAPPORT_CLICKHOUSE_HOME'] ?? '.rapport/clickhouse');
const graceMs = wholeNumber('RAPPORT_CLICKHOUSE_GRACE_MS', 10_000);

const server = await startClickHouseServer({
  home,
  host: process.env['RAPPORT_CLICKHOUSE_HOST'] ?? '127.0.0.1',
  port: wholeNumber('RAPPORT_CLICKHOUSE_PORT', 8123),
  slots,
  log,
});
log('info', 'listening', { listening: server.port, version: server.version, slots, home });

let stopping = false;
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log('info', 'stopping', { signal });
  await server.close(graceMs);
  process.exit(0);
}
process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));

import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { withLock } from './lock.ts';
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts';
import { StackError } from './stack-error.ts';

/** What to start. `env` is added to this process's environment; a value of `undefined` takes a name away. */
export type ProcessSpec = {
  home: string;
  name: string;
  command: string;
  args: readonly string[];
  env?: Record<string, string | undefined>;
  cwd?: string;
  port?: number;
  /** Further facts about the process, kept in its record. */
  details?: Record<string, string | number>;
  /** Asks the process of this record, which may be one that already ran: on another port than this start has chosen. */
  ready(record: ProcessRecord): Promise<boolean>;
  readyTimeoutMs: number;
};

/** What `<home>/run/<name>.json` holds. `startedAt` is an ISO time. */
export type ProcessRecord = ProcessIdentity & {
  name: string;
  port: number | undefined;
  startedAt: string;
  command: string;
  logFile: string;
  details: Record<string, string | number>;
};

const POLL_MS = 60;
const LOG_LINES_SHOWN = 15;

const recordFile = (home: string, name: string): string => join(home, 'run', `${name}.json`);
const logFileOf = (home: string, name: string): string => join(home, 'logs', `${name}.log`);

/**
 * Starts a process in a process group of its own, with its output in `<home>/logs/<name>.log`, and waits until it is
 * ready. If it already runs on this home, its record is returned as soon as it is ready.
 * Fails with PROCESS_EXITED or PROCESS_NOT_READY; nothing is left running then.
 */
export async function startProcess(spec: ProcessSpec): Promise<ProcessRecord> {
  const lock = join(spec.home, 'run', `${spec.name}.lock`);
  return withLock(lock, { waitMs: spec.readyTimeoutMs + 10_000 }, async () => {
    const running = readRecord(spec.home, spec.name);
    const found = running !== undefined && isAlive(running);
    const record = found ? running : await spawnRecorded(spec);
    try {
      await untilReady(spec, record);
    } catch (error) {
      if (!found) await stopProcess(spec.home, spec.name, { graceMs: 2_000 });
      throw error;
    }
    return record;
  });
}

async function spawnRecorded(spec: ProcessSpec): Promise<ProcessRecord> {
  mkdirSync(join(spec.home, 'logs'), { recursive: true });
  const logFile = logFileOf(spec.home, spec.name);
  const log = openSync(logFile, 'a');
  const merged = { ...process.env, ...spec.env };
  const env = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
  try {
    const child = spawn(spec.command, spec.args, {
      env,
      detached: true,
      stdio: ['ignore', log, log],
      ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    child.unref();
    const record: ProcessRecord = {
      name: spec.name,
      ...identify(child.pid ?? 0),
      port: spec.port,
      startedAt: new Date().toISOString(),
      command: [spec.command, ...spec.args].join(' '),
      logFile,
      details: spec.details ?? {},
    };
    writeRecord(spec.home, record);
    return record;
  } catch (error) {
    throw new StackError('PROCESS_EXITED', `${spec.name} cannot be started: ${String(error)}`, { cause: error });
  } finally {
    closeSync(log);
  }
}

async function untilReady(spec: ProcessSpec, record: ProcessRecord): Promise<void> {
  const deadline = Date.now() + spec.readyTimeoutMs;
  while (!(await spec.ready(record).catch(() => false))) {
    if (!isAlive(record)) {
      throw new StackError('PROCESS_EXITED', `${spec.name} ended before it was ready. ${logTail(record.logFile)}`);
    }
    if (Date.now() > deadline) {
      const seconds = Math.round(spec.readyTimeoutMs / 1000);
      const text = `${spec.name} was not ready after ${seconds} s. ${logTail(record.logFile)}`;
      throw new StackError('PROCESS_NOT_READY', text, { retriable: true });
    }
    await pause(POLL_MS);
  }
}

function logTail(file: string): string {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LOG_LINES_SHOWN) : [];
  return `The last lines of ${file}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

/**
 * Ends a process and its group: SIGTERM, and SIGKILL after `graceMs`. A record left by a process that is gone is only
 * removed: a later process with the same pid is never touched. Returns whether there was one to end.
 */
export async function stopProcess(home: string, name: string, options: { graceMs: number }): Promise<boolean> {
  const record = readRecord(home, name);
  if (record === undefined) return false;
  const alive = isAlive(record);
  if (alive) {
    signalGroup(record.pid, 'SIGTERM');
    if (!(await gone(record, options.graceMs))) {
      signalGroup(record.pid, 'SIGKILL');
      await gone(record, 10_000);
    } else signalGroup(record.pid, 'SIGKILL');
  }
  rmSync(recordFile(home, name), { force: true });
  return alive;
}

async function gone(record: ProcessIdentity, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isAlive(record)) {
    if (Date.now() > deadline) return false;
    await pause(POLL_MS);
  }
  return true;
}

// A group keeps its number for as long as it has a member, so the number means our own group or none.
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** The port that a process of this name last had on this home, running or not. */
export function lastPort(home: string, name: string): number | undefined {
  return readRecord(home, name)?.port;
}

/** Every process recorded on this home, with whether it still runs. */
export function listProcesses(home: string): (ProcessRecord & { alive: boolean })[] {
  const folder = join(home, 'run');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const record = readRecord(home, file.slice(0, -'.json'.length));
      return record === undefined ? [] : [{ ...record, alive: isAlive(record) }];
    });
}

function writeRecord(home: string, record: ProcessRecord): void {
  const file = recordFile(home, record.name);
  writeFileSync(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

function readRecord(home: string, name: string): ProcessRecord | undefined {
  try {
    const parsed: ProcessRecord = JSON.parse(readFileSync(recordFile(home, name), 'utf8'));
    return { ...parsed, startTicks: parsed.startTicks, port: parsed.port };
  } catch {
    return undefined;
  }
}

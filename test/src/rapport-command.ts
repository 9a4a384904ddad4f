/** The `rapport` command as a user runs it, in a home of its own on the shared test stack. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

type Run = { code: number; stdout: string; stderr: string };

export type RapportCommand = {
  home: string;
  database: string;
  topicPrefix: string;
  /** Runs to the end. Never rejects for an exit code: the caller looks at it. */
  run(...args: string[]): Promise<Run>;
  /** Starts and leaves running; the caller stops it. */
  spawn(...args: string[]): ReturnType<typeof spawn>;
  remove(): Promise<void>;
};

let made = 0;

// Less than a test may take, so that a command that hangs is named and not only its test.
const COMMAND_LIMIT_MS = 150_000;

/** A command with its own home, topic prefix, database and free ports, so that tests and a running Rapport do not meet. */
export function createRapportCommand(
  stack: { kafkaBrokers: string[]; clickhouseUrl: string },
  settings: Readonly<Record<string, string>> = {},
): RapportCommand {
  made += 1;
  const unique = `t${process.pid.toString(36)}${made}${Date.now().toString(36)}`;
  const home = mkdtempSync(join(tmpdir(), 'rapport-home-'));
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('RAPPORT_'));
  const env = {
    ...Object.fromEntries(inherited),
    RAPPORT_HOME: home,
    RAPPORT_KAFKA_BROKERS: stack.kafkaBrokers.join(','),
    RAPPORT_CLICKHOUSE_URL: stack.clickhouseUrl,
    RAPPORT_CLICKHOUSE_DATABASE: unique,
    RAPPORT_TOPIC_PREFIX: `${unique}.`,
    RAPPORT_DASHBOARD_PORT: '0',
    RAPPORT_INGEST_PORT: '0',
    RAPPORT_INSIGHTS_PORT: '0',
    RAPPORT_PROJECTOR_PORT: '0',
    RAPPORT_ATTENTION_PORT: '0',
    ...settings,
  };
  const main = join(projectRoot, 'packages', 'cli', 'src', 'main.ts');
  const start = (args: string[]) =>
    spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });

  async function run(...args: string[]): Promise<Run> {
    const child = start(args);
    const chunks = { stdout: '', stderr: '' };
    child.stdout.on('data', (data: Buffer) => (chunks.stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (chunks.stderr += data.toString()));
    const ended = new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? -1)));
    const giveUp = setTimeout(() => {
      chunks.stderr += `\nkilled: rapport ${args.join(' ')} did not end within ${COMMAND_LIMIT_MS} ms`;
      child.kill('SIGKILL');
    }, COMMAND_LIMIT_MS);
    const code = await ended;
    clearTimeout(giveUp);
    return { code, ...chunks };
  }

  async function remove(): Promise<void> {
    await run('down');
    rmSync(home, { recursive: true, force: true });
  }

  return { home, database: unique, topicPrefix: `${unique}.`, run, spawn: (...args) => start(args), remove };
}

/** Whether a process still runs; one that has ended and only waits to be reaped does not. */
export function isRunning(pid: number): boolean {
  try {
    const [, state] = /\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return state !== 'Z';
  } catch {
    return false;
  }
}

/**
 * `node test/outside/main.ts`: exports and reporting views read by pyarrow, duckdb and clickhouse-connect, on a stack of its
 * own. Not part of `npm test`, which has readers from npm: this needs Python 3.11 with venv, and pip's network.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listProcesses, startStack } from '@rapport/local-stack';
import { createRapportCommand, type RapportCommand } from '../src/rapport-command.ts';

const here = import.meta.dirname;
const say = (line: string): void => void process.stderr.write(`${line}\n`);

function run(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit' });
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', (code) => resolve(code ?? 1)));
}

/** Python with the readers, in a folder that stays: the second run needs no network. */
async function python(): Promise<string> {
  const venv = join(here, '.venv');
  const program = join(venv, 'bin', 'python');
  if (!existsSync(program) && (await run('python3', ['-m', 'venv', venv])) !== 0)
    throw new Error('python3 -m venv failed');
  const code = await run(program, ['-m', 'pip', 'install', '--quiet', '--requirement', join(here, 'requirements.txt')]);
  if (code !== 0) throw new Error('pip could not install the readers');
  return program;
}

async function said(rapport: RapportCommand, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await rapport.run(...args);
  if (code === 0) return stdout.trim();
  throw new Error(`rapport ${args.join(' ')} ended with ${code}: ${stderr}`);
}

const home = mkdtempSync(join(tmpdir(), 'rapport-outside-'));
const folder = join(home, 'files');
mkdirSync(folder);
const program = await python();
const stack = await startStack({ home, kafkaPort: 0, clickhousePort: 0, ephemeral: true, progress: say });
const rapport = createRapportCommand(stack);
try {
  await said(rapport, 'up');
  const token = await said(rapport, 'token', 'create', 'outside', '--role', 'admin');
  say('simulating two programmes …');
  for (const [programme, seed] of [
    ['north', '5'],
    ['south', '6'],
  ] as const) {
    await said(rapport, 'simulate', '--programme', programme, '--seed', seed, '--pairs', '200');
  }
  const port = listProcesses(rapport.home).find(({ name, alive }) => name === 'insights' && alive)?.port;
  process.exitCode = await run(program, [
    join(here, 'read_exports.py'),
    ...['--api', `http://127.0.0.1:${port}`, '--token', token],
    ...['--clickhouse', stack.clickhouseUrl, '--database', rapport.database, '--folder', folder],
  ]);
} finally {
  await rapport.remove();
  await stack.stop();
  rmSync(home, { recursive: true, force: true });
}

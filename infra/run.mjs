#!/usr/bin/env node
// What `npm start`, `npm test`, `npm run rapport`, `npm run bench`, `npm run chaos` and `npm run fuzz` call. Plain JavaScript
// for any Node from 20 on, because on a fresh clone nothing else is there: it installs what the lockfile names, then hands over to the project's own Node.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NODE = join(ROOT, 'node_modules', 'node', 'bin', 'node');
const STAMP = join(ROOT, 'node_modules', '.rapport-install');

const entries = {
  start: ['packages/cli/src/main.ts', 'start'],
  rapport: ['packages/cli/src/main.ts'],
  test: ['test/src/run-tests.ts'],
  'test:containers': ['test/src/run-container-tests.ts'],
  bench: ['test/src/bench/main.ts'],
  chaos: ['test/chaos/main.ts'],
  fuzz: ['test/fuzz/main.ts'],
  attack: ['test/src/attack-main.ts'],
};

function fail(message) {
  process.stderr.write(`rapport: ${message}\n`);
  process.exit(1);
}

function wantedState() {
  const { packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'])
    hash.update(readFileSync(join(ROOT, file)));
  return { packageManager, digest: hash.digest('hex') };
}

function isInstalled(digest) {
  return existsSync(NODE) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

// Takes the lock by making the file; one whose holder is gone (a kill -9, a crash) is taken over.
function takeLock(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const holder = Number(existsSync(file) ? readFileSync(file, 'utf8') : 0);
    if (holder > 0 && !isAlive(holder)) rmSync(file, { force: true });
    return false;
  }
}

// Two commands on one fresh clone must not install into each other.
async function installOnce(wanted) {
  mkdirSync(join(ROOT, '.rapport'), { recursive: true });
  const lock = join(ROOT, '.rapport', 'install.lock');
  for (let told = false; !takeLock(lock); told = true) {
    if (!told) process.stderr.write('rapport: waiting for another installation in this folder …\n');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  try {
    install(wanted);
  } finally {
    rmSync(lock, { force: true });
  }
}

function install({ packageManager, digest }) {
  if (isInstalled(digest)) return;
  process.stderr.write(
    `rapport: installing what pnpm-lock.yaml names, with ${packageManager} (first time: about half a minute) …\n`,
  );
  const command = ['--yes', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only'];
  const run = spawnSync('npx', command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  if (run.error !== undefined) {
    throw new Error(`npx could not be started (${run.error.message}): install npm, which brings it`);
  }
  if (run.status !== 0) throw new Error(`the installation failed:\n${run.stdout}\n${run.stderr}`);
  writeFileSync(STAMP, digest);
}

function handOver([script, ...fixed], args) {
  const child = spawn(NODE, [join(ROOT, script), ...fixed, ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter) },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm does not pass every signal on: when it is gone, what it started ends too.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500);
  child.on('exit', (code, signal) => process.exit(code ?? { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal] ?? 1));
}

const [what, ...args] = process.argv.slice(2);
const entry = entries[what];
if (entry === undefined) fail(`usage: node infra/run.mjs ${Object.keys(entries).join('|')} [arguments]`);
if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node 20 or later is needed, this is ${process.version}`);
const wanted = wantedState();
if (!isInstalled(wanted.digest)) await installOnce(wanted).catch((error) => fail(error.message));
handOver(entry, args);

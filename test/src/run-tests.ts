/**
 * What `npm test` runs: the static checks, then every unit and integration test in one vitest run, then one closing line
 * `N passed, N failed` over all of it. Arguments are handed to vitest and then only vitest runs (`npm test -- codec`).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);
const STACK_VARIABLES = ['RAPPORT_KAFKA_BROKERS', 'RAPPORT_CLICKHOUSE_URL', 'RAPPORT_CACHE_DIR'];

const checks: [name: string, command: string, args: string[]][] = [
  ['format and lint', bin('biome'), ['check', '.']],
  ['types', bin('tsc'), ['-p', 'tsconfig.json']],
  [
    'boundaries',
    bin('depcruise'),
    ['packages', 'services', 'schemas', 'infra', 'test', '--config', 'dependency-cruiser.config.mjs'],
  ],
  ['unused code', bin('knip'), []],
];

// A test chooses its own ports, folders and names: settings of the person at the keyboard must not leak in.
function testEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('RAPPORT_') || STACK_VARIABLES.includes(name),
  );
  return Object.fromEntries(kept);
}

function runCheck([name, command, args]: (typeof checks)[number]): boolean {
  const run = spawnSync(command, args, { cwd: root, encoding: 'utf8', env: testEnvironment() });
  const passed = run.status === 0;
  process.stdout.write(`${passed ? '✓' : '✗'} ${name}\n`);
  if (!passed) process.stdout.write(`${run.stdout}${run.stderr}\n`);
  return passed;
}

type Report = { numPassedTests: number; numFailedTests: number; numTotalTests: number; success: boolean };

function runVitest(args: string[]): Report {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-tests-'));
  const file = join(folder, 'report.json');
  try {
    spawnSync(bin('vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: testEnvironment(),
    });
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    process.stdout.write('vitest ended without a report\n');
    return { numPassedTests: 0, numFailedTests: 1, numTotalTests: 1, success: false };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const args = process.argv.slice(2);
const checked = args.length > 0 ? [] : checks.map(runCheck);
const report = runVitest(args);
// A suite that fails outside its tests (a set-up, an import) fails no test by number, but it fails.
const suiteFailures = !report.success && report.numFailedTests === 0 ? 1 : 0;
const failed = checked.filter((passed) => !passed).length + report.numFailedTests + suiteFailures;
const passed = checked.filter(Boolean).length + report.numPassedTests;
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

/**
 * What `npm test` runs: the static checks, then every unit and integration test in one vitest run and the browser's in another, then one closing line
 * `N passed, N failed` over all of it. Arguments are handed to vitest and then only vitest runs,
 * on every project unless they name one (`npm test -- codec`, `npm test -- --project browser`).
 */
import { spawnSync } from 'node:child_process';
import { bin, root, runVitest, testEnvironment } from './vitest-run.ts';

const checks: [name: string, command: string, args: string[]][] = [
  ['format and lint', bin('biome'), ['check', '.']],
  ['types', bin('tsc'), ['-p', 'tsconfig.json']],
  ['types of the page', bin('tsc'), ['-p', 'services/dashboard/src/page/tsconfig.json']],
  [
    'boundaries',
    bin('depcruise'),
    ['packages', 'services', 'schemas', 'infra', 'test', '--config', 'dependency-cruiser.config.mjs'],
  ],
  ['unused code', bin('knip'), []],
];

function runCheck([name, command, args]: (typeof checks)[number]): boolean {
  const run = spawnSync(command, args, { cwd: root, encoding: 'utf8', env: testEnvironment() });
  const passed = run.status === 0;
  process.stdout.write(`${passed ? '✓' : '✗'} ${name}\n`);
  if (!passed) process.stdout.write(`${run.stdout}${run.stderr}\n`);
  return passed;
}

const args = process.argv.slice(2);
const checked = args.length > 0 ? [] : checks.map(runCheck);
// Tests of the containers stack need an engine: `npm run test:containers` runs them.
const stacked = ['--project', 'unit', '--project', 'integration'];
const named = args.some((arg) => arg.startsWith('--project'));
const asked = named ? args : [...stacked, '--project', 'browser', ...args];
const tests = [runVitest(args.length > 0 ? asked : stacked)];
// A run of its own: its stack would stand beside the other one all the time, and Rapport on it would work.
if (args.length === 0) tests.push(runVitest(['--project', 'browser']));
const failed = tests.reduce((sum, run) => sum + run.failed, checked.filter((passed) => !passed).length);
const passed = tests.reduce((sum, run) => sum + run.passed, checked.filter(Boolean).length);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

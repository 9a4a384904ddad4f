/** One run of vitest with its numbers, in an environment that holds nothing of the person at the keyboard. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const bin = (name: string): string => join(root, 'node_modules', '.bin', name);

const STACK_VARIABLES = [
  'RAPPORT_STACK',
  'RAPPORT_KAFKA_BROKERS',
  'RAPPORT_CLICKHOUSE_URL',
  'RAPPORT_CACHE_DIR',
  'RAPPORT_KAFKA_IMAGE',
  'RAPPORT_CLICKHOUSE_IMAGE',
];

// A test chooses its own ports, folders and names: settings of the person at the keyboard must not leak in.
export function testEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('RAPPORT_') || STACK_VARIABLES.includes(name),
  );
  return Object.fromEntries(kept);
}

type Report = { numPassedTests: number; numFailedTests: number; numTotalTests: number; success: boolean };

/** How many tests passed and failed. A suite that fails outside its tests (a set-up, an import) counts as one failure. */
export function runVitest(args: string[], env = testEnvironment()): { passed: number; failed: number } {
  const { success, numPassedTests, numFailedTests } = reportOf(args, env);
  return { passed: numPassedTests, failed: numFailedTests + (!success && numFailedTests === 0 ? 1 : 0) };
}

function reportOf(args: string[], env: NodeJS.ProcessEnv): Report {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-tests-'));
  const file = join(folder, 'report.json');
  try {
    spawnSync(bin('vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env,
    });
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    process.stdout.write('vitest ended without a report\n');
    return { numPassedTests: 0, numFailedTests: 1, numTotalTests: 1, success: false };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `npm run attack [-- --markdown] [number …]`: the attacks on the API (services/insights/src/attacks) against a ClickHouse of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '@rapport/local-stack';

const main = join(import.meta.dirname, '..', '..', 'services', 'insights', 'src', 'attacks', 'main.ts');
const home = mkdtempSync(join(tmpdir(), 'rapport-attack-'));
const progress = (line: string): void => void process.stderr.write(`${line}\n`);
const stack = await startStack({ home, kafkaPort: 0, clickhousePort: 0, ephemeral: true, progress });
try {
  const env = { ...process.env, RAPPORT_CLICKHOUSE_URL: stack.clickhouseUrl };
  const child = spawn(process.execPath, [main, ...process.argv.slice(2)], { stdio: 'inherit', env });
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('exit', (code) => resolve(code ?? 1));
  });
} finally {
  await stack.stop();
  rmSync(home, { recursive: true, force: true });
}

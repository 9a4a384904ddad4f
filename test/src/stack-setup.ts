import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '@rapport/local-stack';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    kafkaBrokers: string[];
    clickhouseUrl: string;
  }
}

/**
 * One real Kafka and one real ClickHouse for all integration tests: those the environment names, or ones of our own on
 * free ports, with nothing kept. Tests keep apart by topic prefixes and database names.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'rapport-test-'));
  const progress = (line: string): void => void process.stderr.write(`${line}\n`);
  const stack = await startStack({ home, kafkaPort: 0, clickhousePort: 0, ephemeral: true, progress });
  project.provide('kafkaBrokers', stack.kafkaBrokers);
  project.provide('clickhouseUrl', stack.clickhouseUrl);
  return async () => {
    await stack.stop();
    rmSync(home, { recursive: true, force: true });
  };
}

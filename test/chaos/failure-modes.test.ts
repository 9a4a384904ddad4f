import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../src/rapport-command.ts';
import { allFaults } from './all-faults.ts';

const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
const rows = readme
  .slice(readme.indexOf('## The 25 failure modes'))
  .split('\n')
  .flatMap((line) => /^\| (\d+) \| .+ \| (.+) \|$/.exec(line) ?? [])
  .filter((_, index) => index % 3 !== 0);
const modes = Array.from({ length: rows.length / 2 }, (_, index) => ({
  number: Number(rows[index * 2]),
  heldBy: rows[index * 2 + 1] ?? '',
}));
const faultNames = new Set(allFaults.map(({ name }) => name));

/** The tests that a row names: a path, and after it the names in quotes, up to the next path. */
function testsOf(heldBy: string): { file: string; name: string }[] {
  return heldBy
    .split('`')
    .flatMap((part, index, parts) =>
      part.endsWith('.test.ts')
        ? [...(parts[index + 1] ?? '').matchAll(/“([^”]+)”/g)].map(([, name = '']) => ({ file: part, name }))
        : [],
    );
}

/** The faults and controls that a row names. */
function faultsOf(heldBy: string): string[] {
  return [...heldBy.matchAll(/`([a-z0-9-]+)`/g)].map(([, name = '']) => name);
}

describe('the failure modes', () => {
  it('are twenty-five, each with a test or a fault', () => {
    expect(modes.map(({ number }) => number)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
    for (const { heldBy } of modes) expect(testsOf(heldBy).length + faultsOf(heldBy).length).toBeGreaterThan(0);
  });

  it.each(modes)('$number is held by faults that exist', ({ heldBy }) => {
    for (const name of faultsOf(heldBy)) expect(faultNames).toContain(name);
  });

  it.each(modes)('$number is held by tests that exist', ({ heldBy }) => {
    for (const { file, name } of testsOf(heldBy)) {
      expect(existsSync(join(projectRoot, file)), file).toBe(true);
      expect(readFileSync(join(projectRoot, file), 'utf8'), file).toContain(name);
    }
  });
});

import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { RapportEvent } from '@rapport/events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createImportBench, type ImportBench, PAIRING_MAPPING } from '../testing/import-bench.ts';

let bench: ImportBench;
beforeEach(() => {
  bench = createImportBench();
  bench.put('mapping.yaml', PAIRING_MAPPING);
});
afterEach(() => bench.remove());

const PEOPLE = 'id,joined\np-1,2025-01-01\np-2,2025-01-01';

describe('the file of rejects', () => {
  it('replaces an earlier one, but never takes a device or a pipe away', async () => {
    bench.put('people.csv', PEOPLE);
    const pipe = bench.path('rejects.pipe');
    spawnSync('mkfifo', [pipe]);
    await bench.run(['people.csv'], { rejectsPath: pipe });
    expect(statSync(pipe).isFIFO()).toBe(true);
    const old = bench.put('old.jsonl', 'of an earlier import');
    await bench.run(['people.csv'], { rejectsPath: old });
    expect(existsSync(old)).toBe(false);
  });

  it.each([
    ['nowhere/rejects.jsonl', 'does not exist'],
    ['.', 'is a folder'],
    ['people.csv', 'rejects must go elsewhere'],
  ])('is refused at %s before anything is sent', async (name, reason) => {
    bench.put('people.csv', `${PEOPLE}\nbroken`);
    const sent: RapportEvent[] = [];
    const run = bench.run(['people.csv'], {
      rejectsPath: bench.path(name),
      producer: { send: async (events) => sent.push(...events) },
    });
    await expect(run).rejects.toMatchObject({ code: 'FILE_REFUSED', message: expect.stringContaining(reason) });
    expect(sent).toEqual([]);
    expect(existsSync(bench.path('people.csv'))).toBe(true);
  });
});

describe('a packed file', () => {
  it('is refused as such', async () => {
    bench.put('people.csv', gzipSync(PEOPLE));
    await expect(bench.run(['people.csv'])).rejects.toThrow('packed (gzip)');
  });
});

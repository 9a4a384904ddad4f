import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { createImportBench } from '../testing/import-bench.ts';

const ROWS = 250_000;
const HEAP_MB = 72;
const run = promisify(execFile);
const bench = createImportBench();
afterAll(() => bench.remove());

/** A process of its own with a small heap; `keep` is what its producer does with the events. */
function importInSmallHeap(keep: string): Promise<{ stdout: string }> {
  const options = {
    files: [bench.path('meetings.csv')],
    mapping: new URL('../../sample/review-mentoring/mapping.yaml', import.meta.url).pathname,
    rejectsPath: bench.path('rejects.jsonl'),
  };
  const script = `
    import { importFiles } from ${JSON.stringify(new URL('./import-files.ts', import.meta.url).href)};
    const kept = [];
    const send = async (events) => { await new Promise(setImmediate); ${keep} };
    const report = await importFiles({ ...${JSON.stringify(options)}, producer: { send } });
    process.stdout.write(JSON.stringify([report.imported, report.rejected]));
  `;
  return run(process.execPath, [`--max-old-space-size=${HEAP_MB}`, '--input-type=module', '-e', script]);
}

it('imports in a heap that could not hold the events of the file', async () => {
  const rows = Array.from(
    { length: ROWS },
    (_, i) => `m-${String(i).padStart(30, '0')},pair-${i % 5000},2024-0${1 + (i % 9)}-11T10:00:00Z,${i % 900}`,
  );
  bench.put('meetings.csv', `meeting_id,pairing_id,held_at,lines_reviewed\n${rows.join('\n')}\n`);
  expect(JSON.parse((await importInSmallHeap('')).stdout)).toEqual([ROWS, 0]);
  // The measure itself: an import that held on to its events would not have come through.
  await expect(importInSmallHeap('kept.push(...events);')).rejects.toThrow(/heap out of memory/);
});

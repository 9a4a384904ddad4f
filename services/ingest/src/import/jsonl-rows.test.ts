import { afterEach, beforeEach, expect, it } from 'vitest';
import { createImportBench, type ImportBench } from '../testing/import-bench.ts';
import { readJsonl } from './jsonl-rows.ts';
import { LONGEST_ROW_BYTES } from './row-reading.ts';
import { openSourceFile } from './source-file.ts';

let bench: ImportBench;
beforeEach(() => {
  bench = createImportBench();
});
afterEach(() => bench.remove());

async function read(content: string | Buffer, columns: string[], blockBytes?: number) {
  const file = await openSourceFile(bench.put('rows.jsonl', content), blockBytes);
  try {
    const seen: string[] = [];
    for await (const rows of readJsonl(file, columns)) {
      for (const row of rows) seen.push(`${await file.lineOf(row.start)} ${row.ok ? row.cells.join('|') : row.code}`);
    }
    return seen;
  } finally {
    await file.close();
  }
}

it('reads texts, numbers, lists and nested properties, and goes on behind every damaged line', async () => {
  const lines = [
    '{"id": "m-1", "n": 1.5, "who": {"name": "x"}, "tags": ["a", "b"], "ok": true}',
    '',
    '{"id": "m-2", "n": null}',
    '{"id": 12345678901234567890}',
    '{"id": "m-3"',
    '[1]',
    '{"id": {"a": 1}}',
    '{"__proto__": {"id": "polluted"}}',
    '{"id": "m-4"}',
  ];
  const content = Buffer.concat([
    Buffer.from(`\ufeff${lines.slice(0, 8).join('\r\n')}\n`),
    Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
    Buffer.from(lines[8] ?? ''),
  ]);
  const expected = [
    '1 m-1|1.5|x|a;b|true',
    '3 m-2||||',
    '4 BAD_VALUE',
    '5 BAD_JSON',
    '6 NOT_AN_OBJECT',
    '7 BAD_VALUE',
    '8 ||||',
    '9 WRONG_ENCODING',
    '10 m-4||||',
  ];
  const columns = ['id', 'n', 'who.name', 'tags', 'ok'];
  expect(await read(content, columns)).toEqual(expected);
  expect(await read(content, columns, 7)).toEqual(expected);
});

it('never holds a line that is longer than a row may be', async () => {
  const content = `{"id": "1"}\n{"id": "${'x'.repeat(LONGEST_ROW_BYTES)}"}\n{"id": "2"}\n`;
  expect(await read(content, ['id'])).toEqual(['1 1', '2 TOO_LONG', '3 2']);
});

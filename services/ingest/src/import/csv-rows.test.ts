import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createImportBench, type ImportBench } from '../testing/import-bench.ts';
import { type CsvDialect, checkCsv, readCsv } from './csv-rows.ts';
import { openSourceFile } from './source-file.ts';

let bench: ImportBench;
beforeEach(() => {
  bench = createImportBench();
});
afterEach(() => bench.remove());

type Seen = { line: number; cells?: readonly string[]; code?: string };

async function read(content: string | Buffer, dialect: Partial<CsvDialect> = {}, blockBytes?: number): Promise<Seen[]> {
  const file = await openSourceFile(bench.put('rows.csv', content), blockBytes);
  const full: CsvDialect = { delimiter: ',', encoding: 'utf-8', columns: ['a', 'b'], ...dialect };
  const seen: Seen[] = [];
  try {
    for await (const rows of readCsv(file, full)) {
      for (const row of rows) {
        const line = await file.lineOf(row.start);
        seen.push(row.ok ? { line, cells: row.cells } : { line, code: row.code });
      }
    }
  } finally {
    await file.close();
  }
  return seen;
}

async function fitness(content: string | Buffer, dialect: Partial<CsvDialect> = {}) {
  const file = await openSourceFile(bench.put('rows.csv', content));
  try {
    return await checkCsv(file, { delimiter: ',', encoding: 'utf-8', columns: ['a', 'b'], ...dialect });
  } finally {
    await file.close();
  }
}

describe('CSV rows', () => {
  it('copes with a byte order mark, both line ends, blank lines, quoted line breaks and a missing last line end', async () => {
    expect(await read('\ufeffa,b,c\r\n1,"x\r\ny",z\r\n\r\n2,ü,\n3,"say ""hi""",')).toEqual([
      { line: 2, cells: ['1', 'x\r\ny'] },
      { line: 5, cells: ['2', 'ü'] },
      { line: 6, cells: ['3', 'say "hi"'] },
    ]);
  });

  it('takes columns by name, in any order, with any delimiter and encoding', async () => {
    const bytes = Buffer.from('b;x;a\nJos\xe9;0;1\n', 'latin1');
    expect(await read(bytes, { delimiter: ';', encoding: 'windows-1252' })).toEqual([
      { line: 2, cells: ['1', 'José'] },
    ]);
  });

  it('refuses a row of the wrong width or encoding, and goes on', async () => {
    const bytes = Buffer.concat([
      Buffer.from('a,b\n1,2\n1\n1,2,3\n'),
      Buffer.from([0x31, 0x2c, 0xff, 0x0a]),
      Buffer.from('5,6\n'),
    ]);
    expect(await read(bytes)).toEqual([
      { line: 2, cells: ['1', '2'] },
      { line: 3, code: 'WRONG_CELL_COUNT' },
      { line: 4, code: 'WRONG_CELL_COUNT' },
      { line: 5, code: 'WRONG_ENCODING' },
      { line: 6, cells: ['5', '6'] },
    ]);
  });

  it('lets a stray quote cost its own line only', async () => {
    expect(await read('a,b\n1,2\n"never closed,2\n3,4\n5,"6"\n7,8\n')).toEqual([
      { line: 2, cells: ['1', '2'] },
      { line: 3, code: 'BAD_QUOTE' },
      { line: 4, cells: ['3', '4'] },
      { line: 5, cells: ['5', '6'] },
      { line: 6, cells: ['7', '8'] },
    ]);
    expect(await read('a,b\n1,2 "inch\n3,4\n')).toEqual([
      { line: 2, code: 'BAD_QUOTE' },
      { line: 3, cells: ['3', '4'] },
    ]);
  });

  it('gives up on a cell that swallows a megabyte, and reads what it swallowed as rows', async () => {
    const rows = Array.from({ length: 4_000 }, (_, index) => `${index},${'long text '.repeat(40)}`).join('\n');
    const seen = await read(`a,b\n"open,1\n${rows}\n`);
    expect(seen[0]).toEqual({ line: 2, code: 'BAD_QUOTE' });
    expect(seen).toHaveLength(4_001);
    expect(seen.at(-1)).toEqual({ line: 4_002, cells: ['3999', 'long text '.repeat(40).trim()] });
  });

  it('tells what a header lacks and what it has', async () => {
    expect(await fitness('a,b\n')).toEqual({ ok: true });
    expect(await fitness('a,c\n')).toMatchObject({ message: 'has no column "b": its header has "a", "c"' });
    expect(await fitness('a;b\n')).toMatchObject({ message: expect.stringContaining('is the delimiter ","?') });
    expect(await fitness('a,b,a\n')).toMatchObject({ message: expect.stringContaining('has the column "a" twice') });
    expect(await fitness('')).toMatchObject({ code: 'EMPTY_FILE' });
    expect(await fitness(Buffer.from('\ufeffa,b\n', 'utf16le'))).toMatchObject({ code: 'WRONG_ENCODING' });
    expect(await fitness(Buffer.from([0x22, 0, 1, 0x22, 0x7f]))).toMatchObject({ ok: false });
  });

  it('reads the same rows wherever the blocks are cut', async () => {
    const cell = fc.constantFrom('1', 'ü', '"q,""x"', '"l\r\nm"', '', '"open', 'a"b', '\u0000');
    const content = fc.array(fc.tuple(cell, cell, fc.constantFrom('\n', '\r\n')), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(content, fc.integer({ min: 1, max: 40 }), async (rows, blockBytes) => {
        const text = `a,b\n${rows.map(([a, b, end]) => `${a},${b}${end}`).join('')}`;
        expect(await read(text, {}, blockBytes)).toEqual(await read(text));
      }),
      { numRuns: 60 },
    );
  });
});

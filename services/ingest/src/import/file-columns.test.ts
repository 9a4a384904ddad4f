import { expect, it } from 'vitest';
import { fileColumns } from './file-columns.ts';

const columnsOf = (content: string | Buffer) => fileColumns('a.csv', Buffer.from(content));

it('reads header and first rows of a CSV, whatever separates its cells', async () => {
  expect(await columnsOf('id;"start, planned"\n1;2026-01-02\n2;x\n3;y\n4;z\n')).toEqual({
    ...{ name: 'a.csv', format: 'csv', delimiter: ';', encoding: 'utf-8' },
    ...{
      columns: ['id', 'start, planned'],
      rows: [
        ['1', '2026-01-02'],
        ['2', 'x'],
        ['3', 'y'],
      ],
    },
  });
});

it('knows text that is no UTF-8 as what spreadsheets save', async () => {
  const file = await columnsOf(Buffer.from('name,city\nZoë,Köln\n', 'latin1'));
  expect([file.encoding, file.rows]).toEqual(['windows-1252', [['Zoë', 'Köln']]]);
});

it('reads properties of JSON Lines, those inside others too', async () => {
  const file = await columnsOf('{"id":1,"where":{"kind":"video"},"tags":["a","b"]}\n{"id":2}\n');
  expect(file).toMatchObject({
    ...{ format: 'jsonl', columns: ['id', 'where.kind', 'tags'] },
    rows: [
      ['1', 'video', 'a;b'],
      ['2', '', ''],
    ],
  });
});

it('finds no columns in nothing', async () => {
  expect(await columnsOf('')).toMatchObject({ columns: [], rows: [] });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadStatement } from './body.ts';
import { classifyStatement } from './statement.ts';
import type { InsertData } from './statement-kinds.ts';

const whole = (text: string) => classifyStatement(Buffer.from(text), true);

function insertOf(text: string): { insert: InsertData; data: string; sql: string } {
  const bytes = Buffer.from(text);
  const insert = classifyStatement(bytes, true);
  if (insert.kind !== 'insert-data') throw new Error(`classified as ${insert.kind}`);
  return { insert, data: bytes.toString('utf8', insert.dataStart), sql: loadStatement(bytes, insert, '/s/f') };
}

const plain = (sql: string): string => sql.replaceAll(/\s+/g, ' ').trim();

describe('an INSERT with data', () => {
  it.each([
    ['INSERT INTO t FORMAT JSONEachRow\n{"a":1}', 'JSONEachRow', '{"a":1}'],
    ['INSERT INTO t FORMAT JSONEachRow {"a":1}', 'JSONEachRow', '{"a":1}'],
    ['insert into db.t (a, `b c`) format CSV\r\n1,2\n', 'CSV', '1,2\n'],
    ['INSERT INTO t FORMAT RowBinary\n\n\u0001', 'RowBinary', '\n\u0001'],
    ['INSERT INTO t VALUES (1, \';\'), (2, "x")', 'Values', ' (1, \';\'), (2, "x")'],
    ['-- FORMAT TSV\n/* VALUES */ INSERT INTO t(a)VALUES(1)', 'Values', '(1)'],
    ["INSERT INTO FUNCTION file('x FORMAT CSV', 'CSV') FORMAT TSV\n1", 'TSV', '1'],
    ['INSERT INTO {d:Identifier}.{t:Identifier} FORMAT TSV\n1', 'TSV', '1'],
    ['INSERT INTO `format`."values" (`select`) FORMAT TSV\nSELECT', 'TSV', 'SELECT'],
    ['INSERT INTO format FORMAT TSV\n1', 'TSV', '1'],
    ['INSERT INTO t FORMAT TSV', 'TSV', ''],
  ])('%j holds its data after the format', (text, format, data) => {
    const found = insertOf(text);
    expect(found.insert.format).toBe(format);
    expect(found.data).toBe(data);
  });

  it('is loaded from a file with its columns before and its settings behind', () => {
    const { sql } = insertOf('INSERT INTO t (a, b) SETTINGS async_insert=0 FORMAT CSV\n1,2');
    expect(plain(sql)).toBe(
      "INSERT INTO t (a, b) FROM INFILE '/s/f' COMPRESSION 'none' SETTINGS async_insert=0 FORMAT CSV",
    );
  });

  it('that selects from input() selects from the file', () => {
    const { sql, data } = insertOf(
      "INSERT INTO t SELECT a + 1 FROM input('a UInt8, b Array(String)') WHERE a > 0 FORMAT CSV\n1",
    );
    expect(plain(sql)).toBe(
      "INSERT INTO t SELECT a + 1 FROM file('/s/f', 'CSV', 'a UInt8, b Array(String)', 'none') WHERE a > 0",
    );
    expect(data).toBe('1');
  });

  it('is found alike however the bytes are cut', () => {
    const statements = fc.constantFrom(
      'INSERT INTO t FORMAT RowBinary\n',
      "/* ; */ INSERT INTO `a\\`b`.t (x, y) SETTINGS a = 'FORMAT TSV' FORMAT  CSV \n",
      'INSERT INTO t VALUES',
    );
    fc.assert(
      fc.property(statements, fc.uint8Array({ maxLength: 40 }), fc.nat(), (head, data, cutAt) => {
        const bytes = Buffer.concat([Buffer.from(head), data]);
        const complete = classifyStatement(bytes, true);
        fc.pre(complete.kind === 'insert-data');
        const early = classifyStatement(bytes.subarray(0, cutAt % (bytes.length + 1)), false);
        expect([complete, { kind: 'need-more' }]).toContainEqual(early);
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses a semicolon where the data should begin', () => {
    expect(whole('INSERT INTO t FORMAT CSV; SELECT 1')).toMatchObject({ kind: 'refused', code: 62 });
  });

  it('refuses a file of the server', () => {
    expect(whole("INSERT INTO t FROM INFILE '/etc/passwd' FORMAT CSV")).toMatchObject({ kind: 'refused' });
  });
});

describe('a statement without data', () => {
  it.each([
    ['SELECT 1', 'select'],
    ['WITH 1 AS x SELECT x FORMAT JSON', 'select'],
    ['(SELECT 1) UNION ALL (SELECT 2);', 'select'],
    ['INSERT INTO t SELECT 1', 'insert-select'],
    ['INSERT INTO t (a) (SELECT 1)', 'insert-select'],
    ['WITH 1 AS x INSERT INTO t SELECT x', 'insert-select'],
    ['CREATE TABLE t (a UInt8) ENGINE = Memory', 'other'],
    ['SHOW TABLES', 'other'],
    ['', 'empty'],
    ['-- nothing\n;', 'empty'],
  ])('%j is of the kind %s', (text, kind) => {
    expect(whole(text).kind).toBe(kind);
  });

  it.each([
    ['SELECT 1 FORMAT JSONCompact', 'JSONCompact'],
    ['SELECT 1 format CSV SETTINGS a=1 -- FORMAT x', 'CSV'],
    ["SELECT ' FORMAT TSV' AS x", undefined],
    ['SELECT format FROM t', undefined],
    ['SELECT (SELECT 1 FORMAT Null)', undefined],
    ['SELECT 1 FORMAT XML;\n', 'XML'],
  ])('%j has the format %s', (text, format) => {
    const found = whole(text);
    expect(found.kind === 'select' ? found.format?.name : 'no select').toBe(format);
  });

  it('refuses a second statement, however it is hidden', () => {
    expect(whole('SELECT 1; DROP TABLE t')).toMatchObject({ kind: 'refused', code: 62 });
    expect(whole('SELECT 1 /* ; */;; -- x\n DROP TABLE t')).toMatchObject({ kind: 'refused', code: 62 });
    expect(whole("SELECT ';' AS a, `;`, $$;$$, ';\\';' -- ;")).toMatchObject({ kind: 'select' });
  });

  it('refuses to write to a file of the server', () => {
    expect(whole("SELECT 1 INTO OUTFILE '/x'")).toMatchObject({ kind: 'refused' });
  });

  it('waits for the end of a statement that is not an INSERT', () => {
    expect(classifyStatement(Buffer.from('SELECT 1 FORMAT CSV '), false).kind).toBe('need-more');
    expect(classifyStatement(Buffer.from('INSE'), false).kind).toBe('need-more');
  });
});

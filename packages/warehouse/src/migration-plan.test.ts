import { expect, test } from 'vitest';
import { parseMigration, planMigrations } from './migration-plan.ts';

const file = (version: number, text = 'SELECT 1;') =>
  parseMigration(`${String(version).padStart(4, '0')}_create_things.sql`, text);

test('only what is missing is applied, in order', () => {
  const files = [file(2), file(1), file(3)];
  expect(planMigrations(files, [file(1)]).map(({ version }) => version)).toEqual([2, 3]);
});

test('an edited file is refused with the number that the change should get', () => {
  const edited = () => planMigrations([file(1), file(2, 'SELECT 2;')], [file(1), file(2)]);
  expect(edited).toThrow(/0002_create_things\.sql is not what was applied.*0003_verb_noun\.sql/);
});

test('a renamed file is refused', () => {
  const renamed = { ...file(1), name: '0001_create_other.sql' };
  expect(() => planMigrations([file(1)], [renamed])).toThrow(expect.objectContaining({ code: 'MIGRATION_EDITED' }));
});

test('a gap or a number used twice is refused by the file that stands wrong', () => {
  expect(() => planMigrations([file(1), file(3)], [])).toThrow(/0003_create_things\.sql stands where 0002 is due/);
  expect(() => planMigrations([file(1), file(1)], [])).toThrow(expect.objectContaining({ code: 'MIGRATION_GAP' }));
});

test('a database ahead of the program is refused', () => {
  expect(() => planMigrations([file(1)], [file(1), file(2)])).toThrow(
    /0002_create_things\.sql, which this program does/,
  );
});

test('a name out of form is refused', () => {
  expect(() => parseMigration('2_create.sql', '')).toThrow(expect.objectContaining({ code: 'MIGRATION_MISNAMED' }));
});

test("comment lines fall away and statements end at a line's end", () => {
  const { statements } = parseMigration('0001_create_things.sql', "-- why; and\nSELECT 'a; b';\n\n-- x\nSELECT\n 2;\n");
  expect(statements).toEqual(["SELECT 'a; b'", 'SELECT\n 2']);
});

test('line ends of another system are the same text', () => {
  expect(file(1, 'SELECT 1;\r\n').checksum).toBe(file(1, 'SELECT 1;\n').checksum);
});

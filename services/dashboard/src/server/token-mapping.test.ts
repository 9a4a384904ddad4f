import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readTokenMapping, TokenMappingError, tokenFor } from './token-mapping.ts';

const folder = mkdtempSync(join(tmpdir(), 'rapport-mapping-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(text: string): string {
  const path = join(folder, `${Math.random()}.json`);
  writeFileSync(path, text);
  return path;
}

const rules = [
  { claim: 'email', value: 'ada@example.org', token: 'rpt_ada' },
  { claim: 'groups', value: 'leads', token: 'rpt_leads' },
  { claim: 'department', value: 'people', token: 'rpt_people' },
];

describe('the token of somebody', () => {
  test('is that of the first rule that fits one of several values, or the only one', () => {
    expect(tokenFor(rules, { groups: ['all', 'leads'], department: 'people' })).toBe('rpt_leads');
    expect(tokenFor(rules, { groups: 'leadship', department: 'people' })).toBe('rpt_people');
  });

  test('is none where nothing fits, nor where only a part of a text does', () => {
    expect(tokenFor(rules, { groups: ['leads-of-others'], department: 'people and culture' })).toBeUndefined();
    expect(tokenFor(rules, {})).toBeUndefined();
  });

  test('goes by an address only where the provider has confirmed it', () => {
    expect(tokenFor(rules, { email: 'ada@example.org' })).toBeUndefined();
    expect(tokenFor(rules, { email: 'ada@example.org', email_verified: 'true' })).toBeUndefined();
    expect(tokenFor(rules, { email: 'ada@example.org', email_verified: true })).toBe('rpt_ada');
  });
});

describe('the file of rules', () => {
  test('is read as it is written', () => {
    expect(readTokenMapping(fileOf(JSON.stringify({ rules })))).toEqual(rules);
  });

  test.each([
    ['{', /cannot be read/],
    ['{"rules":[]}', /rules: /],
    ['{"rules":[{"claim":"groups","value":"x","token":"secret"}]}', /rules\.0\.token: must be a token/],
    ['{"rules":[{"claim":"groups","value":"x","token":"rpt_x","rôle":1}]}', /rules\.0: /],
  ])('is refused by its field: %s', (text, message) => {
    const path = fileOf(text);
    expect(() => readTokenMapping(path)).toThrow(TokenMappingError);
    expect(() => readTokenMapping(path)).toThrow(message);
    expect(() => readTokenMapping(path)).toThrow(path);
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesGlob } from './glob.ts';

it.each([
  ['people*.csv', 'people-2026.csv', true],
  ['people*.csv', 'PEOPLE.CSV', true],
  ['people*.csv', 'people.csv.bak', false],
  ['*', '', true],
  ['?', '', false],
  ['a?c', 'abc', true],
  ['*a*b', 'xaxbxb', true],
  ['a.c', 'abc', false],
  ['é*', 'élèves.csv', true],
])('says of %s and %s: %s', (pattern, name, fits) => {
  expect(matchesGlob(pattern, name)).toBe(fits);
});

it('says what a regular expression says', () => {
  const texts = fc.stringMatching(/^[ab]{0,8}$/);
  const patterns = fc.stringMatching(/^[ab*?]{0,6}$/);
  fc.assert(
    fc.property(patterns, texts, (pattern, name) => {
      const expected = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
      expect(matchesGlob(pattern, name)).toBe(expected.test(name));
    }),
  );
});

it('does not take for ever over a pattern of many stars', () => {
  const began = performance.now();
  expect(matchesGlob(`${'*a'.repeat(100)}b`, 'a'.repeat(200))).toBe(false);
  expect(performance.now() - began).toBeLessThan(1_000);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedTypes } from './generate.ts';

test('the committed types are those of the committed document', async () => {
  await expect(await generatedTypes()).toMatchFileSnapshot('./generated/api.ts');
});

test('the README shows the example as it is', () => {
  const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  expect(read('README.md')).toContain(read('examples/meetings-by-quarter.ts'));
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedTypes } from './generate.ts';

test('the committed types are those of the committed documents', async () => {
  await expect(await generatedTypes('insights')).toMatchFileSnapshot('./generated/api.ts');
  await expect(await generatedTypes('ingest')).toMatchFileSnapshot('./generated/ingest.ts');
  // Two seconds where the machine is quiet.
}, 30_000);

test('the README shows the example as it is', () => {
  const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  expect(read('README.md')).toContain(read('examples/meetings-by-quarter.ts'));
});

import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createAddresses } from './addresses.ts';

const folders: string[] = [];
async function fileOf(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-addresses-'));
  folders.push(folder);
  return join(folder, 'subscriptions.json');
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

const to = (name: string) => ({ kind: 'email' as const, to: `${name}@example.org` });

it('loses no address of several processes that write at once', async () => {
  const path = await fileOf();
  // Each has nothing in common with the others but the file, as processes have.
  const processes = Array.from({ length: 4 }, () => createAddresses(path));
  await Promise.all(
    processes.flatMap((addresses, at) => ['a', 'b', 'c'].map((name) => addresses.keep(`${at}${name}`, to(name)))),
  );
  const all = await createAddresses(path).all();
  expect([...all.keys()].toSorted()).toEqual(
    [0, 1, 2, 3].flatMap((at) => ['a', 'b', 'c'].map((name) => `${at}${name}`)),
  );
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(path, '..'))).toEqual(['subscriptions.json']);
});

it('goes on where a process was killed while it wrote', async () => {
  const path = await fileOf();
  await writeFile(`${path}.next`, '{"version":1,');
  const longAgo = new Date(Date.now() - 120_000);
  await utimes(`${path}.next`, longAgo, longAgo);
  const addresses = createAddresses(path);
  await addresses.keep('one', to('one'));
  await addresses.forget('one');
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 1, addresses: {} });
});

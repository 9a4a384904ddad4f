import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeToken, type StoredToken } from './token.ts';
import { changeTokenFile, readTokenFile } from './token-file.ts';

async function ownPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-tokens-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'deep', 'tokens.json');
}

const named = (name: string, own: Partial<StoredToken> = {}): StoredToken => {
  const created = '2026-11-22T12:00:00.000Z';
  return { ...makeToken({ name, role: 'analyst', programmes: 'all', k: 5, created, expires: null }).token, ...own };
};
const add = (path: string, token: StoredToken) =>
  changeTokenFile(path, (tokens) => ({ tokens: [...tokens, token], result: tokens.length }));

describe('the token file', () => {
  it('does not exist before the first token, and is then for its owner alone', async () => {
    const path = await ownPath();
    expect(await readTokenFile(path)).toBeUndefined();
    expect(await add(path, named('a'))).toBe(0);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readTokenFile(path))?.map(({ name }) => name)).toEqual(['a']);
  });

  it('keeps every one of many changes at once', async () => {
    const path = await ownPath();
    const names = Array.from({ length: 12 }, (_, index) => `token ${index}`);
    await Promise.all(names.map((name) => add(path, named(name))));
    expect((await readTokenFile(path))?.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
    expect(await readdir(join(path, '..'))).toEqual(['tokens.json']);
  });

  it('stays as it was where a change fails, and can be changed again', async () => {
    const path = await ownPath();
    await add(path, named('a'));
    const before = await readFile(path, 'utf8');
    await expect(
      changeTokenFile(path, () => {
        throw new Error('not so');
      }),
    ).rejects.toThrow('not so');
    await expect(add(path, named('b', { k: 4 }))).rejects.toMatchObject({ code: 'TOKENS_INVALID' });
    await expect(add(path, named('b', { role: 'lead', k: 10 }))).rejects.toMatchObject({ code: 'TOKENS_INVALID' });
    await expect(add(path, named('b', { role: 'data', k: 9 }))).rejects.toMatchObject({ code: 'TOKENS_INVALID' });
    expect(await readFile(path, 'utf8')).toBe(before);
    await add(path, named('b'));
    expect(await readTokenFile(path)).toHaveLength(2);
  });

  it.each([
    ['no JSON', '{'],
    ['another version', '{"version": 2, "tokens": []}'],
    ['a field that is not known', '{"version": 1, "tokens": [], "secret": 1}'],
  ])('is refused with %s', async (_what, text) => {
    const path = await ownPath();
    await add(path, named('a'));
    await writeFile(path, text);
    await expect(readTokenFile(path)).rejects.toMatchObject({ code: 'TOKENS_INVALID', retriable: false });
  });

  it('is refused with one id twice', async () => {
    const path = await ownPath();
    const token = named('a');
    await add(path, token);
    await expect(add(path, token)).rejects.toMatchObject({ code: 'TOKENS_INVALID' });
    await writeFile(path, JSON.stringify({ version: 1, tokens: [token, token] }));
    await expect(readTokenFile(path)).rejects.toMatchObject({ code: 'TOKENS_INVALID' });
  });

  it('is refused where others may write it', async () => {
    const path = await ownPath();
    await add(path, named('a'));
    await chmod(path, 0o620);
    await expect(readTokenFile(path)).rejects.toMatchObject({ code: 'TOKENS_WRITABLE' });
    await chmod(path, 0o444);
    expect(await readTokenFile(path)).toHaveLength(1);
  });
});

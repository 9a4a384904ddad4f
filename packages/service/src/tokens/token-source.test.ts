import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createLogger } from '../logger.ts';
import { makeToken, type TokenRole } from './token.ts';
import { changeTokenFile } from './token-file.ts';
import { createTokenSource } from './token-source.ts';

const logger = createLogger('test', 'silent');
const made = (role: TokenRole) =>
  makeToken({ name: role, role, programmes: 'all', k: 5, created: '2026-11-22T12:00:00Z', expires: null }).token;

async function ownPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-source-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'tokens.json');
}

it('sees a change of the file with the next question, without a restart', async () => {
  const path = await ownPath();
  const source = await createTokenSource({ path, logger });
  expect([await source.current(), source.rolesSeen().size]).toEqual([[], 0]);
  const token = made('analyst');
  await changeTokenFile(path, () => ({ tokens: [token], result: undefined }));
  expect(await source.current()).toEqual([token]);
  await changeTokenFile(path, () => ({ tokens: [], result: undefined }));
  expect(await source.current()).toEqual([]);
});

it('remembers that there were tokens when their file is gone', async () => {
  const path = await ownPath();
  await changeTokenFile(path, () => ({ tokens: [made('producer')], result: undefined }));
  const source = await createTokenSource({ path, logger });
  await rm(path);
  expect([await source.current(), [...source.rolesSeen()]]).toEqual([[], ['producer']]);
});

it('keeps what the file said before it became wrong, says so, and is well again with it', async () => {
  const path = await ownPath();
  const token = made('analyst');
  await changeTokenFile(path, () => ({ tokens: [token], result: undefined }));
  const source = await createTokenSource({ path, logger });
  await writeFile(path, 'not JSON');
  await expect(source.check()).rejects.toMatchObject({ code: 'TOKENS_INVALID' });
  expect(await source.current()).toEqual([token]);
  await writeFile(path, JSON.stringify({ version: 1, tokens: [] }));
  await source.check();
  expect(await source.current()).toEqual([]);
});

it('does not begin with a file that is wrong', async () => {
  const path = await ownPath();
  await writeFile(path, '[]', { mode: 0o600 });
  await expect(createTokenSource({ path, logger })).rejects.toMatchObject({ code: 'TOKENS_INVALID' });
});

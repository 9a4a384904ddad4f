import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTokenFile, stateOf } from '@rapport/service';
import { expect, it, onTestFinished } from 'vitest';
import type { Terminal } from '../terminal.ts';
import { type CreateOptions, createToken, listTokens, revokeToken, rotateToken } from './token.ts';
import { duration, ending } from './token-commands.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;
const never: CreateOptions['expires'] = () => null;

async function desk() {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-token-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const printed: string[] = [];
  const said: string[] = [];
  const terminal = { print: (text) => void printed.push(text), say: (text) => void said.push(text) } as Terminal;
  const settings = { tokensPath: join(folder, 'tokens.json') };
  const at = (now: number) => ({ settings, terminal, clock: () => now });
  const states = async (now: number) =>
    ((await readTokenFile(settings.tokensPath)) ?? []).map((token) => `${token.name} ${stateOf(token, now)}`);
  return { at, printed, said, states };
}

it('prints the secret alone, once, and keeps no copy of it', async () => {
  const { at, printed, said } = await desk();
  await createToken(at(NOON), 'impact', { role: 'analyst', expires: (now) => now + HOUR });
  expect(printed).toHaveLength(1);
  expect(printed[0]).toMatch(/^rpt_[0-9a-f]{12}_\S{43}$/);
  expect(said.join()).toContain('2026-11-22T13:00:00.000Z');
  await listTokens(at(NOON), { json: true, all: true });
  expect(printed[1]).not.toContain(printed[0]?.slice(17));
  expect(printed[1]).not.toContain('sha256');
  expect(JSON.parse(printed[1] ?? '')).toMatchObject([{ name: 'impact', role: 'analyst', k: 5, state: 'active' }]);
});

it('gives a role what it needs and refuses what it may not have', async () => {
  const { at, printed } = await desk();
  const create = (options: CreateOptions) => createToken(at(NOON), 'one', { ...options, json: true });
  await expect(create({ role: 'lead', expires: never })).rejects.toMatchObject({ exitCode: 2 });
  await expect(create({ role: 'data', k: 9, expires: never })).rejects.toMatchObject({ exitCode: 2 });
  await expect(create({ role: 'admin', programme: ['north'], expires: never })).rejects.toMatchObject({ exitCode: 2 });
  await create({ role: 'lead', programme: ['north', 'north', 'south'], k: 12, expires: never });
  expect(JSON.parse(printed[0] ?? '')).toMatchObject({ programmes: ['north', 'south'], k: 12, expires: null });
  await expect(create({ role: 'admin', expires: never })).rejects.toMatchObject({ exitCode: 2 });
});

it('rotates: the old secret works until its grace is over, the new one at once', async () => {
  const { at, states } = await desk();
  await createToken(at(NOON), 'etl', { role: 'data', expires: (now) => now + 10 * HOUR });
  await rotateToken(at(NOON + HOUR), 'etl', { graceMs: HOUR });
  expect(await states(NOON + HOUR)).toEqual(['etl active', 'etl active']);
  expect(await states(NOON + 2 * HOUR)).toEqual(['etl revoked', 'etl active']);
  expect(await states(NOON + 10 * HOUR)).toEqual(['etl revoked', 'etl expired']);
  await rotateToken(at(NOON + 3 * HOUR), 'etl', { graceMs: 0, expires: never });
  expect(await states(NOON + 99 * HOUR)).toEqual(['etl revoked', 'etl revoked', 'etl active']);
});

it('revokes by id or name, at once and once', async () => {
  const { at, printed, states } = await desk();
  await createToken(at(NOON), 'etl', { role: 'data', expires: never, json: true });
  await createToken(at(NOON), 'impact', { role: 'analyst', expires: never });
  await revokeToken(at(NOON), JSON.parse(printed[0] ?? '').id, {});
  expect(await states(NOON)).toEqual(['etl revoked', 'impact active']);
  await expect(revokeToken(at(NOON), 'etl', {})).rejects.toMatchObject({ exitCode: 4 });
  await expect(rotateToken(at(NOON), 'nobody', { graceMs: 0 })).rejects.toMatchObject({ exitCode: 4 });
  // A name whose token has ended is free again.
  await createToken(at(NOON), 'etl', { role: 'data', expires: never });
  expect(await states(NOON)).toEqual(['etl revoked', 'impact active', 'etl active']);
});

it('reads times as they are typed', () => {
  expect([duration('90d'), duration('12h'), duration('30m')]).toEqual([90 * 24 * HOUR, 12 * HOUR, HOUR / 2]);
  expect([ending('2d')(NOON), ending('never')(NOON)]).toEqual([NOON + 48 * HOUR, null]);
  for (const text of ['90', 'soon', '-1d', '2001-01-01']) expect(() => ending(text)).toThrow('must be');
});

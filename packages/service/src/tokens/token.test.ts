import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkToken, makeToken, stateOf } from './token.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const iso = (ms: number) => new Date(ms).toISOString();
const about = {
  name: 'impact',
  role: 'analyst',
  programmes: 'all',
  k: 5,
  created: iso(NOON),
  expires: iso(NOON + 1_000),
} as const;

describe('a token', () => {
  it('is kept as the SHA-256 of its text, and its text nowhere', () => {
    const { text, token } = makeToken(about);
    expect(text).toMatch(/^rpt_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/);
    expect(token.sha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect(JSON.stringify(token)).not.toContain(text.slice(17));
  });

  it('is never made twice', () => {
    const texts = Array.from({ length: 100 }, () => makeToken(about).text);
    expect(new Set(texts).size).toBe(100);
  });

  it('is known by its text alone, to the last character', () => {
    const [one, two] = [makeToken(about), makeToken(about)];
    const tokens = [two.token, one.token];
    expect(checkToken(one.text, tokens, NOON)).toEqual({ ok: true, token: one.token });
    const last = one.text.endsWith('A') ? 'B' : 'A';
    expect(checkToken(one.text.slice(0, -1) + last, tokens, NOON)).toEqual({ ok: false, why: 'unknown' });
    // The id of one with the secret of the other.
    expect(checkToken(one.text.slice(0, 17) + two.text.slice(17), tokens, NOON)).toEqual({ ok: false, why: 'unknown' });
    expect(checkToken(one.text, [], NOON)).toEqual({ ok: false, why: 'unknown' });
  });

  it.each(['', 'rpt_', 'x', 'rpt_0123456789ab_short', ` ${'x'.repeat(60)}`, 'rpt_0123456789AB_'.padEnd(60, 'x')])(
    'is not %j',
    (text) => {
      expect(checkToken(text, [makeToken(about).token], NOON)).toEqual({ ok: false, why: 'malformed' });
    },
  );

  it('ends at its time, and at its revocation where that comes first', () => {
    const { text, token } = makeToken(about);
    expect(checkToken(text, [token], NOON + 999).ok).toBe(true);
    expect(checkToken(text, [token], NOON + 1_000)).toEqual({ ok: false, why: 'expired' });
    const revoked = { ...token, revoked: iso(NOON + 500) };
    expect(checkToken(text, [revoked], NOON + 499).ok).toBe(true);
    expect(checkToken(text, [revoked], NOON + 500)).toEqual({ ok: false, why: 'revoked' });
    expect(stateOf({ expires: null, revoked: null }, NOON + 1e12)).toBe('active');
  });

  it('does not say to who holds another secret that it has ended', () => {
    const { text, token } = makeToken(about);
    const wrong = text.slice(0, 17) + makeToken(about).text.slice(17);
    expect(checkToken(wrong, [token], NOON + 5_000)).toEqual({ ok: false, why: 'unknown' });
  });
});

import { describe, expect, it } from 'vitest';
import { decodePosition, encodePosition } from './feed-position.ts';

describe('a position', () => {
  it('comes back from its text as it was', () => {
    const position = { pairing: { 0: 17, 3: -1 }, meeting: { 1: Number.MAX_SAFE_INTEGER } };
    expect(decodePosition(encodePosition(position))).toEqual(position);
  });

  it.each(['', 'x', 'e30', Buffer.from('{"v":1,"o":{"pairing":{"0":"5"}}}').toString('base64url'), 'A'.repeat(5_000)])(
    'is not %s',
    (text) => {
      expect(decodePosition(text)).toBeUndefined();
    },
  );
});

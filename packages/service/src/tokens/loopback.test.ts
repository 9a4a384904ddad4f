import { describe, expect, it } from 'vitest';
import { isFromHere, isLoopback } from './loopback.ts';

describe('loopback', () => {
  it.each(['127.0.0.1', '127.9.9.9', 'localhost', '::1'])('is %s', (host) => expect(isLoopback(host)).toBe(true));
  it.each(['0.0.0.0', '::', '10.0.0.1', 'localhost.example.org', '127.0.0.1.example.org', 'rapport', ''])(
    'is not %j',
    (host) => expect(isLoopback(host)).toBe(false),
  );

  it('is meant by requests that name it, with or without a port', () => {
    for (const host of ['localhost', 'localhost:8702', '127.0.0.1:1', '[::1]:8702'])
      expect(isFromHere({ host })).toBe(true);
  });

  it('is not meant by another name that leads here, nor by what a proxy passes on', () => {
    expect(isFromHere({ host: 'rebound.example.org:8702' })).toBe(false);
    expect(isFromHere({})).toBe(false);
    for (const header of ['forwarded', 'x-forwarded-for', 'x-real-ip'])
      expect(isFromHere({ host: 'localhost', [header]: '192.0.2.1' })).toBe(false);
  });
});

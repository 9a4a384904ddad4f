import { describe, expect, test } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

describe('a request that changes something', () => {
  test('must come from the page itself', () => {
    expect(isSameOrigin('POST', { 'sec-fetch-site': 'same-origin' })).toBe(true);
    for (const site of ['cross-site', 'same-site', 'none']) {
      expect(isSameOrigin('POST', { 'sec-fetch-site': site, origin: 'http://here', host: 'here' })).toBe(false);
    }
  });

  test('of a browser that says no more must have the origin of the page', () => {
    expect(isSameOrigin('DELETE', { origin: 'http://here:8700', host: 'here:8700' })).toBe(true);
    expect(isSameOrigin('DELETE', { origin: 'http://here.evil', host: 'here' })).toBe(false);
    expect(isSameOrigin('DELETE', { origin: 'null', host: 'here' })).toBe(false);
    expect(isSameOrigin('DELETE', { host: 'here' })).toBe(false);
  });

  test('is not meant where it only reads', () => {
    expect(isSameOrigin('GET', { 'sec-fetch-site': 'cross-site' })).toBe(true);
  });
});

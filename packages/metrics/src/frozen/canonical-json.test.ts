import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

describe('canonical JSON', () => {
  it('sorts keys at every depth, leaves out what is undefined, and keeps the order of lists', () => {
    expect(canonicalJson({ b: [2, { d: 1, c: undefined }], a: null, aa: 'ü"' })).toBe(
      '{"a":null,"aa":"ü\\"","b":[2,{"d":1}]}',
    );
  });

  it('says the same value, in the same text whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // Through JSON first: it knows no -0.
        const plain = JSON.parse(JSON.stringify(value));
        const text = canonicalJson(plain);
        expect(JSON.parse(text)).toEqual(plain);
        const turned = (one: unknown): unknown => {
          if (Array.isArray(one)) return one.map(turned);
          if (typeof one !== 'object' || one === null) return one;
          return Object.fromEntries(
            Object.entries(one)
              .toReversed()
              .map(([name, field]) => [name, turned(field)]),
          );
        };
        expect(canonicalJson(turned(plain))).toBe(text);
      }),
    );
  });
});

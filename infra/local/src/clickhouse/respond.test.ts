import { describe, expect, it } from 'vitest';
import { contentTypeOf } from './formats.ts';
import { chooseEncoding } from './respond.ts';

describe('the encoding of an answer', () => {
  it.each([
    ['gzip', true, 'gzip'],
    ['gzip, deflate, br;q=0.5', true, 'br'],
    ['lz4, identity', true, undefined],
    ['gzip', false, undefined],
  ] as const)('for %j with compression %s is %s', (accepted, enabled, expected) => {
    expect(chooseEncoding(accepted, enabled)).toBe(expected);
  });
});

describe('the content type', () => {
  it.each([
    ['JSON', 'application/json; charset=UTF-8'],
    ['JSONEachRow', 'application/x-ndjson; charset=UTF-8'],
    ['JSONCompactEachRowWithNamesAndTypes', 'application/x-ndjson; charset=UTF-8'],
    ['CSVWithNames', 'text/csv; charset=UTF-8; header=present'],
    ['TSVRaw', 'text/tab-separated-values; charset=UTF-8'],
    ['RowBinaryWithNamesAndTypes', 'application/octet-stream'],
    ['Parquet', 'application/octet-stream'],
    ['PrettyCompact', 'text/plain; charset=UTF-8'],
  ])('of %s is %s', (format, type) => {
    expect(contentTypeOf(format)).toBe(type);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRequest } from '../request.ts';
import { checkCell, parseCell } from './lineage-cell.ts';
import { readCursor, writeCursor } from './lineage-cursor.ts';
import { positionAfter, type UnitRow } from './lineage-unit.ts';

const request = { metric: 'pairings', groupBy: ['end_reason'], grain: 'month', protection: 'none' } as const;
const cell = { group: { end_reason: 'open' }, bucket: '2024-01' };
const moments = { asOf: 5, knownAt: 6, storedBy: '2024-06-01 00:00:00.000' };

const written = (text: string) => text.replaceAll(',', '\\,');
const rows = (...keys: string[]) => keys.map((key) => ({ key: [key] }) as unknown as UnitRow);

describe('a cell as it is typed', () => {
  it('is read back, commas and equals signs of its values included', () => {
    expect(parseCell('mentor_department=R\\,D,bucket=2026-03')).toEqual({
      ...{ group: { mentor_department: 'R,D' }, bucket: '2026-03' },
    });
    const value = fc.string().filter((text) => !text.endsWith('\\') && !text.includes('\\,'));
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(parseCell(`side=${written(a)},skill=${written(b)}`)).toEqual({
          group: { side: a, skill: b },
          bucket: null,
        });
      }),
    );
    expect(parseCell('')).toEqual({ group: {}, bucket: null });
  });

  it('is refused where it is no list, or names a thing twice', () => {
    for (const text of ['side', '=x', 'side=a,side=b', 'bucket=1,bucket=2']) {
      expect(() => parseCell(text)).toThrow(expect.objectContaining({ code: 'INVALID_CELL' }));
    }
  });

  it('names what the answer is by, and nothing else', () => {
    const query = parseRequest(request, 0);
    expect(checkCell(query, cell)).toEqual(cell);
    for (const wrong of [
      { ...cell, bucket: null },
      { ...cell, group: {} },
      { ...cell, group: { end_reason: 'open', end_kind: 'open' } },
    ]) {
      expect(() => checkCell(query, wrong)).toThrow(expect.objectContaining({ code: 'INVALID_CELL' }));
    }
  });
});

describe('a cursor', () => {
  it('says where a list goes on, to the question that it belongs to', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.integer({ min: 1 }), (after, twins) => {
        const cursor = { moments, position: { after, twins } };
        expect(readCursor(request, cell, writeCursor(request, cell, cursor))).toEqual(cursor);
      }),
    );
    const cursor = writeCursor(request, cell, { moments, position: { after: ['a'], twins: 1 } });
    const others = [
      { ...request, metric: 'meetings' },
      { ...request, protection: { k: 5 } },
    ];
    for (const other of others) expect(() => readCursor(other, cell, cursor)).toThrow(/another question/);
    // Its moments are its own, whatever the question says.
    expect(readCursor({ ...request, asOf: '2020-01-01T00:00:00Z' }, cell, cursor).moments).toEqual(moments);
  });

  it('is refused where it is not ours, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const given = Buffer.from(text).toString('base64url');
        expect(() => readCursor(request, cell, given)).toThrow(expect.objectContaining({ code: 'INVALID_CURSOR' }));
      }),
    );
  });

  it('counts units of one key, on this page and before', () => {
    expect(positionAfter(rows('a', 'b', 'b'), null)).toEqual({ after: ['b'], twins: 2 });
    expect(positionAfter(rows('b', 'b'), { after: ['b'], twins: 2 })).toEqual({ after: ['b'], twins: 4 });
    expect(positionAfter(rows('b', 'c'), { after: ['b'], twins: 2 })).toEqual({ after: ['c'], twins: 1 });
    expect(positionAfter([], { after: ['b'], twins: 2 })).toEqual({ after: ['b'], twins: 2 });
  });
});

import { describe, expect, it } from 'vitest';
import { explanationOf } from './explain.ts';
import { type Protection, parseRequest } from './request.ts';
import type { MetricResult } from './result.ts';

const row = { group: {}, bucket: null, state: 'value', value: 0.2, n: 20, ci: null, reason: 'at_most' } as const;

function explained(protection: Protection) {
  const query = parseRequest({ metric: 'premature-closure', protection }, Date.UTC(2024, 5, 1));
  const estimate = [{ table: 'events_pairing', parts: 1, rows: '1203', marks: 1 }];
  return explanationOf(query, { sql: '', params: {} }, estimate, { rows: [row], meta: {} } as unknown as MetricResult);
}

describe('an explanation under protection', () => {
  it('tells tables to thousands of rows: the next day’s would tell of a few', () => {
    expect(explained({ k: 5 })).toMatchObject({ rows_read: 2_000, tables: [{ rows: 2_000 }] });
    expect(explained('none')).toMatchObject({ rows_read: 1_203 });
  });

  it('has no numbers behind a bound', () => {
    expect(explained({ k: 5 }).cells[0]?.formula).toBe(
      'at most 0.2000, from 20 units: the exact number would tell of too few people',
    );
  });
});

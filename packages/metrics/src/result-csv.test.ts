import { describe, expect, it } from 'vitest';
import type { MetricResult } from './result.ts';
import { resultToCsv } from './result-csv.ts';

const meta = { query: { group_by: ['mentor_level'] } } as MetricResult['meta'];
const row = { bucket: '2024-01', state: 'value', value: 0.5, n: 10, ci: null } as const;

describe('CSV', () => {
  it('has one CRLF line a row, empty where a number is missing', () => {
    const ci = { low: 0.1, high: 0.9, level: 0.95, method: 'wilson' } as const;
    const csv = resultToCsv({
      rows: [{ ...row, group: { mentor_level: 'l3' }, ci, flags: ['immature', 'few_clusters'] }],
      meta,
    });
    expect(csv).toBe(
      'mentor_level,bucket,state,value,n,ci_low,ci_high,level,method,reason,flags\r\nl3,2024-01,value,0.5,10,0.1,0.9,0.95,wilson,,immature few_clusters\r\n',
    );
  });

  it('quotes commas and quotes, and disarms what a spreadsheet would run', () => {
    const csv = resultToCsv({
      rows: [
        { ...row, group: { mentor_level: 'a,"b"' } },
        { ...row, group: { mentor_level: '=1+1' } },
      ],
      meta,
    });
    expect(csv).toContain('"a,""b""",2024-01');
    expect(csv).toContain("\r\n'=1+1,2024-01");
  });
});

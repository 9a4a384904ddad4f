import { proportion } from '@rapport/statistics';
import { describe, expect, it } from 'vitest';
import type { MetricRequest } from '../request.ts';
import type { MetricResult, MetricRow } from '../result.ts';
import { compare } from './compare.ts';

type Cell = [group: string, bucket: string | null, k: number, n: number];

function rowOf([department, bucket, k, n]: Cell): MetricRow {
  const group: Record<string, string> = department === '' ? {} : { mentee_department: department };
  if (n < 5) {
    return { group, bucket, state: 'suppressed', value: null, n: null, ci: null, reason: 'small_group' };
  }
  const { value, ci } = proportion({ n, k });
  return { group, bucket, state: 'value', value, n, ci };
}

/** Answers by the first day asked for. */
function answers(cells: Record<string, Cell[]>) {
  const asked: MetricRequest[] = [];
  async function run(request: MetricRequest): Promise<MetricResult> {
    asked.push(request);
    const meta = {
      ...{ unit: 'share', caveats: [], as_of: '2024-03-20T12:00:00.000Z', time_zones: ['Africa/Cairo'] },
      query: { from: request.from ?? null, to: request.to ?? null },
    } as unknown as MetricResult['meta'];
    return { rows: (cells[request.from ?? ''] ?? []).map(rowOf), meta };
  }
  return { run, asked };
}

const request = { metric: 'premature-closure', from: '2024-03-01', to: '2024-04-01', protection: { k: 5 } };

describe('a comparison with another period', () => {
  it('puts bucket beside bucket, in order', async () => {
    const { run, asked } = answers({
      '2024-03-01': [
        ['', '2024-03', 56, 70],
        ['', '2024-04', 1, 70],
      ],
      '2023-03-01': [
        ['', '2023-03', 48, 80],
        ['', '2023-04', 1, 3],
      ],
    });
    const { rows, meta } = await compare(run, { ...request, grain: 'month', compare: 'year' });
    expect(asked.map(({ from, to }) => [from, to])).toEqual([
      ['2024-03-01', '2024-04-01'],
      ['2023-03-01', '2023-04-01'],
    ]);
    expect(rows[0]?.comparison).toMatchObject({ bucket: '2023-03', value: 0.6, n: 80, reading: 'higher' });
    expect(rows[1]?.comparison).toMatchObject({
      state: 'suppressed',
      difference: { value: null, reason: 'small_group' },
    });
    expect(meta.comparison).toEqual({ kind: 'year', from: '2023-03-01', to: '2023-04-01' });
  });

  it('ends at as_of where no end is given, so that as many days meet', async () => {
    const { run, asked } = answers({ '2024-03-11': [['', null, 5, 10]], '2024-03-01': [['', null, 5, 10]] });
    await compare(run, { metric: 'x', from: '2024-03-11', compare: 'previous', protection: 'none' });
    expect(asked[1]).toMatchObject({ from: '2024-03-01', to: '2024-03-11' });
  });

  it('with a period that overlaps is refused under protection: the rest could be one day of one person', async () => {
    const { run } = answers({ '2024-03-01': [['', null, 5, 10]], '2024-03-02': [['', null, 5, 10]] });
    const custom = { compare: 'custom', compareFrom: '2024-03-02', compareTo: '2024-04-01' };
    await expect(compare(run, { ...request, ...custom })).rejects.toThrow('the periods overlap');
    await expect(compare(run, { ...request, ...custom, from: undefined })).rejects.toThrow('the periods overlap');
    expect((await compare(run, { ...request, ...custom, protection: 'none' })).rows).toHaveLength(1);
  });

  it('is refused, with the reason, where there is no period before', async () => {
    const { run, asked } = answers({});
    await expect(compare(run, { metric: 'x', compare: 'previous', protection: 'none' })).rejects.toThrow(
      'compare=previous needs from',
    );
    await expect(compare(run, { ...request, compare: 'previos' })).rejects.toThrow('did you mean previous');
    await expect(compare(run, { ...request, compare: 'custom', compareFrom: '2024-01-01' })).rejects.toThrow(
      'compareTo',
    );
    expect(asked).toEqual([]);
  });
});

describe('a comparison with a reference group', () => {
  const cells: Cell[] = [
    ['it', null, 60, 100],
    ['law', null, 40, 100],
    ['ops', null, 58, 100],
    ['tiny', null, 1, 2],
  ];

  it('gives each other group its gap, and counts the hidden ones in the family', async () => {
    const { run } = answers({ '2024-03-01': cells });
    const { rows } = await compare(run, { ...request, groupBy: ['mentee_department'], reference: 'it' });
    expect(rows[0]?.gap).toBeUndefined();
    expect(rows[1]?.gap).toMatchObject({ reference: 'it', reading: 'lower' });
    expect(rows[1]?.gap?.difference.value).toBeCloseTo(-0.2, 12);
    // p is about 0.0045; with three gaps in the family the smallest q is three times that.
    expect(rows[1]?.gap?.q).toBeGreaterThan(0.009);
    expect(rows[1]?.gap?.q).toBeLessThan(0.02);
    expect(rows[2]?.gap).toMatchObject({ reading: 'either_way' });
    expect(rows[3]?.gap).toMatchObject({ q: null, difference: { value: null, reason: 'small_group' } });
  });

  it('names the groups there are when the reference is none of them', async () => {
    const { run } = answers({ '2024-03-01': cells });
    await expect(compare(run, { ...request, groupBy: ['mentee_department'], reference: 'hr' })).rejects.toThrow(
      'there are it, law, ops, tiny',
    );
    await expect(compare(run, { ...request, reference: 'it' })).rejects.toThrow('needs a breakdown');
  });
});

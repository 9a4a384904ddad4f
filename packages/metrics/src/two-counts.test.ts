import { describe, expect, it } from 'vitest';
import { createMetricEngine } from './engine.ts';
import type { RawRow } from './summary-row.ts';

const now = Date.UTC(2026, 0, 1);
const cell = (g0: string, n: number, mentors: number, mentees: number) => ({
  ...{ g0, bucket: '', n, immature: 0, mentors, mentees },
});

/** An engine over a warehouse of one programme that answers a summary with what the kind of count gives. */
function engineOver(upTo: RawRow[], exact: RawRow[], { keeps = true } = {}) {
  const asked: string[] = [];
  const engine = createMetricEngine({
    clock: () => now,
    ...(keeps ? { kept: () => (name) => `SELECT * FROM kept_${name}` } : {}),
    query: async (sql) => {
      if (!sql.includes('AS mentors')) return [];
      const kind = sql.includes('uniqExact') ? 'exact' : 'up to k';
      asked.push(kind);
      return kind === 'exact' ? exact : upTo;
    },
  });
  return { engine, asked };
}

const request = { metric: 'meetings', groupBy: ['mode'], protection: { k: 5 } };

describe('people behind a cell', () => {
  it('are counted up to k only where that shows that nobody is to be hidden', async () => {
    const { engine, asked } = engineOver([cell('remote', 60, 6, 5), cell('hybrid', 40, 6, 6)], []);
    const { rows } = await engine.run(request);
    expect(asked).toEqual(['up to k']);
    expect(rows.map(({ value }) => value)).toEqual([40, 60]);
  });

  it('are counted exactly where a cell is hidden, as the smallest other one goes with it', async () => {
    const upTo = [cell('remote', 60, 6, 6), cell('hybrid', 40, 6, 6), cell('phone', 3, 2, 2)];
    const exact = [cell('remote', 60, 20, 30), cell('hybrid', 40, 9, 9), cell('phone', 3, 2, 2)];
    const { engine, asked } = engineOver(upTo, exact);
    const { rows } = await engine.run(request);
    expect(asked).toEqual(['up to k', 'exact']);
    expect(rows.map(({ group, state }) => [group['mode'], state])).toEqual([
      ['hybrid', 'suppressed'],
      ['phone', 'suppressed'],
      ['remote', 'value'],
    ]);
  });

  it('are counted exactly from the start where events are folded, as a second folding costs more than the count', async () => {
    const { engine, asked } = engineOver([], [cell('remote', 60, 6, 5)], { keeps: false });
    await engine.run(request);
    expect(asked).toEqual(['exact']);
  });

  it('are counted exactly from the start where k is more than a cheap count can tell', async () => {
    const { engine, asked } = engineOver([], [cell('remote', 6_000, 200, 300)]);
    await engine.run({ ...request, protection: { k: 101 } });
    expect(asked).toEqual(['exact']);
  });
});

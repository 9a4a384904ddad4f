import { describe, expect, it } from 'vitest';
import { makeRows } from './cells.ts';
import { type MetricRequest, parseRequest } from './request.ts';
import type { RawRow } from './summary-row.ts';

const now = Date.UTC(2024, 5, 15, 12);
const table = (request: Partial<MetricRequest>, rows: RawRow[]) =>
  makeRows(parseRequest({ metric: 'meetings', protection: 'none', ...request }, now), rows, ['UTC']);

describe('states of a cell', () => {
  it('fills months without meetings with true zeros, marks the running one, and says what has not begun', () => {
    const rows = table({ from: '2024-03-01', to: '2024-08-01', grain: 'month' }, [
      { bucket: '2024-03', n: 7, immature: 0 },
      { bucket: '2024-06', n: '2', immature: '0' },
    ]);
    expect(rows.map(({ bucket, state, value }) => [bucket, state, value])).toEqual([
      ['2024-03', 'value', 7],
      ['2024-04', 'zero', 0],
      ['2024-05', 'zero', 0],
      ['2024-06', 'in_progress', 2],
      ['2024-07', 'not_yet_observable', null],
    ]);
  });

  it('fills until now where the range has no end', () => {
    const rows = table({ grain: 'month' }, [{ bucket: '2024-04', n: 1, immature: 0 }]);
    expect(rows.map(({ bucket }) => bucket)).toEqual(['2024-04', '2024-05', '2024-06']);
  });

  it('has no rate where nobody is, and says so', () => {
    const rows = table({ metric: 'premature-closure' }, []);
    expect(rows).toEqual([
      { group: {}, bucket: null, state: 'no_data', value: null, n: 0, ci: null, reason: 'no_units' },
    ]);
  });

  it('tells a rate of zero from no data, with its interval', () => {
    const [row] = table({ metric: 'premature-closure' }, [{ bucket: '', n: 10, immature: 3, k: 0 }]);
    expect(row).toMatchObject({ state: 'zero', value: 0, n: 10, count: 0, ci: { low: 0, method: 'wilson' } });
    expect(row?.ci?.high).toBeCloseTo(0.2775, 4);
  });

  it('cannot observe a cohort that is all too young, and has not finished one that is partly', () => {
    const rows = table({ metric: 'premature-closure', from: '2024-01-01', to: '2024-03-01', grain: 'month' }, [
      { bucket: '2024-01', n: 4, immature: 2, k: 1 },
      { bucket: '2024-02', n: 0, immature: 5, k: 0 },
    ]);
    expect(rows.map(({ state, value, reason }) => [state, value, reason])).toEqual([
      ['in_progress', 0.25, undefined],
      ['not_yet_observable', null, 'too_young'],
    ]);
  });

  it('hides small groups entirely, in the same words for small and complementary ones', () => {
    const rows = table({ metric: 'premature-closure', groupBy: ['end_reason'], protection: { k: 5 } }, [
      { g0: 'idle', bucket: '', n: 4, immature: 0, k: 1, mentors: 4, mentees: 4 },
      { g0: 'moved', bucket: '', n: 8, immature: 0, k: 2, mentors: 7, mentees: 8 },
      { g0: 'open', bucket: '', n: 80, immature: 0, k: 20, mentors: 70, mentees: 70 },
    ]);
    const hidden = { bucket: null, state: 'suppressed', value: null, n: null, ci: null, reason: 'small_group' };
    expect(rows[0]).toEqual({ group: { end_reason: 'idle' }, ...hidden });
    expect(rows[1]).toEqual({ group: { end_reason: 'moved' }, ...hidden });
    expect(rows[2]).toMatchObject({ state: 'value', value: 0.25 });
  });
});

describe('a table of which only the total may be shown', () => {
  it('does not tell its empty cells from its hidden ones, but what has not begun', () => {
    const rows = table({ from: '2024-04-01', to: '2024-08-01', grain: 'month', protection: { k: 5 } }, [
      { bucket: '2024-04', n: 3, immature: 0, mentors: 3, mentees: 3 },
      { bucket: '2024-06', n: 4, immature: 0, mentors: 4, mentees: 4 },
    ]);
    // Seven meetings in all: with an empty May, there were three to six of them in April.
    expect(rows.map(({ state }) => state)).toEqual(['suppressed', 'suppressed', 'suppressed', 'not_yet_observable']);
  });
});

describe('shares of a large enough cell', () => {
  const protection = { k: 5 };
  const closures = (n: number, k: number): RawRow => {
    return { bucket: '', n, immature: 0, k, mentors: n, mentees: n };
  };

  it('are bounds where few are on a side: no count, no interval, and no true zero', () => {
    const [few] = table({ metric: 'premature-closure', protection }, [closures(20, 3)]);
    // Four of 20 would be 20 %.
    expect(few).toMatchObject({ state: 'value', value: 0.2, n: 20, ci: null, reason: 'at_most' });
    expect(few).not.toHaveProperty('count');
    const [most] = table({ metric: 'premature-closure', protection }, [closures(100, 97)]);
    expect(most).toMatchObject({ state: 'value', value: 0.95, reason: 'at_least' });
  });

  it('do not tell of a sensitive item that nobody, or everybody, has it', () => {
    const [nobody] = table({ metric: 'premature-closure', protection }, [closures(20, 0)]);
    expect(nobody).toMatchObject({ state: 'value', value: 0.2, reason: 'at_most' });
    const [activated] = table({ metric: 'activation', protection }, [closures(20, 20)]);
    expect(activated).toMatchObject({ state: 'value', value: 1, count: 20 });
  });

  it('are exact for the operator, and where five are on either side', () => {
    const [own] = table({ metric: 'premature-closure' }, [closures(20, 3)]);
    expect(own).toMatchObject({ value: 0.15, count: 3 });
    const [five] = table({ metric: 'premature-closure', protection }, [closures(20, 5)]);
    expect(five).toMatchObject({ value: 0.25, count: 5 });
  });

  it('of meetings are as they are: one that was called off tells of no one', () => {
    const sums = { clusters: 9, mentors: 9, mentees: 9, exposure: '100', squared_top: '3', squared_bottom: '1300' };
    const [row] = table({ metric: 'cancellation-rate', protection }, [
      { bucket: '', n: 100, immature: 0, k: '3', top_bottom: '40', ...sums },
    ]);
    expect(row).toMatchObject({ value: 0.03, count: 3 });
  });

  it('of events per year are below k of the exposure', () => {
    const row = { bucket: '', n: 30, immature: 0, persons: 30, k: '3000000000000', exposure: '40000000000000' };
    const [few] = table({ metric: 'promotion-rate', protection }, [row]);
    expect(few).toMatchObject({ value: 4 / 40, ci: null, reason: 'at_most', details: { exposure: 40 } });
    expect(few).not.toHaveProperty('count');
  });

  it('of promoters and detractors are rounded with the score', () => {
    const row = { g0: 'mentor', bucket: '', n: 30, immature: 0, persons: 30, promoters: 17, detractors: 2 };
    const [few] = table({ metric: 'nps', protection }, [row]);
    // 50 points are 15 of 30 people; to steps of 20 points, six of them.
    expect(few).toMatchObject({ value: 60, ci: null, reason: 'near_20_points' });
    expect(few).not.toHaveProperty('details');
  });
});

describe('curves', () => {
  const day = 86_400_000;
  /** So many units whose time of so many milliseconds ended in a way: 0 open, 1 event, 2 competing. */
  const listed = (ms: number, kind: number, units: number) => Array<number>(units).fill(ms * 4 + kind);
  const survivalRow = (times: [number, number, number][]): RawRow => ({
    bucket: '',
    n: times.reduce((sum, [, ended, censored]) => sum + ended + censored, 0),
    immature: 0,
    mentors: 50,
    mentees: 50,
    times: times.flatMap(([t, ended, censored]) => [...listed(t * day, 0, censored), ...listed(t * day, 1, ended)]),
  });

  it('read the value at day 365, and say when nobody has been watched so long', () => {
    const [long] = table({ metric: 'pair-survival' }, [
      survivalRow([
        [100, 5, 0],
        [400, 0, 5],
      ]),
    ]);
    expect(long).toMatchObject({ state: 'value', value: 0.5, n: 10, median: 100 });
    const [short] = table({ metric: 'pair-survival' }, [
      survivalRow([
        [100, 5, 0],
        [200, 0, 5],
      ]),
    ]);
    expect(short).toMatchObject({ state: 'not_yet_observable', value: null, reason: 'follow_up_too_short' });
  });

  it('are cut where fewer than k are at risk, the value and the restricted mean too', () => {
    const row = survivalRow([
      [50, 30, 0],
      [100, 6, 0],
      [400, 0, 4],
    ]);
    const [shown] = table({ metric: 'pair-survival', protection: 'none' }, [row]);
    expect(shown?.points?.map((point) => [point.day, point.at_risk])).toEqual([
      [30, 40],
      [90, 10],
      [180, 4],
      [365, 4],
      [730, 0],
    ]);
    const [cut] = table({ metric: 'pair-survival', protection: { k: 5 } }, [row]);
    expect(cut?.points?.map((point) => point.day)).toEqual([30, 90]);
    expect(cut).toMatchObject({
      state: 'suppressed',
      value: null,
      n: null,
      ci: null,
      reason: 'small_group',
      rmst: null,
    });
  });

  it('show no median of a small group: it is one person’s date', () => {
    const [row] = table({ metric: 'time-to-first-meeting', protection: { k: 5 } }, [
      { bucket: '', n: 9, immature: 0, mentors: 9, mentees: 9, times: listed(2 * day, 1, 9) },
    ]);
    expect(row).toMatchObject({ state: 'suppressed', value: null, median: null });
  });

  it('have a legal answer where the median is not reached', () => {
    const [row] = table({ metric: 'time-to-first-meeting' }, [
      {
        bucket: '',
        n: 10,
        immature: 0,
        mentors: 9,
        mentees: 9,
        times: [...listed(2 * day, 1, 3), ...listed(90 * day, 0, 5), ...listed(90 * day, 2, 2)],
      },
    ]);
    expect(row).toMatchObject({ state: 'value', value: null, n: 10, reason: 'not_reached' });
  });

  it('never reads a share above 1, however many steps it adds up', () => {
    for (let n = 1; n <= 60; n += 1) {
      const days = Array.from({ length: n }, (_, index) => (index + 1) / 2);
      const counts = days.map((_, index) => (index % 7 === 3 ? 0 : 1));
      const times = days.flatMap((at, index) => listed(at * day, counts[index] ?? 0, 1));
      const [row] = table({ metric: 'time-to-first-meeting' }, [{ bucket: '', n, immature: 0, times }]);
      const shares = (row?.points ?? []).map((point) => ('incidence' in point ? (point.incidence ?? 0) : 0));
      expect(Math.max(...shares), `${n} units`).toBeLessThanOrEqual(1);
    }
  });
});

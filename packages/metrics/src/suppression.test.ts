import { describe, expect, it } from 'vitest';
import type { Estimator, MetricDefinition, PeopleModel } from './definition.ts';
import { type Cell, coarseSharesOf, maskOf } from './suppression.ts';
import { tinyMetric } from './testing/tiny-metric.ts';

type Extra = Partial<MetricDefinition>;
type Sample = { people: number[]; row?: Record<string, unknown> };

const cell = (key: string, { people, row = {} }: Sample): Cell => {
  return { key: [key, ''], groups: [key], bucket: '', people, row: { n: Math.max(...people), immature: 0, ...row } };
};
const people = (key: string, ...counts: number[]) => cell(key, { people: counts });

function queryOf(model: PeopleModel, estimator: Estimator = { name: 'count' }, extra: Extra = {}) {
  const metric = { ...tinyMetric(estimator, { columns: 'one UInt8', rows: [] }), ...extra, people: model };
  return { metric, groupBy: ['end_reason'], protection: { k: 5 } };
}
const hiddenIn = (...asked: Parameters<typeof maskOf>) => maskOf(...asked).hidden;
const keysOf = (cells: ReadonlySet<Cell>) => [...cells].map(({ groups }) => groups.join('/')).sort();

describe('suppression', () => {
  it('hides a pairing cell of many mentees and one mentor, and the smallest other', () => {
    const cells = [people('a', 1, 60), people('b', 9, 9), people('c', 90, 90)];
    expect(keysOf(hiddenIn(queryOf('pair'), cells))).toEqual(['a', 'b']);
  });

  it('hides more where the units of the hidden ones could be told too well', () => {
    // Two people met 100 times, nine of the second group 9 times: the 100 would be known within 8.
    const cells = [
      cell('a', { people: [2], row: { n: 100 } }),
      cell('b', { people: [9], row: { n: 9 } }),
      cell('c', { people: [40], row: { n: 400 } }),
    ];
    expect(keysOf(hiddenIn(queryOf('person'), cells))).toEqual(['a', 'b', 'c']);
  });

  it('does nothing on the operator’s own machine, or to metrics that are about nobody', () => {
    expect(hiddenIn({ ...queryOf('person'), protection: 'none' }, [people('a', 1)]).size).toBe(0);
    expect(hiddenIn(queryOf('none'), [cell('a', { people: [], row: { n: 1 } })]).size).toBe(0);
  });

  it('hides all parts of a whole that is too small itself, because each part shows it', () => {
    const query = queryOf('pair', { name: 'composition' }, { alwaysBy: ['end_reason'] });
    const cells = ['x', 'y'].flatMap((bucket) =>
      ['a', 'b'].map((group): Cell => {
        const count = bucket === 'x' ? 2 : 30;
        return {
          key: [group, bucket],
          groups: [group],
          bucket,
          people: [count, count],
          row: { n: count, immature: 0 },
        };
      }),
    );
    expect(hiddenIn(query, cells).size).toBe(4);
  });

  it('hides a sensitive score in which all are alike', () => {
    const scores = (n: number, total: number, squares: number) => ({
      people: [n],
      row: { n, total: `${total}000000000000`, squares: `${squares}000000000000000000000000` },
    });
    // Six fives: 30 and 150. Others: 20 scores, 80 and 340.
    const cells = [cell('a', scores(6, 30, 150)), cell('b', scores(20, 80, 340)), cell('c', scores(30, 90, 300))];
    const query = queryOf('person', { name: 'mean' });
    expect(hiddenIn(query, cells).size).toBe(0);
    expect(keysOf(hiddenIn({ ...query, metric: { ...query.metric, sensitive: true } }, cells))).toEqual(['a', 'b']);
  });

  it('makes a second share coarse, so that the total does not tell the first', () => {
    const cells = [
      cell('a', { people: [20], row: { n: 20, k: 2 } }),
      cell('b', { people: [30], row: { n: 30, k: 9 } }),
      cell('c', { people: [40], row: { n: 40, k: 20 } }),
    ];
    const query = queryOf('person', { name: 'proportion' });
    expect(keysOf(coarseSharesOf(query, cells, new Set()))).toEqual(['a', 'b']);
    const events = queryOf('pair', { name: 'proportion' }, { unitsAreEvents: true });
    expect(coarseSharesOf(events, cells, new Set()).size).toBe(0);
  });

  it('hides a cell of many of which a wider metric has few more, and another that it has more of', () => {
    const left = (key: string, count: number, few: number): Cell => {
      return { ...people(key, count), leftOut: [{ people: [few], units: few }] };
    };
    const cells = [left('a', 18, 2), left('b', 30, 9), left('c', 20, 0)];
    // With c, the smallest, two would be beside both of them, and their sum would tell.
    expect(keysOf(hiddenIn(queryOf('person'), cells))).toEqual(['a', 'b']);
    expect(hiddenIn(queryOf('person'), [left('a', 18, 5), left('b', 30, 0)]).size).toBe(0);
    // Nobody answered of three who were asked: that nobody did is no secret, and how many were asked the other hides.
    expect(hiddenIn(queryOf('person'), [left('a', 0, 3), left('b', 30, 0)]).size).toBe(0);
    expect(hiddenIn({ ...queryOf('person'), protection: 'none' }, cells).size).toBe(0);
  });

  it('hides all cells of which the sum leaves few of a wider metric out, however few each leaves out', () => {
    const part = (key: string, count: number): Cell => {
      const row = { n: count, immature: 0, left_out_of_whole: [{ people: [2], units: 2 }] };
      return { key: [key, ''], groups: [key], bucket: '', people: [count], row };
    };
    expect(keysOf(hiddenIn(queryOf('person'), [part('a', 9), part('b', 30)]))).toEqual(['a', 'b']);
  });
});

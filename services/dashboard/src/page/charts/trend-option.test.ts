import { describe, expect, test } from 'vitest';
import type { Row } from '../data/types.ts';
import { annotationMarks, notedAt, placedOf } from './annotation-marks.ts';
import type { Colours } from './colours.ts';
import { rowPointedAt, stepTexts, trendOption } from './trend-option.ts';
import { trendSummary } from './trend-summary.ts';

const colours: Colours = { text: 't', soft: 's', line: 'l', surface: 'u', sunken: 'n', series: ['blue', 'red'] };
const row = (bucket: string, value: number, before?: number): Row => ({
  ...{ group: {}, bucket, state: 'value', value, n: 100, ci: null },
  ...(before === undefined
    ? {}
    : { comparison: { bucket: `2024${bucket.slice(4)}`, value: before, difference: { value: 0, ci: null } } }),
});
const months = ['2025-10', '2025-11', '2025-12'];
const note = (id: string, from: string, to: string | null, text = id) => ({ id, from, to, text });
const closed = note('a', '2025-12-24', '2026-01-02', 'Offices are closed');

describe('what is noted', () => {
  test('stands in the summary, in the table and under the cursor', () => {
    const rows = months.map((month) => row(month, 0.5));
    const placed = placedOf([closed], months);
    expect(trendSummary('Active pairs', rows, 'share', placed)).toContain(
      'Noted: Offices are closed (24 Dec 2025 to 2 Jan 2026).',
    );
    expect(months.map((_, place) => notedAt(placed, place))).toEqual([
      undefined,
      undefined,
      'Offices are closed (24 Dec 2025 to 2 Jan 2026)',
    ]);
    // Of several each has the number that it has in the picture.
    const both = placedOf([closed, note('b', '2025-10-03', null, 'Training')], months);
    expect(trendSummary('Active pairs', rows, 'share', both)).toContain(
      'Noted: 1 Training (3 Oct 2025); 2 Offices are closed (24 Dec 2025 to 2 Jan 2026).',
    );
    const texts = stepTexts({ rows, unit: 'share', annotations: [closed] });
    expect(texts[2]?.split('\n').at(-1)).toBe('Noted: Offices are closed (24 Dec 2025 to 2 Jan 2026)');
    expect(texts[1]).not.toContain('Noted');
  });

  test('is cut where it began earlier or lasts longer, and left out where it lies elsewhere', () => {
    const placed = placedOf(
      [
        note('after', '2026-02-01', null),
        note('before', '2025-01-01', '2025-02-01'),
        note('since', '2025-08-20', '2025-11-05'),
        closed,
        note('long ago', '2025-01-01', null),
      ],
      months,
    );
    expect(placed.map(({ id, number, first, last }) => [id, number, first, last])).toEqual([
      ['since', 1, 0, 1],
      ['a', 2, 2, 2],
    ]);
  });

  test('is called by its text alone, and by numbers where there are several', () => {
    const names = (...notes: ReturnType<typeof note>[]) => {
      const { markLine, markArea } = annotationMarks(placedOf(notes, months), colours);
      return [
        markLine.data.map(({ name }) => name),
        markArea.data.map(([start]) => [start?.name, start !== undefined && 'label' in start && start.label?.distance]),
      ];
    };
    expect(names(closed)).toEqual([['Offices are closed'], []]);
    // Two in one month share a line, and areas have their numbers one below the other.
    expect(
      names(
        note('x', '2025-10-03', null),
        note('y', '2025-10-20', null),
        note('z', '2025-10-05', '2025-12-01'),
        note('w', '2025-11-05', '2025-12-20'),
      ),
    ).toEqual([
      ['1, 3'],
      [
        ['2', 4],
        ['4', 18],
      ],
    ]);
  });
});

describe('a period beside another', () => {
  const rows = [row('2025-10', 0.5, 0.4), row('2025-11', 0.6)];
  const named = (trend: Parameters<typeof trendOption>[0]) =>
    (trendOption(trend, colours) as { series: { name?: string; data: unknown[] }[] }).series.filter(
      ({ name }) => name !== undefined,
    );

  test('is a second line with a name, and a gap where it has no number', () => {
    const series = named({ rows, unit: 'share', against: 'a year before' });
    expect(series.map(({ name }) => name)).toEqual(['this period', 'a year before']);
    expect(series[1]?.data).toEqual([0.4, null]);
    expect(stepTexts({ rows, unit: 'share', against: 'a year before' })[0]).toContain(
      'a year before (Oct 2024): 40.0 %',
    );
  });

  test('is left to the table where there are several groups', () => {
    const groups = ['mentee', 'mentor'].flatMap((side) => rows.map((one) => ({ ...one, group: { side } })));
    expect(named({ rows: groups, unit: 'share', against: 'a year before' }).map(({ name }) => name)).toEqual([
      'mentee',
      'mentor',
    ]);
  });
});

describe('a line', () => {
  type Line = { type: string; data: { value: number | null }[]; lineStyle: { type: unknown } };
  const linesOf = (rows: readonly Row[]) => {
    const { series } = trendOption({ rows, unit: 'share' }, colours) as { series: Line[] };
    return series.filter(({ type, data }) => type === 'line' && data.length > 0);
  };
  const running = (bucket: string, value: number): Row => ({ ...row(bucket, value), state: 'in_progress' });

  test('is drawn apart towards what still runs', () => {
    const [whole, tail, ...none] = linesOf([row('2025-10', 0.5), row('2025-11', 0.6), running('2025-12', 0.1)]);
    expect(whole?.data.map(({ value }) => value)).toEqual([0.5, 0.6, null]);
    expect(tail?.data.map(({ value }) => value)).toEqual([null, 0.6, 0.1]);
    expect(tail?.lineStyle.type).not.toEqual(whole?.lineStyle.type);
    expect(none).toEqual([]);
  });

  test('is one where nothing runs, or all of it', () => {
    expect(linesOf([row('2025-10', 0.5), row('2025-11', 0.6)])).toHaveLength(1);
    const all = linesOf([running('2025-10', 0.5), running('2025-11', 0.6)]);
    expect(all.flatMap(({ data }) => data.map(({ value }) => value)).filter((value) => value !== null)).toEqual([
      0.5, 0.6,
    ]);
  });
});

describe('a place that is pointed at', () => {
  const of = (side: string, bucket: string, value: number): Row => ({ ...row(bucket, value), group: { side } });

  test('is the row of its bucket, of several the nearest, and of none by keys', () => {
    const one = [row('2025-10', 0.5), row('2025-11', 0.6)];
    expect(rowPointedAt(one, 1)?.value).toBe(0.6);
    expect(rowPointedAt(one, 2)).toBeUndefined();
    const two = [of('a', '2025-10', 0.2), of('b', '2025-10', 0.8)];
    expect(rowPointedAt(two, 0, 0.75)?.group).toEqual({ side: 'b' });
    expect(rowPointedAt(two, 0, 0.1)?.group).toEqual({ side: 'a' });
    expect(rowPointedAt(two, 0)).toBeUndefined();
  });
});

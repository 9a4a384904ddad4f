import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeView, formatView, GRAINS, parseSearch, parseView, RANGES, searchText, type View } from './view-state.ts';

const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,11}$/);
const value = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !text.includes(','));
const day = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const shared = ['programme', 'range', 'from', 'to', 'grain', 'compare', 'align', 'as_of', 'known_at', 'group_by'];

const views: fc.Arbitrary<View> = fc
  .record(
    {
      programme: value,
      from: day,
      grain: fc.constantFrom(...GRAINS),
      compare: fc.constantFrom('previous', 'year'),
      asOf: day.map((date) => `${date}T00:00:00Z`),
      range: fc.constantFrom(...RANGES),
      where: fc.dictionary(word, fc.array(value, { minLength: 1, maxLength: 3 }), { maxKeys: 3 }),
      groupBy: fc.array(word, { maxLength: 2 }),
      own: fc.dictionary(
        word.filter((name) => !shared.includes(name)),
        value,
        { maxKeys: 3 },
      ),
    },
    { requiredKeys: ['range', 'where', 'groupBy', 'own'] },
  )
  // A range beside an explicit start means nothing, and is not written.
  .map((view) => (view.from === undefined ? view : { ...view, range: 'P12M' as const }) as View);

describe('a view in its URL', () => {
  test('comes back as it was', () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(parseView(parseSearch(searchText(formatView(view))))).toEqual(view);
      }),
    );
  });

  test('has one address, however it was put together', () => {
    const one = parseView({ 'f.side': 'mentee', 'f.department': 'Sales', programme: 'north' });
    const other = parseView({ programme: 'north', 'f.department': 'Sales', 'f.side': 'mentee' });
    expect(searchText(formatView(one))).toBe(searchText(formatView(other)));
    expect(searchText(formatView(one))).toBe('programme=north&f.department=Sales&f.side=mentee');
  });

  test('is empty where nothing differs from the default', () => {
    expect(searchText(formatView(parseView({ range: 'P12M' })))).toBe('');
  });

  test('opens from a mistyped link with the defaults in place of what makes no sense', () => {
    expect(parseView({ grain: 'fortnight', range: 'P1Y', from: 'soon', as_of: 'never' })).toEqual({
      range: 'P12M',
      where: {},
      groupBy: [],
      own: {},
    });
  });
});

describe('a change of view', () => {
  const view = parseView({ programme: 'north', 'f.side': 'mentee', metric: 'nps', grain: 'month' });

  test('takes away what it gives as undefined, and leaves the rest', () => {
    const changed = changeView(view, { grain: undefined, where: { side: undefined }, own: { tab: 'curve' } });
    expect(searchText(formatView(changed))).toBe('programme=north&metric=nps&tab=curve');
  });
});

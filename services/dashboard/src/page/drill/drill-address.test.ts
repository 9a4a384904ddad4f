import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatView, parseSearch, parseView, searchText } from '../view/view-state.ts';
import { type DrillAsked, drillAddress, drillOf } from './drill-address.ts';

const row = (group: Record<string, string>, bucket: string | null = null) => ({ group, bucket });

describe('the address of a cell', () => {
  test('is short where the question is', () => {
    expect(drillAddress({ metric: 'nps', groupBy: ['side'] }, row({ side: 'mentee' }))).toEqual({
      drill: 'nps:by:side',
      cell: 'side=mentee',
    });
    expect(drillAddress({ metric: 'meetings' }, row({}))).toEqual({ drill: 'meetings', cell: '' });
  });

  test('says the period, the step and the filters that only the panel has', () => {
    const asked = {
      metric: 'goals',
      grain: 'month',
      period: false,
      horizon: 90,
      where: { mentee_cohort: ['a:b', 'c,d'] },
    };
    expect(drillAddress(asked, row({}, '2026-03'))).toEqual({
      drill: 'goals:grain:month:period:all:horizon:90:f.mentee_cohort:a%3Ab,c%2Cd',
      cell: 'bucket=2026-03',
    });
  });

  test('comes back as it was, through a whole address', () => {
    const word = fc.stringMatching(/^[a-z_]{1,8}$/);
    const question = fc.record(
      {
        metric: fc.stringMatching(/^[a-z]+(-[a-z]+)*$/),
        grain: fc.constantFrom('week', 'month'),
        groupBy: fc.array(word, { minLength: 1, maxLength: 2 }),
        period: fc.constant(false),
        horizon: fc.integer({ min: 1, max: 999 }),
        method: fc.constantFrom('raw', 'matched'),
        where: fc.dictionary(word, fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }), {
          minKeys: 1,
          maxKeys: 2,
          noNullPrototype: true,
        }),
      },
      { requiredKeys: ['metric'] },
    ) as fc.Arbitrary<DrillAsked>;
    fc.assert(
      fc.property(question, (asked) => {
        const own = drillAddress(asked, row({}));
        const text = searchText(formatView({ ...parseView({}), own: { drill: own.drill } }));
        expect(drillOf(parseView(parseSearch(text)).own['drill'])).toEqual(asked);
      }),
    );
  });

  test('is none where nothing is named, and takes what is mistyped as absent', () => {
    expect(drillOf(undefined)).toBeUndefined();
    expect(drillOf('')).toBeUndefined();
    expect(drillOf('nps:horizon:many:grain')).toEqual({ metric: 'nps' });
    expect(drillOf('nps:f.x:%')).toEqual({ metric: 'nps', where: { x: ['%'] } });
  });
});

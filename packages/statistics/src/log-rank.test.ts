import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from './golden/survival.json' with { type: 'json' };
import { logRank } from './log-rank.ts';
import { survival } from './survival.ts';

const curveOf = (times: number[], events: number[]) =>
  survival(times.map((time, i) => ({ time, ended: events[i] ?? 0, censored: 1 - (events[i] ?? 0) })));

describe('logRank', () => {
  it.each(golden.log_rank)('$name: equals lifelines and statsmodels, the far tail of p included', (published) => {
    const ours = logRank(published.groups.map(({ times, events }) => curveOf(times, events)));
    if (ours.statistic === null) throw new Error('no statistic');
    expect(Math.abs(ours.statistic / published.statsmodels.statistic - 1)).toBeLessThan(1e-12);
    expect(Math.abs(ours.p / published.lifelines.p - 1)).toBeLessThan(1e-9);
    expect(ours.df).toBe(published.groups.length - 1);
  });

  it('is undefined with an empty group, without events, with one group, or with groups never at risk together', () => {
    const some = curveOf([1, 2, 3], [1, 1, 0]);
    const open = curveOf([4, 4], [0, 0]);
    expect(logRank([some, survival([])])).toMatchObject({ statistic: null, p: null, n: 3, reason: 'no_units' });
    expect(logRank([open, open])).toMatchObject({ statistic: null, reason: 'no_events' });
    expect(logRank([some])).toMatchObject({ statistic: null, reason: 'invalid_input' });
    expect(logRank([curveOf([1], [0]), curveOf([2, 3], [1, 1])])).toMatchObject({ reason: 'zero_variance' });
  });

  it('does not depend on the order of the groups, and is 0 between a group and itself', () => {
    const group = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 1 })), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(group, group, group, (...groups) => {
        const curves = groups.map((units) =>
          curveOf(
            units.map(([time]) => time),
            units.map(([, event]) => event),
          ),
        );
        const forward = logRank(curves);
        const backward = logRank(curves.toReversed());
        fc.pre(forward.statistic !== null && backward.statistic !== null);
        expect(forward.statistic).toBeCloseTo(backward.statistic ?? Number.NaN, 8);
        const [first] = curves;
        if (first) expect(logRank([first, first]).statistic ?? 0).toBeCloseTo(0, 12);
      }),
    );
  });
});

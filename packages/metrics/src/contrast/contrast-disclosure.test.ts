import { describe, expect, it } from 'vitest';
import { contrastOf } from './contrast-estimate.ts';

type Stratum = [department: string, participants: number, stayed: number, others: number, otherStayed: number];

/** The summary row of strata of one covariate. */
const rowOf = (strata: readonly Stratum[]) => ({
  strata: [0, 1, 2, 3, 4].map((column) => strata.map((stratum) => stratum[column])),
});
const guard = { k: 5, sensitive: false };
const contrast = (strata: readonly Stratum[], method: 'raw' | 'matched' = 'raw', with_ = guard) =>
  contrastOf(rowOf(strata), method, ['department'], with_);

describe('a protected contrast', () => {
  it('is hidden where few have the outcome in a group, or few have not', () => {
    const hidden = { value: null, n: null, ci: null, reason: 'small_group' };
    expect(contrast([['it', 20, 3, 30, 15]])).toEqual(hidden);
    expect(contrast([['it', 20, 10, 30, 27]])).toEqual(hidden);
    expect(contrast([['it', 20, 10, 30, 15]]).value).toBeCloseTo(0, 12);
  });

  it('of a sensitive outcome is hidden where all of a group have it', () => {
    expect(contrast([['it', 20, 20, 30, 15]]).value).toBe(0.5);
    expect(contrast([['it', 20, 20, 30, 15]], 'raw', { k: 5, sensitive: true }).reason).toBe('small_group');
  });

  it('says nothing of departments with few people, nor of one from which they would follow', () => {
    const { contrast: shown } = contrast([
      ['it', 20, 10, 30, 15],
      ['law', 3, 1, 40, 20],
      ['hr', 12, 6, 9, 5],
      ['ops', 30, 15, 30, 15],
    ]);
    expect(shown?.balance.map(({ covariate }) => covariate).sort()).toEqual(['department: it', 'department: ops']);
  });

  it('does not count the few that were matched with nobody', () => {
    const { contrast: shown } = contrast(
      [
        ['it', 20, 10, 30, 15],
        ['law', 3, 1, 0, 0],
      ],
      'matched',
    );
    expect(shown?.matched).toMatchObject({ participants: null, participants_left_out: null, others: 30 });
    expect(
      contrastOf(rowOf([['it', 20, 10, 30, 15]]), 'matched', ['department'], guard).contrast?.matched,
    ).toMatchObject({
      participants: 20,
      participants_left_out: 0,
    });
  });
});

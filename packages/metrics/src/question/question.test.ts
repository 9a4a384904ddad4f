import { describe, expect, it } from 'vitest';
import { parameterOfField, parseQuestion, questionOfTexts, requestOf } from './question.ts';

describe('a question', () => {
  const written = {
    metric: 'nps',
    programme: 'north',
    group_by: ['side', 'wave'],
    where: { wave: ['mid', 'post'] },
    week_start: 'sunday',
    horizon: 90,
    compare: 'year',
    align: 'weekday',
  };

  it('is the same whether it comes as texts or as an object', () => {
    const texts = {
      programme: 'north',
      group_by: 'side, wave',
      'f.wave': 'mid,post',
      week_start: 'sunday',
      horizon: '90',
      compare: 'year',
      align: 'weekday',
    };
    expect(questionOfTexts('nps', texts)).toEqual(written);
    expect(parseQuestion(written)).toEqual({ ok: true, question: written });
    expect(requestOf(questionOfTexts('nps', texts), { k: 5 })).toMatchObject({
      groupBy: ['side', 'wave'],
      weekStart: 'sunday',
      horizon: 90,
      protection: { k: 5 },
    });
  });

  it('takes a single value for a list, and null for nothing', () => {
    const loose = { metric: 'nps', group_by: 'side', where: { wave: 'mid' }, from: null };
    expect(parseQuestion(loose)).toEqual({
      ok: true,
      question: { metric: 'nps', group_by: ['side'], where: { wave: ['mid'] } },
    });
  });

  it.each([
    ['nothing', null, ''],
    ['no metric', {}, 'metric'],
    ['a field that does not exist', { metric: 'nps', k: 1 }, 'k'],
    ['a number for a text', { metric: 'nps', from: 2024 }, 'from'],
    ['a text for the horizon', { metric: 'nps', horizon: 'long' }, 'horizon'],
    ['filters that are no object', { metric: 'nps', where: ['side'] }, 'where'],
    ['filter values that are no texts', { metric: 'nps', where: { side: [1] } }, 'where.side'],
  ])('with %s is refused by the name of the field', (_, raw, parameter) => {
    expect(parseQuestion(raw)).toMatchObject({ ok: false, issues: [{ parameter, code: 'INVALID_QUESTION' }] });
  });

  it('keeps a filter by its name, whatever objects inherit under it', () => {
    const question = questionOfTexts('nps', { 'f.__proto__': 'x' });
    expect(Object.entries(question.where ?? {})).toEqual([['__proto__', ['x']]]);
  });

  it('names parameters as they are typed', () => {
    expect(['groupBy', 'where.side', 'from', 'metric'].map(parameterOfField)).toEqual([
      'group_by',
      'f.side',
      'from',
      'id',
    ]);
  });
});

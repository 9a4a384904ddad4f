import { describe, expect, it } from 'vitest';
import { parseSeries } from './series-parameters.ts';

function errorsOf(query: unknown) {
  const parsed = parseSeries('nps', query);
  return parsed.ok ? [] : parsed.errors;
}

describe('series parameters', () => {
  it('become a question', () => {
    const parsed = parseSeries('nps', {
      programme: 'p',
      from: '2024-01-01',
      grain: 'month',
      group_by: 'side,wave',
      'f.wave': 'mid, post',
      as_of: '2024-10-24T19:33:01Z',
      horizon: '90',
      format: 'csv',
    });
    expect(parsed).toMatchObject({
      ok: true,
      format: 'csv',
      question: {
        metric: 'nps',
        programme: 'p',
        from: '2024-01-01',
        grain: 'month',
        group_by: ['side', 'wave'],
        where: { wave: ['mid', 'post'] },
        as_of: '2024-10-24T19:33:01Z',
        horizon: 90,
      },
    });
  });

  it('with an unknown name are refused, with the one that was meant', () => {
    expect(errorsOf({ program: 'x' })).toEqual([
      {
        parameter: 'program',
        message: 'there is no such parameter: did you mean programme?',
        code: 'UNKNOWN_PARAMETER',
      },
    ]);
    expect(errorsOf({ groupby: 'x' })[0]?.message).toContain('group_by');
    expect(errorsOf({ k: '1' })[0]?.code).toBe('UNKNOWN_PARAMETER');
    expect(errorsOf({ protection: 'none' })[0]?.code).toBe('UNKNOWN_PARAMETER');
    expect(errorsOf({ 'f.a;b': 'x' })[0]?.code).toBe('UNKNOWN_PARAMETER');
  });

  it('given twice are refused, not merged', () => {
    expect(errorsOf({ 'f.wave': ['mid', 'post'] })[0]?.code).toBe('REPEATED_PARAMETER');
  });

  it('without end are refused at once', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f.a${index}`, 'x']));
    expect(errorsOf(many)).toHaveLength(1);
  });

  it.each(['long', '', ' ', '0x10', '1e3', '-5'])('leave the horizon %j to the engine, which names it', (horizon) => {
    const parsed = parseSeries('nps', { horizon });
    expect(parsed.ok && parsed.question.horizon).toBeNaN();
  });
});

import { describe, expect, test } from 'vitest';
import { periodOf } from './period.ts';
import { commandOf, curlOf, questionOf, seriesPath } from './question.ts';
import { parseView } from './view-state.ts';

const view = parseView({
  programme: 'north',
  'f.side': 'mentee',
  as_of: '2026-11-01T00:00:00Z',
  compare: 'year',
  range: 'P3M',
});
const period = periodOf(view, 0, 'UTC');

describe('a question', () => {
  test('is one path, one curl and one command', () => {
    const question = questionOf(view, period, { metric: 'nps', grain: 'month', groupBy: ['mentee_department'] });
    const path =
      '/v1/metrics/nps/series?programme=north&from=2026-08-01&to=2026-11-01&grain=month&as_of=2026-11-01T00:00:00Z&group_by=mentee_department&f.side=mentee';
    expect(seriesPath(question)).toBe(path);
    const origin = 'http://here';
    const withToken = `curl -s -H "Authorization: Bearer $TOKEN" 'http://here${path}'`;
    expect(curlOf(question, { origin, hasToken: true })).toBe(withToken);
    expect(curlOf(question, { origin, hasToken: false })).toBe(`curl -s 'http://here${path}'`);
    expect(commandOf(question)).toBe(
      'npm run -s rapport -- metric show nps --programme north --from 2026-08-01 --to 2026-11-01 --grain month --by mentee_department --as-of 2026-11-01T00:00:00Z --where side=mentee',
    );
  });

  test('compares by weekdays where these lie before the period, and by dates where it is as long as a year', () => {
    const aligned = { ...view, align: 'weekday' } as const;
    const ask = (from: string, to: string) =>
      questionOf(aligned, { from, to, text: '' }, { metric: 'nps', compare: true });
    expect(ask('2026-08-01', '2026-11-01')).toMatchObject({ compare: 'year', align: 'weekday' });
    // 364 days, and one more.
    expect(ask('2025-11-02', '2026-11-01')).toMatchObject({ align: 'weekday' });
    expect(ask('2025-11-01', '2026-11-01')).toMatchObject({ compare: 'year' });
    expect(ask('2025-11-01', '2026-11-01')).not.toHaveProperty('align');
  });

  test('compares only where it was asked to and has a range', () => {
    expect(questionOf(view, period, { metric: 'nps', compare: true })).toMatchObject({ compare: 'year' });
    expect(questionOf(view, period, { metric: 'nps' })).not.toHaveProperty('compare');
    expect(questionOf(view, period, { metric: 'nps', compare: true, period: false })).not.toHaveProperty('compare');
    // Two years and the two that end a year before have one in common.
    const long = { from: '2024-11-01', to: '2026-11-01', text: '' };
    expect(questionOf(view, long, { metric: 'nps', compare: true })).not.toHaveProperty('compare');
    const whole = { from: '2025-11-01', to: '2026-11-01', text: '' };
    expect(questionOf(view, whole, { metric: 'nps', compare: true })).toMatchObject({ compare: 'year' });
  });
});

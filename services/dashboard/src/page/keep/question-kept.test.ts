import { expect, it } from 'vitest';
import { frozenQuestion, subscribedQuestion } from './question-kept.ts';

const question = {
  ...{ metric: 'nps', programme: 'north', grain: 'month', from: '2026-01-01', to: '2026-11-01', compare: 'previous' },
  ...{ as_of: '2026-11-01T00:00:00Z', known_at: '2026-11-02T00:00:00Z' },
};

it('is kept for a subscription without a period and without moments', () => {
  expect(subscribedQuestion(question)).toEqual({
    metric: 'nps',
    programme: 'north',
    grain: 'month',
    compare: 'previous',
  });
});

it('is kept for a report with its period and without moments', () => {
  expect(frozenQuestion(question)).toEqual({
    ...{ metric: 'nps', programme: 'north', grain: 'month', compare: 'previous' },
    ...{ from: '2026-01-01', to: '2026-11-01' },
  });
});

/** What is asked: every metric with one breakdown, the twelve of an overview, and the same as of an earlier day. */
import type { MetricEntry } from './insights-process.ts';

export type Question = { metric: string; parameters: Readonly<Record<string, string>> };

// The dearest breakdown that a metric has comes first: an attribute of a person, then a column of the fact.
const breakdowns = ['mentee_department', 'department', 'programme', 'side', 'stream', 'topic'];

/** The metric over all time by the dearest of its dimensions that it is not broken down by anyway. */
export function questionOf({ id, dimensions, alwaysBy }: MetricEntry): Question {
  const free = dimensions.filter((dimension) => !alwaysBy.includes(dimension));
  const chosen = breakdowns.find((dimension) => free.includes(dimension)) ?? free[0];
  return { metric: id, parameters: chosen === undefined ? {} : { group_by: chosen } };
}

/** What a programme lead's page opens with: who takes part, whether they meet, whether they stay, what they say. */
const overview: readonly Question[] = [
  { metric: 'participants', parameters: {} },
  { metric: 'open-pairs', parameters: {} },
  { metric: 'active-pairs', parameters: {} },
  { metric: 'meetings', parameters: { grain: 'month', from: '2024-01-01', to: '2025-01-01' } },
  { metric: 'meetings-per-pair-month', parameters: {} },
  { metric: 'time-to-first-meeting', parameters: {} },
  { metric: 'meeting-completion', parameters: {} },
  { metric: 'no-show', parameters: {} },
  { metric: 'pair-survival', parameters: {} },
  { metric: 'premature-closure', parameters: {} },
  { metric: 'survey-response-rate', parameters: {} },
  { metric: 'satisfaction', parameters: {} },
];

/** The overview's questions, of the whole store or of one programme. Throws where the catalogue lacks one of them. */
export function overviewOf(metrics: readonly MetricEntry[], programme?: string): readonly Question[] {
  const missing = overview.filter(({ metric }) => !metrics.some(({ id }) => id === metric));
  if (missing.length > 0) throw new Error(`the catalogue has no ${missing.map(({ metric }) => metric).join(', ')}`);
  if (programme === undefined) return overview;
  return overview.map(({ metric, parameters }) => ({ metric, parameters: { ...parameters, programme } }));
}

/** One of each kind of sample. */
const keptKinds = [
  'meetings',
  'pair-survival',
  'meetings-per-pair-month',
  'survey-response-rate',
  'satisfaction',
  'employee-retention',
];

/** Questions as of a day in the past, as it was known a month later. */
export function asOfQuestions(questions: readonly Question[]): readonly Question[] {
  const then = { as_of: '2023-07-01T00:00:00Z', known_at: '2023-08-01T00:00:00Z' };
  return questions
    .filter(({ metric }) => keptKinds.includes(metric))
    .map(({ metric, parameters }) => ({ metric, parameters: { ...parameters, ...then } }));
}

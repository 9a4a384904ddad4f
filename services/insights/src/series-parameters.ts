/** The query parameters of a question about one metric. What they are stands in @rapport/metrics; this is their HTTP side. */
import {
  checkParameterNames,
  cohortGrains,
  parameterOfField,
  type Question,
  type QuestionIssue,
  questionOfTexts,
  type RequestIssue,
  textParameters,
} from '@rapport/metrics';
import type { ProblemItem } from '@rapport/service';
import { z } from 'zod';

/** The metric in an address. */
export const idParameter = z.object({ id: z.string().meta({ examples: ['pair-survival'] }) });

const documented = (parameter: (typeof textParameters)[number]) => {
  const type = 'choices' in parameter ? z.enum(parameter.choices as unknown as [string, ...string[]]) : z.string();
  return type.optional().meta({ description: parameter.description, examples: [parameter.example] });
};

/** Every parameter of a question but the filters, whose names are open: f.<dimension>. For the API's document. */
export const questionParameters = z.object(
  Object.fromEntries(textParameters.map((parameter) => [parameter.name, documented(parameter)])),
);

/** Those of a series, which may also be CSV. */
export const seriesParameters = questionParameters.extend({
  format: z.enum(['json', 'csv']).optional().meta({ description: 'csv: one line a row, RFC 4180' }),
});

export type ParsedQuery =
  | { ok: true; question: Question; further: Readonly<Record<string, string>> }
  | { ok: false; errors: ProblemItem[] };
export type ParsedSeries =
  | { ok: true; question: Question; format: 'json' | 'csv' }
  | { ok: false; errors: ProblemItem[] };

/** The parameter that an engine's issue is about. */
export function problemItem({ field, message, code }: RequestIssue): ProblemItem {
  return { parameter: parameterOfField(field), message, code };
}

/** The place of a fault in a question as it was written. */
export function questionProblem({ parameter, message, code }: QuestionIssue): ProblemItem {
  return parameter === '' ? { message, code } : { parameter, message, code };
}

/**
 * Parses a question about one metric. `further` names what this address takes beside it. What the parameters mean for
 * the metric is for the engine to judge.
 */
export function parseQuery(metric: string, raw: unknown, further: readonly string[] = []): ParsedQuery {
  const given = (raw ?? {}) as Record<string, unknown>;
  const issues = checkParameterNames(given, further);
  if (issues.length > 0) return { ok: false, errors: issues.map(questionProblem) };
  const texts = Object.entries(given as Record<string, string>);
  const own = Object.fromEntries(texts.filter(([name]) => !further.includes(name)));
  const beside = Object.fromEntries(texts.filter(([name]) => further.includes(name)));
  return { ok: true, question: questionOfTexts(metric, own), further: beside };
}

/** Parses the parameters of GET /v1/metrics/:id/series. */
export function parseSeries(metric: string, raw: unknown): ParsedSeries {
  const parsed = parseQuery(metric, raw, ['format']);
  if (!parsed.ok) return parsed;
  const { format = 'json' } = parsed.further;
  if (format === 'json' || format === 'csv') return { ok: true, question: parsed.question, format };
  return { ok: false, errors: [{ parameter: 'format', message: 'must be json or csv', code: 'INVALID_FORMAT' }] };
}

/** Those of a change receipt. */
export const diffParameters = questionParameters.omit({ known_at: true }).extend({
  between: z.string().meta({
    description: 'Two RFC 3339 instants, separated by a comma: what was known then, and then (default now)',
    examples: ['2026-11-01T00:00:00Z,2026-11-22T00:00:00Z'],
  }),
});

/** Those of a cohort triangle. */
export const triangleParameters = questionParameters
  .omit({ grain: true, week_start: true, horizon: true, curve: true })
  .extend({
    cohort: z
      .enum(cohortGrains)
      .optional()
      .meta({ description: 'Who starts in one month, quarter or year is a cohort' }),
    period: z.enum(cohortGrains).optional().meta({ description: 'Length of a step (default: that of a cohort)' }),
    periods: z
      .string()
      .optional()
      .meta({ description: 'How many steps (default 12)', examples: ['6'] }),
  });

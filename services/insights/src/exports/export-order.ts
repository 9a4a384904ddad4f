/** What an export is asked for with, parsed once. */
import { parseQuestion, type Question } from '@rapport/metrics';
import type { ProblemItem } from '@rapport/service';
import { type ExportFormat, type ExportVariant, exportFormats, exportVariants, formatFacts } from '@rapport/warehouse';
import { z } from 'zod';
import { questionProblem } from '../series-parameters.ts';

type Common = { format: ExportFormat; variant: ExportVariant };
export type MetricOrder = Common & { kind: 'metric'; question: Question };
export type RowsOrder = Common & {
  kind: 'rows';
  rows: string;
  columns?: string[];
  programme?: string;
  /** RFC 3339 */
  as_of?: string;
  known_at?: string;
};
export type ExportOrder = MetricOrder | RowsOrder;

const instant = z.iso.datetime({ offset: true });
const common = {
  format: z.enum(exportFormats).optional().meta({ description: 'Default: what Accept names, else csv' }),
  variant: z.enum(exportVariants).optional().meta({ description: 'formatted: CSV that a spreadsheet does not run' }),
};
const rowsBody = z.strictObject({
  ...common,
  rows: z
    .string()
    .min(1)
    .max(60)
    .meta({ description: 'pairings, meetings, goals, …', examples: ['pairings'] }),
  columns: z.array(z.string().max(100)).max(200).optional().meta({ description: 'For administrators' }),
  programme: z.string().min(1).max(200).optional().meta({ description: 'For administrators' }),
  as_of: instant.optional().meta({ description: 'For administrators' }),
  known_at: instant.optional().meta({ description: 'For administrators' }),
});
const metricBody = z.strictObject({ ...common, question: z.record(z.string(), z.unknown()) });

/** The body as the document of the API shows it. */
export const orderBody = z.union([metricBody, rowsBody]).meta({
  description: 'A question about a metric, with the fields of POST /v1/query, or rows by name',
  examples: [
    { question: { metric: 'pair-survival', programme: 'code-review' }, format: 'csv' },
    { rows: 'pairings', format: 'parquet' },
  ],
});

export type ParsedOrder = { ok: true; order: ExportOrder } | { ok: false; errors: ProblemItem[] };

/** The format whose media type the header names, if it names one. */
export function formatAccepted(accept: string | undefined): ExportFormat | undefined {
  const names = (accept ?? '').split(',').map((part) => part.split(';')[0]?.trim().toLowerCase());
  return exportFormats.find((format) => names.includes(formatFacts[format].mediaType.split(';')[0]));
}

const itemsOf = (error: z.ZodError): ProblemItem[] =>
  error.issues.map(({ path, message, code }) => ({
    pointer: `/${path.join('/')}`,
    message,
    code: code === 'unrecognized_keys' ? 'UNKNOWN_FIELD' : 'INVALID_FIELD',
  }));

const refused = (message: string): ParsedOrder => ({
  ok: false,
  errors: [{ pointer: '/', message, code: 'INVALID_EXPORT' }],
});

function metricOrder(body: unknown, fallback: ExportFormat): ParsedOrder {
  const read = metricBody.safeParse(body);
  if (!read.success) return { ok: false, errors: itemsOf(read.error) };
  const parsed = parseQuestion(read.data.question);
  if (!parsed.ok) return { ok: false, errors: parsed.issues.map(questionProblem) };
  const { format = fallback, variant = 'raw' } = read.data;
  return { ok: true, order: { kind: 'metric', format, variant, question: parsed.question } };
}

function rowsOrder(body: unknown, fallback: ExportFormat): ParsedOrder {
  const read = rowsBody.safeParse(body);
  if (!read.success) return { ok: false, errors: itemsOf(read.error) };
  const { format = fallback, variant = 'raw', rows, columns, programme, as_of, known_at } = read.data;
  const order: RowsOrder = {
    ...{ kind: 'rows', format, variant, rows },
    ...(columns === undefined ? {} : { columns }),
    ...(programme === undefined ? {} : { programme }),
    ...(as_of === undefined ? {} : { as_of }),
    ...(known_at === undefined ? {} : { known_at }),
  };
  return { ok: true, order };
}

/** Parses the body of POST /v1/exports. */
export function parseOrder(body: unknown, accept: string | undefined): ParsedOrder {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return refused('the body must be an object with a question or with rows');
  }
  const asks = ['question', 'rows'].filter((name) => name in body);
  if (asks.length !== 1) return refused('name a question or rows, and not both');
  const fallback = formatAccepted(accept) ?? 'csv';
  const parsed = asks[0] === 'question' ? metricOrder(body, fallback) : rowsOrder(body, fallback);
  if (parsed.ok && parsed.order.variant === 'formatted' && parsed.order.format !== 'csv') {
    return refused('only csv has a formatted variant: the other formats are for programs');
  }
  return parsed;
}

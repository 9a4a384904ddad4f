/** `rapport metric`: the catalogue, and answers from it. */
import { writeFile } from 'node:fs/promises';
import {
  createChangeReceipts,
  createMetricEngine,
  describeMetric,
  dictionary,
  dictionaryHtml,
  dictionaryMarkdown,
  findMetric,
  type MetricDescription,
  metrics,
  nearest,
  type Question,
  requestOf,
} from '@rapport/metrics';
import { CliError, exitCodes } from '../cli-error.ts';
import { explanationText } from '../explanation-text.ts';
import { type Format, metricText } from '../metric-text.ts';
import type { Connections } from '../platform.ts';
import { receiptText } from '../receipt-text.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { triangleText } from '../triangle-text.ts';

/** Said with every answer that hides nobody. */
export const AS_ADMINISTRATOR = 'admin on the local stack, unprotected: small groups are shown, do not pass them on';

/** Prints every metric, by family, or one family. @throws CliError for a family that does not exist */
export function printCatalogue(terminal: Terminal, format: 'table' | 'json', family?: string): void {
  const families = [...new Set(metrics.map((metric) => metric.family))];
  if (family !== undefined && !families.some((known) => known === family)) {
    throw new CliError(`there is no family "${family}"; there are ${families.join(', ')}`, exitCodes.notFound);
  }
  const described = metrics.map(describeMetric).filter((metric) => family === undefined || metric.family === family);
  if (format === 'json') {
    terminal.print(JSON.stringify(described, null, 2));
    return;
  }
  const parts = [...Map.groupBy(described, (metric) => metric.family)].map(([name, own]) => familyText(name, own));
  terminal.print(`${parts.join('\n\n')}\n\n${described.length} metrics`);
}

function familyText(name: string, own: readonly MetricDescription[]): string {
  const rows = own.map(({ id, unit, estimator, question }) => [id, unit, estimator, question]);
  return `${name} (${own.length})\n${table(['metric', 'unit', 'estimator', 'question'], rows)}`;
}

/** Prints the change log of a definition. @throws CliError for a metric that does not exist */
export function printVersions(terminal: Terminal, id: string, format: 'table' | 'json'): void {
  const metric = findMetric(id);
  if (metric === undefined) {
    const meant = nearest(
      id,
      metrics.map((known) => known.id),
    );
    const hint = meant === undefined ? '' : `: did you mean ${meant}?`;
    throw new CliError(`there is no metric "${id}"${hint}`, exitCodes.notFound);
  }
  if (format === 'json') {
    terminal.print(JSON.stringify(metric.changes, null, 2));
    return;
  }
  const rows = metric.changes.map(({ version, date, what }) => [String(version), date, what]);
  terminal.print(table(['version', 'date', 'what'], rows));
}

export const dictionaryFormats = ['html', 'json', 'md'] as const;
export type DictionaryFormat = (typeof dictionaryFormats)[number];

function dictionaryText(format: DictionaryFormat): string {
  switch (format) {
    case 'html':
      return dictionaryHtml(dictionary());
    case 'md':
      return dictionaryMarkdown(dictionary());
    case 'json':
      return `${JSON.stringify(dictionary(), null, 2)}\n`;
    default:
      throw new Error(`no such format: ${format satisfies never}`);
  }
}

/** Writes the dictionary to a file, or prints it. */
export async function writeDictionary(terminal: Terminal, format: DictionaryFormat, file?: string): Promise<void> {
  const text = dictionaryText(format);
  if (file === undefined) return terminal.print(text.trimEnd());
  await writeFile(file, text);
  terminal.say(`${metrics.length} metrics written to ${file}`);
}

type Answer = { question: Question; format: Format };

/** Answers one question and prints it. Unless `protect` says otherwise small groups are shown: who can run this owns the data. */
export async function showMetric(
  { warehouse }: Connections,
  terminal: Terminal,
  { question, format, explain, protect }: Answer & { explain: boolean; protect?: number },
): Promise<void> {
  const engine = createMetricEngine({ query: warehouse.query });
  const request = requestOf(question, protect === undefined ? 'none' : { k: protect });
  const result = await engine.compare(request);
  if (protect === undefined) terminal.say(AS_ADMINISTRATOR);
  terminal.print(metricText(result, format));
  if (!explain) return;
  const { compare: _compare, reference: _reference, ...plain } = request;
  const pinned = { ...plain, asOf: result.meta.as_of, knownAt: result.meta.known_at };
  terminal.print(`\n${explanationText(await engine.explain(pinned))}`);
}

/** Prints what stands behind an answer. */
export async function explainMetric({ warehouse }: Connections, terminal: Terminal, asked: Answer): Promise<void> {
  const engine = createMetricEngine({ query: warehouse.query });
  const explanation = await engine.explain(requestOf(asked.question, 'none'));
  terminal.say(AS_ADMINISTRATOR);
  terminal.print(asked.format === 'json' ? JSON.stringify(explanation, null, 2) : explanationText(explanation));
}

export type TriangleOptions = { cohort: string; period?: string; periods?: number };

/** Prints cohorts by the time since their start. */
export async function showTriangle(
  { warehouse }: Connections,
  terminal: Terminal,
  { question, format, ...steps }: Answer & TriangleOptions,
): Promise<void> {
  const engine = createMetricEngine({ query: warehouse.query });
  const triangle = await engine.triangle({ ...requestOf(question, 'none'), ...steps });
  terminal.say(AS_ADMINISTRATOR);
  const { rows: data, meta } = triangle;
  terminal.print(format === 'json' ? JSON.stringify({ data, meta }, null, 2) : triangleText(triangle));
}

export type DiffOptions = { between: readonly [string, string | undefined]; list: number };

/** Prints the receipt of what changed between two moments of knowledge. */
export async function diffMetric(
  { warehouse }: Connections,
  terminal: Terminal,
  { question, format, between, list }: Answer & DiffOptions,
): Promise<void> {
  const engine = createMetricEngine({ query: warehouse.query });
  const receiptOf = createChangeReceipts({ engine, query: warehouse.query });
  const [knownBefore, knownAfter] = between;
  const receipt = await receiptOf(requestOf(question, 'none'), { knownBefore, knownAfter }, { listed: list });
  terminal.say(AS_ADMINISTRATOR);
  terminal.print(format === 'json' ? JSON.stringify(receipt, null, 2) : receiptText(receipt));
}

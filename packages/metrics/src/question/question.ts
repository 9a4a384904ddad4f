/** A question as it travels: in URLs, request bodies, report files and frozen reports. One meaning for API and CLI. */
import type { ComparisonRequest } from '../compare/compare-request.ts';
import type { Protection } from '../request.ts';
import { type ParameterName, type QuestionIssue, textParameters } from './question-parameters.ts';

/** Names are those of the wire; `where` holds values per dimension, one with a leading ! is excluded. */
export type Question = {
  metric: string;
  group_by?: string[];
  where?: Record<string, string[]>;
  /** Days. */
  horizon?: number;
} & { [name in Exclude<ParameterName, 'group_by' | 'horizon'>]?: string };

export type ParsedQuestion = { ok: true; question: Question } | { ok: false; issues: QuestionIssue[] };

const NUMBER = /^\d+(\.\d+)?$/;

const list = (text: string) => text.split(',').map((part) => part.trim());

/** A text that is no number becomes NaN, which the engine refuses by name. */
const numberOf = (text: string) => (NUMBER.test(text) ? Number(text) : Number.NaN);

/** What the engine is asked. `protection` is never the asker's choice, so it is no part of the question. */
export function requestOf(question: Question, protection: Protection): ComparisonRequest {
  return {
    metric: question.metric,
    programme: question.programme,
    from: question.from,
    to: question.to,
    grain: question.grain,
    weekStart: question.week_start,
    groupBy: question.group_by ?? [],
    where: question.where ?? {},
    asOf: question.as_of,
    knownAt: question.known_at,
    duration: question.duration,
    horizon: question.horizon,
    method: question.method,
    index: question.index,
    curve: question.curve,
    compare: question.compare,
    compareFrom: question.compare_from,
    compareTo: question.compare_to,
    align: question.align,
    reference: question.reference,
    protection,
  };
}

/** Request fields and the parameters that set them. */
const parameterOf: Readonly<Record<string, string>> = {
  groupBy: 'group_by',
  asOf: 'as_of',
  knownAt: 'known_at',
  weekStart: 'week_start',
  compareFrom: 'compare_from',
  compareTo: 'compare_to',
  metric: 'id',
};

/** The parameter that a field of a request comes from: `where.mentor_level` is f.mentor_level. */
export function parameterOfField(field: string): string {
  const name = field.startsWith('where.') ? `f.${field.slice('where.'.length)}` : field;
  return parameterOf[name] ?? name;
}

/** A question from parameters as texts: lists are separated by commas, filters are called f.<dimension>. */
export function questionOfTexts(metric: string, texts: Readonly<Record<string, string>>): Question {
  const given = Object.entries(texts);
  const filters = given.filter(([name]) => name.startsWith('f.'));
  const plain = given.filter(([name]) => !name.startsWith('f.'));
  const fields = plain.map(([name, text]) => {
    if (name === 'group_by') return [name, list(text)];
    return [name, name === 'horizon' ? numberOf(text) : text];
  });
  // Made from entries: a dimension may be called like something that every object inherits.
  const where = Object.fromEntries(filters.map(([name, text]) => [name.slice(2), list(text)]));
  return { metric, ...Object.fromEntries(fields), ...(filters.length === 0 ? {} : { where }) };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fault = (parameter: string, message: string): QuestionIssue => {
  return { parameter, message, code: 'INVALID_QUESTION' };
};

type Taken = { value?: unknown; issue?: QuestionIssue };

function takeFilters(value: unknown): Taken {
  if (!isRecord(value)) return { issue: fault('where', 'where must be an object of dimensions and their values') };
  const given = Object.entries(value).map(([id, values]) => [id, isText(values) ? [values] : values] as const);
  const wrong = given.find(([, values]) => !isTexts(values));
  if (wrong !== undefined)
    return { issue: fault(`where.${wrong[0].slice(0, 60)}`, 'must be a text or a list of texts') };
  return { value: Object.fromEntries(given) };
}

function take(name: string, value: unknown): Taken {
  if (name === 'where') return takeFilters(value);
  if (name === 'group_by') {
    if (isText(value)) return { value: list(value) };
    return isTexts(value) ? { value } : { issue: fault(name, 'group_by must be a text or a list of texts') };
  }
  if (name === 'horizon') {
    return typeof value === 'number' ? { value } : { issue: fault(name, 'horizon must be a number of days') };
  }
  return isText(value) ? { value } : { issue: fault(name, `${name} must be a text`) };
}

/** A question from an object that somebody wrote (a request body, a report file). null values count as absent. */
export function parseQuestion(raw: unknown): ParsedQuestion {
  if (!isRecord(raw)) return { ok: false, issues: [fault('', 'a question is an object with at least a metric')] };
  const known = ['metric', 'where', ...textParameters.map(({ name }) => name)];
  const issues: QuestionIssue[] = [];
  const fields: [string, unknown][] = [];
  for (const [name, value] of Object.entries(raw)) {
    if (value === null || value === undefined) continue;
    if (!known.includes(name)) {
      issues.push(fault(name.slice(0, 60), `there is no such field: known are ${known.join(', ')}`));
      continue;
    }
    const taken = take(name, value);
    if (taken.issue === undefined) fields.push([name, taken.value]);
    else issues.push(taken.issue);
  }
  if ((raw['metric'] ?? null) === null && issues.length === 0)
    issues.push(fault('metric', 'a question names a metric'));
  return issues.length === 0 ? { ok: true, question: Object.fromEntries(fields) as Question } : { ok: false, issues };
}

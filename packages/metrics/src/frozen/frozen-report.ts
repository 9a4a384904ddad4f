/** Frozen reports: a set of questions answered at fixed times, as bytes with a digest, to be issued again and compared. */
import { createHash } from 'node:crypto';
import { relationSql } from '@rapport/warehouse';
import { parseInstant } from '../calendar.ts';
import type { ComparedResult } from '../compare/compare.ts';
import { compile } from '../compile.ts';
import { createMetricEngine, type MetricEngine, type RunQuery } from '../engine.ts';
import { type Question, requestOf } from '../question/question.ts';
import { nothingReleased } from '../released/release-error.ts';
import { type Protection, parseRequest } from '../request.ts';
import { createIssues } from '../request-issues.ts';
import { canonicalJson } from './canonical-json.ts';

/** Raised when the same summary may give another estimate, as no digest of SQL would tell. */
const ENGINE_VERSION = 2;

const MAX_QUESTIONS = 50;
const NAME = /^[a-z0-9][a-z0-9-]{0,59}$/;

/** One answer of a report. `sql_sha256`: digest of the summary's text, so that a changed fold or compiler shows. */
export type FrozenAnswer = {
  question: Question;
  metric: string;
  version: number;
  sql_sha256: string;
  data: ComparedResult['rows'];
  meta: ComparedResult['meta'];
};

export type FrozenContent = {
  name: string;
  as_of: string;
  known_at: string;
  protection: Protection;
  engine_version: number;
  answers: FrozenAnswer[];
};

/** `bytes`: the content as canonical JSON, whose SHA-256 is the report's digest. */
export type FrozenReport = { id: string; sha256: string; bytes: string; content: FrozenContent };

export type ReportOrder = {
  name: string;
  questions: readonly Question[];
  /** RFC 3339. */
  asOf: string;
  knownAt: string;
  protection: Protection;
};

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const iso = (ms: number) => new Date(ms).toISOString();

/** The report of a content. */
export function reportOf(content: FrozenContent): FrozenReport {
  const bytes = canonicalJson(content);
  const digest = sha256(bytes);
  // What was computed is given back as it was written: undefined fields and the order of keys are not part of it.
  return { id: `${content.name}-${digest.slice(0, 12)}`, sha256: digest, bytes, content: JSON.parse(bytes) };
}

type Issues = ReturnType<typeof createIssues>;

function checkNamed(issues: Issues, { name, questions }: Pick<ReportOrder, 'name' | 'questions'>): void {
  if (!NAME.test(name)) {
    issues.add('INVALID_REPORT', 'name', 'a report’s name is up to 60 small letters, digits and hyphens');
  }
  if (questions.length === 0 || questions.length > MAX_QUESTIONS) {
    issues.add('INVALID_REPORT', 'questions', `a report has 1 to ${MAX_QUESTIONS} questions`);
  }
  if (questions.some((question) => question.as_of !== undefined || question.known_at !== undefined)) {
    issues.add('INVALID_REPORT', 'questions', 'as_of and known_at are the report’s, the same for all its questions');
  }
}

/** What is wrong with an order, before any query. @throws MetricRequestError */
function checkOrder(order: ReportOrder, settledUntil: number | undefined): void {
  const issues = createIssues();
  checkNamed(issues, order);
  const { asOf, knownAt } = order;
  for (const [field, text] of [
    ['asOf', asOf],
    ['knownAt', knownAt],
  ] as const) {
    const moment = parseInstant(text);
    const label = field === 'asOf' ? 'as_of' : 'known_at';
    if (moment === undefined) {
      issues.add('INVALID_INSTANT', field, `${label} must be an instant such as 2026-11-01T00:00:00Z`);
    } else if (settledUntil === undefined) {
      issues.add('NOT_SETTLED', field, 'nothing has been stored yet, so nothing can be frozen');
    } else if (moment > settledUntil) {
      const why = `the newest record that is stored is of ${iso(settledUntil)}, and later ones may still come`;
      issues.add('NOT_SETTLED', field, `${label} ${iso(moment)} has not settled: ${why}; freeze at or before it`);
    }
  }
  issues.throwIfAny();
}

/** The one instant of answers of one release; undefined where a release came in between. */
function instantOf(answers: readonly FrozenAnswer[]): string | undefined {
  const [first, ...others] = new Set(answers.map(({ meta }) => meta.as_of));
  return others.length === 0 ? first : undefined;
}

/** @throws MetricRequestError: live answers of that time would differ by what releases withhold */
function refuseReleased({ answers }: FrozenContent): void {
  const release = answers.find(({ meta }) => meta.release !== undefined)?.meta.release;
  if (release === undefined) return;
  const issues = createIssues();
  const why = `its answers are those of release ${release.id}, which keeps numbers that few people have changed`;
  issues.add('INVALID_REPORT', 'id', `this report cannot be issued again: ${why}`);
  issues.throwIfAny();
}

type Dependencies = { query: RunQuery; clock?: () => number };

/**
 * Answers reports. Reads the folds of all events, never a kept copy: they alone give the same rows for the same times
 * whatever came since.
 */
export function createFrozenReports({ query, clock = Date.now }: Dependencies) {
  const engine = createMetricEngine({ query, clock });

  async function answer(
    question: Question,
    protection: Protection,
    by: Pick<MetricEngine, 'compare'> = engine,
  ): Promise<FrozenAnswer> {
    const request = requestOf(question, protection);
    const { rows, meta } = await by.compare(request);
    // Zones and buckets come with the data; the text for one zone stands for all.
    const times = { zones: ['UTC'], range: { first: '1970-01-01', count: 0 } };
    const { compare: _compare, reference: _reference, ...plain } = request;
    const { sql } = compile(parseRequest(plain, clock()), times, (name) => relationSql(name));
    const { metric, version } = meta;
    const { as_of: _asOf, known_at: _knownAt, ...asked } = question;
    return { question: asked, metric, version, sql_sha256: sha256(sql), data: rows, meta };
  }

  async function answerAll(order: ReportOrder): Promise<FrozenReport> {
    const { name, asOf, knownAt, protection, questions } = order;
    const answers: FrozenAnswer[] = [];
    for (const question of questions) {
      answers.push(await answer({ ...question, as_of: asOf, known_at: knownAt }, protection));
    }
    const times = { as_of: iso(Date.parse(asOf)), known_at: iso(Date.parse(knownAt)) };
    return reportOf({ name, ...times, protection, engine_version: ENGINE_VERSION, answers });
  }

  /**
   * Answers every question at the order's times. `settledUntil` (epoch milliseconds) is the newest Kafka time that is
   * stored; undefined when nothing is.
   * @throws MetricRequestError for an order or question that makes no sense, or times that have not settled
   */
  async function freeze(order: ReportOrder, settledUntil: number | undefined): Promise<FrozenReport> {
    checkOrder(order, settledUntil);
    return answerAll(order);
  }

  /**
   * The answers of the latest release, for who is answered from releases: as of its instant, which is no choice.
   * @throws MetricRequestError as `freeze`, and what `released` throws
   */
  async function freezeReleased(
    order: Pick<ReportOrder, 'name' | 'questions' | 'protection'>,
    released: Pick<MetricEngine, 'compare'>,
  ): Promise<FrozenReport> {
    const issues = createIssues();
    checkNamed(issues, order);
    issues.throwIfAny();
    const { name, questions, protection } = order;
    // A release made in between is followed by none for hours: a second try is enough.
    for (const _ of ['first', 'again']) {
      const answers: FrozenAnswer[] = [];
      for (const question of questions) answers.push(await answer(question, protection, released));
      const at = instantOf(answers);
      if (at === undefined) continue;
      return reportOf({ name, as_of: at, known_at: at, protection, engine_version: ENGINE_VERSION, answers });
    }
    throw nothingReleased();
  }

  /** The same questions at the same times, answered by today's code from today's log. @throws MetricRequestError for one of a release */
  async function reissue({ content }: FrozenReport): Promise<FrozenReport> {
    refuseReleased(content);
    const { name, as_of: asOf, known_at: knownAt, protection, answers } = content;
    return answerAll({ name, asOf, knownAt, protection, questions: answers.map(({ question }) => question) });
  }

  return { freeze, freezeReleased, reissue };
}

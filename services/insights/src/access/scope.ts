/** What a question becomes for whom: who leads programmes asks about theirs, and no other programme exists. */
import { type MetricEngine, MetricRequestError, nearest, type Question } from '@rapport/metrics';
import { ProblemError } from '@rapport/service';
import type { Access } from './access.ts';

const MOST_SHOWN = 60;

/** The same words for a programme of others and for one that nobody has: only names that the caller knows are suggested. */
function unknownProgramme(id: string, own: readonly string[]): MetricRequestError {
  const suggestion = nearest(id, own);
  const hint = suggestion === undefined ? '' : `: did you mean ${suggestion}?`;
  const message = `there is no programme "${id.slice(0, MOST_SHOWN)}"${hint}`;
  const issue = { code: 'UNKNOWN_PROGRAMME' as const, field: 'programme', message };
  return new MetricRequestError([suggestion === undefined ? issue : { ...issue, suggestion }]);
}

function programmeNeeded(own: readonly string[]): ProblemError {
  const message = `name one programme of yours: ${own.join(', ')}`;
  return new ProblemError({
    status: 400,
    code: 'PROGRAMME_NEEDED',
    title: 'The request makes no sense',
    detail: message,
    errors: [{ parameter: 'programme', message, code: 'PROGRAMME_NEEDED' }],
  });
}

const plain = (value: string) => (value.startsWith('!') ? value.slice(1) : value);

/** The one programme that a filter leaves, where it says so plainly. */
function onlyOne(values: readonly string[] | undefined): string | undefined {
  const [first, ...others] = values ?? [];
  return others.length > 0 || first?.startsWith('!') ? undefined : first;
}

function ownProgramme(own: readonly string[], named: string | undefined): string {
  if (named !== undefined && !own.includes(named)) throw unknownProgramme(named, own);
  const programme = named ?? (own.length === 1 ? own[0] : undefined);
  if (programme === undefined) throw programmeNeeded(own);
  return programme;
}

/**
 * The programme that a caller means who sees some only: the one named, or theirs where they have one. Decided before
 * anything is asked of the warehouse, so that the answer takes the same time whatever exists there.
 * @throws MetricRequestError for a programme that is not theirs, whether it exists or not; ProblemError 400 for none
 */
export function scopedProgramme(access: Pick<Access, 'programmes'>, named: string | undefined): string | undefined {
  return access.programmes === 'all' ? named : ownProgramme(access.programmes, named);
}

/**
 * The question as this caller may ask it: for a lead always about one programme of theirs, and every programme that it
 * names is theirs. @throws as scopedProgramme
 */
export function scopedQuestion(access: Pick<Access, 'programmes'>, question: Question): Question {
  const { programmes: own } = access;
  if (own === 'all') return question;
  const filtered = question.where?.['programme'];
  const foreign = (filtered ?? []).map(plain).find((id) => !own.includes(id));
  if (foreign !== undefined) throw unknownProgramme(foreign, own);
  return { ...question, programme: ownProgramme(own, question.programme ?? onlyOne(filtered)) };
}

const isUnknownProgramme = (error: unknown): error is MetricRequestError =>
  error instanceof MetricRequestError && error.code === 'UNKNOWN_PROGRAMME';

/** The engine for a caller who sees some programmes only: its suggestions come from those. */
export function engineWithin(engine: MetricEngine, { programmes: own }: Pick<Access, 'programmes'>): MetricEngine {
  if (own === 'all') return engine;
  async function within<T>(programme: string | undefined, answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      throw isUnknownProgramme(error) ? unknownProgramme(programme ?? '', own as readonly string[]) : error;
    }
  }
  return {
    run: (request) => within(request.programme, engine.run(request)),
    compare: (request) => within(request.programme, engine.compare(request)),
    triangle: (request) => within(request.programme, engine.triangle(request)),
    explain: (request) => within(request.programme, engine.explain(request)),
  };
}

/** @throws ProblemError 403 where a token's answers come from releases only, and `what` needs other moments. */
export function requireLive({ answers }: Pick<Access, 'answers'>, what: string): void {
  if (answers === 'live') return;
  throw new ProblemError({
    status: 403,
    code: 'NOT_PERMITTED',
    title: 'Not permitted',
    detail: `${what} compares moments, and answers to this token come from releases only`,
  });
}

/** @throws ProblemError 403 for everybody but administrators. */
export function requireAdmin({ role }: Pick<Access, 'role'>): void {
  if (role === 'admin') return;
  throw new ProblemError({
    status: 403,
    code: 'NOT_PERMITTED',
    title: 'Not permitted',
    detail: 'this is for tokens of the role admin',
  });
}

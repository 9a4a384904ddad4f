/** Asks what a subscription asks, as its owner would be answered now, and says whether the answer is complete. */
import { completeness, type RunQuery } from '@rapport/attention';
import { type ComparedResult, parseQuestion, type Question, ReleaseError, requestOf } from '@rapport/metrics';
import { stateOf, type TokenSource } from '@rapport/service';
import { relationSql, type Subscription } from '@rapport/warehouse';
import { type Access, accessOf, demoAccess, protectionOf } from '../access/access.ts';
import type { EngineFor } from '../access/engines.ts';
import { scopedQuestion } from '../access/scope.ts';
import type { SampleLog } from '../releases/waiting-records.ts';
import { tokenIdOf } from '../workspace/holders.ts';
import { duePeriod, type Period, type Rhythm } from './due-period.ts';

/** Why a period is not delivered yet. */
export type Unready = 'not_complete' | 'records_waiting' | 'history_arriving' | 'not_released';
export type Asked = { answer: ComparedResult; unready: Unready | undefined };

export type AskingDependencies = {
  engineFor: EngineFor;
  query: RunQuery;
  tokens: TokenSource | undefined;
  loopback: boolean;
  /** Without it nobody here knows what stands on the log. */
  sampleLog: SampleLog | undefined;
  settleSeconds: number;
  clock: () => number;
};

export type Asking = {
  /** What the owner may see now; undefined for a token that has ended. */
  accessOfOwner(owner: string): Promise<Access | undefined>;
  /** The latest period of a subscription that is over. */
  periodOf(subscription: Rhythm & Pick<Subscription, 'programme'>): Promise<Period>;
  /** @throws MetricRequestError and ProblemError as the same question over HTTP, ReleaseError before the first release */
  ask(subscription: Pick<Subscription, 'question' | 'programme'>, access: Access, period: Period): Promise<Asked>;
};

const sqlTime = (ms: number) => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');

/** The question about a period, within what the asker may see. @throws as scopedQuestion */
function questionAbout(text: string, access: Access, { from, to }: Period): Question {
  const parsed = parseQuestion(JSON.parse(text));
  if (!parsed.ok) throw new Error('a stored question that cannot be read');
  return scopedQuestion(access, { ...parsed.question, from, to });
}

/** Asking for a service. */
export function createAsking(dependencies: AskingDependencies): Asking {
  const { engineFor, query, tokens, loopback, sampleLog, settleSeconds, clock } = dependencies;

  async function accessOfOwner(owner: string): Promise<Access | undefined> {
    const kept = (await tokens?.current()) ?? [];
    const id = tokenIdOf(owner);
    if (id === undefined) return loopback && (tokens?.rolesSeen().size ?? 0) === 0 ? demoAccess : undefined;
    const own = kept.find((token) => token.id === id);
    const isGood = (token: (typeof kept)[number]) => stateOf(token, clock()) === 'active';
    // A rotated token is another one of the same name and role.
    const same = kept.filter(({ name, role }) => name === own?.name && role === own?.role);
    const good = own !== undefined && isGood(own) ? own : same.find(isGood);
    return good === undefined || good.role === 'producer' ? undefined : accessOf(good);
  }

  async function zoneOf(programme: string): Promise<string> {
    const now = sqlTime(clock());
    const [row] = await query(
      `SELECT time_zone FROM (${relationSql('dim_programme')}) WHERE programme_id = {programme:String}`,
      { programme, as_of: now, known_at: now },
    );
    return String((row as { time_zone?: unknown } | undefined)?.time_zone ?? 'UTC');
  }

  async function unreadyAt(
    programme: string,
    { endsAt }: Period,
    answer: ComparedResult,
  ): Promise<Unready | undefined> {
    const { meta } = answer;
    if (Date.parse(meta.as_of) < endsAt) return meta.release === undefined ? 'not_complete' : 'not_released';
    if (sampleLog !== undefined && (await (await sampleLog())()) > 0) return 'records_waiting';
    const knownAt = Date.parse(meta.known_at);
    const { moments, cannotTell } = await completeness(query, { knownAt, settleSeconds, programmes: [programme] });
    if (cannotTell.some((one) => one.programme === programme)) return 'history_arriving';
    const told = moments.get(programme);
    return told === undefined || told < endsAt ? 'not_complete' : undefined;
  }

  return {
    accessOfOwner,
    periodOf: async ({ programme, ...rhythm }) => duePeriod(rhythm, clock(), await zoneOf(programme)),
    ask: async ({ question, programme }, access, period) => {
      const asked = questionAbout(question, access, period);
      const answer = await engineFor(access).compare(requestOf(asked, protectionOf(access)));
      return { answer, unready: await unreadyAt(programme, period, answer) };
    },
  };
}

export const isNothingReleased = (error: unknown): boolean =>
  error instanceof ReleaseError && error.code === 'NOTHING_RELEASED';

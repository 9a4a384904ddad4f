/** One round of the loop: is everything known, what do the rules find, what follows, and onto the log with it. */
import type { AlertEvent } from '@rapport/events';
import { type CannotTell, completeness, holeInLedger, waitingForRecords } from './completeness.ts';
import { alertIdOf, decide } from './decide.ts';
import { evaluate, type Finding, type RunQuery } from './evaluate.ts';
import { knownAlerts } from './known-alerts.ts';
import { rules } from './rules.ts';

/** Whether everything that stood on the log at an instant (epoch milliseconds) is stored, or how many records are not. */
export type Stored = { ok: true; knownAt: number } | { ok: false; waiting: bigint };

export type AttentionDependencies = {
  query: RunQuery;
  /** Resolves when the events are on the log. */
  send: (events: readonly AlertEvent[]) => Promise<unknown>;
  /** Waits for what is on the log, alerts included, for a bounded time. */
  stored: () => Promise<Stored>;
  /** Gaps in the ledger of what was stored. */
  gaps: () => Promise<number>;
  clock: () => number;
  /**
   * For how long a finding must be found in every round before it is raised, and old events leave their programme unjudged:
   * a pair's start and its meetings come by different topics, and one of them comes first.
   */
  settleSeconds: number;
};

export type RoundReport = {
  /** Programmes that were judged. */
  judged: number;
  raised: number;
  resolved: number;
  cannotTell: readonly CannotTell[];
};

const nothing = (why: CannotTell): RoundReport => ({ judged: 0, raised: 0, resolved: 0, cannotTell: [why] });

const asked = new Set(rules.map(({ id }) => id));

/** A function that makes one round; rounds must not overlap. It throws what its dependencies throw, and may be repeated. */
export function createRound(dependencies: AttentionDependencies): () => Promise<RoundReport> {
  const { query, send, stored, gaps, clock, settleSeconds } = dependencies;
  let seen: ReadonlyMap<string, number> = new Map();

  /** The findings that are too new, by the id of their alert. What is not found any more begins anew. */
  function tooNew(findings: readonly Finding[], now: number): ReadonlySet<string> {
    seen = new Map(findings.map(alertIdOf).map((id) => [id, seen.get(id) ?? now]));
    return new Set([...seen].filter(([, since]) => now - since < settleSeconds * 1_000).map(([id]) => id));
  }

  return async function round() {
    const log = await stored();
    if (!log.ok) return nothing(waitingForRecords(log.waiting));
    const missing = await gaps();
    if (missing > 0) return nothing(holeInLedger(missing));
    const { knownAt } = log;
    const { moments, cannotTell } = await completeness(query, { knownAt, settleSeconds });
    const findings = await evaluate(query, { moments, asOf: knownAt, knownAt });
    const known = await knownAlerts(query, { programmes: [...moments.keys()], knownAt });
    const now = clock();
    const events = decide({ findings, known, moments, now, asked, unripe: tooNew(findings, now) });
    if (events.length > 0) await send(events);
    const raised = events.filter(({ type }) => type === 'alert.raised').length;
    return { judged: moments.size, raised, resolved: events.length - raised, cannotTell };
  };
}

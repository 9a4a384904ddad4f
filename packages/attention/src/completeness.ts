/** Until when each programme's data are complete, and why nobody can tell yet where they are not. */
import { z } from 'zod';
import { type Moments, type RunQuery, sqlInstant } from './evaluate.ts';

/** Why a programme, or (programme null) everything, cannot be judged now. */
export type CannotTell = {
  programme: string | null;
  code: 'records_waiting' | 'ledger_gap' | 'history_arriving';
  message: string;
};

export type Completeness = { moments: Moments; cannotTell: readonly CannotTell[] };

// One or two late events are everyday; this many old ones in a minute are an import, a restore or a source that catches up.
const ARRIVING_EVENTS = 20;
const OLD_AFTER_DAYS = 7;

const TELLING = ['pairing', 'meeting', 'survey', 'goal'] as const;

/**
 * Latest word of each source anywhere, and from it per programme the latest word of those who tell of it: a source that
 * still talks and says nothing of a small programme has nothing to say, while one that is silent may be broken.
 */
const until = (only: string) => `WITH told AS (
  ${TELLING.map(
    (stream) =>
      `SELECT toString(programme_id) AS programme, toString(source) AS source, max(recorded_at) AS latest FROM events_${stream}
    WHERE recorded_at <= {known_at:DateTime64(3, 'UTC')} ${only} GROUP BY programme, source`,
  ).join('\n  UNION ALL ')}
), heard AS (SELECT source, max(latest) AS latest FROM told GROUP BY source)
SELECT told.programme AS programme, toString(toUnixTimestamp64Milli(max(heard.latest))) AS until_ms
FROM told INNER JOIN heard ON heard.source = told.source
WHERE told.programme != ''
GROUP BY programme ORDER BY programme`;

const ARRIVING = `SELECT toString(programme_id) AS programme, toString(count()) AS events FROM event_receipts
WHERE inserted_at > now64(3) - toIntervalSecond({settle:UInt32}) AND occurred_at < now64(3) - toIntervalDay(${OLD_AFTER_DAYS}) AND stream NOT IN ('alert', 'workspace')
GROUP BY programme HAVING count() >= ${ARRIVING_EVENTS}`;

const untilRow = z.object({ programme: z.string(), until_ms: z.coerce.number() });
const arrivingRow = z.object({ programme: z.string(), events: z.coerce.number() });

/** Until when a programme is told of, epoch milliseconds. */
export type Told = z.infer<typeof untilRow>;

type ToldOptions = {
  /** Epoch milliseconds up to which everything on the log is stored. */
  knownAt: number;
  /** For who may know of some programmes only: nothing of others, not even their sources' last word, shows in the answer. */
  programmes?: readonly string[];
};

export type CompletenessOptions = ToldOptions & {
  /** For how long after old events have come in their programme is not judged. */
  settleSeconds: number;
  /** By default `lastTold` of the same options. It reads every event, so whoever knows that nothing new is stored gives what it was. */
  told?: readonly Told[];
};

/** Until when each programme is told of. @throws what `query` throws */
export async function lastTold(query: RunQuery, { knownAt, programmes }: ToldOptions): Promise<readonly Told[]> {
  const only = programmes === undefined ? '' : 'AND has({programmes:Array(String)}, toString(programme_id))';
  const params = {
    known_at: sqlInstant(knownAt),
    ...(programmes === undefined ? {} : { programmes: [...programmes] }),
  };
  return z.array(untilRow).parse(await query(until(only), params));
}

/** @throws what `query` throws */
export async function completeness(query: RunQuery, options: CompletenessOptions): Promise<Completeness> {
  const { knownAt, settleSeconds, told = await lastTold(query, options) } = options;
  const arriving = z.array(arrivingRow).parse(await query(ARRIVING, { settle: settleSeconds }));
  const busy = new Map(arriving.map(({ programme, events }) => [programme, events]));
  const moments = new Map<string, number>();
  const cannotTell: CannotTell[] = [];
  for (const { programme, until_ms } of told) {
    const events = busy.get(programme);
    if (events === undefined) moments.set(programme, Math.min(until_ms, knownAt));
    else
      cannotTell.push({ programme, code: 'history_arriving', message: arrivingText(programme, events, settleSeconds) });
  }
  return { moments, cannotTell };
}

const arrivingText = (programme: string, events: number, seconds: number) =>
  `cannot tell yet: in the last ${seconds} s ${events} events of ${programme} came in that are older than ${OLD_AFTER_DAYS} days, so that its history is still being told`;

/** What the whole log's state forbids: nothing is judged then. */
export function waitingForRecords(waiting: bigint): CannotTell {
  const message = `cannot tell yet: ${waiting} records on the log are not stored`;
  return { programme: null, code: 'records_waiting', message };
}

export function holeInLedger(gaps: number): CannotTell {
  const message = `cannot tell yet: the ledger has ${gaps} gaps, so that events may be missing (see rapport audit)`;
  return { programme: null, code: 'ledger_gap', message };
}

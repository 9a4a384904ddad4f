/** `rapport attention`: alerts as they stand, what people do with them, and how good the rules would have been. */
import {
  type AlertRow,
  type AlertState,
  alertOf,
  alertQuality,
  alertRows,
  alertStates,
  type Deed,
  decideDeed,
  isPrivate,
  meantBy,
  replayAttention,
  ruleList,
} from '@rapport/attention';
import type { AlertEvent } from '@rapport/events';
import { relationSql } from '@rapport/warehouse';
import { CliError, exitCodes } from '../cli-error.ts';
import type { Connections } from '../platform.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { qualityTable } from './attention-quality.ts';

export type Shown = 'table' | 'json';
export type ListOptions = { programme?: string; state?: string[]; limit: number; format: Shown };
export type ReplayWish = { programme: string; from: number; to: number; format: Shown };

const UNPROTECTED = 'as administrator of the local stack: every programme is shown';
const MOST_OF_ONE = 100;

const queryOf =
  ({ warehouse }: Connections) =>
  (sql: string, params: Record<string, unknown>) =>
    warehouse.query<Record<string, unknown>>(sql, params);

function statesOf(names: readonly string[] | undefined): AlertState[] {
  const wrong = names?.find((name) => !alertStates.some((state) => state === name));
  if (wrong !== undefined)
    throw new CliError(`there is no state "${wrong}": ${alertStates.join(', ')}`, exitCodes.usage);
  return alertStates.filter((state) => (names ?? ['raised', 'acknowledged']).includes(state));
}

/** Prints alerts, the newest first. */
export async function listAlerts(connections: Connections, terminal: Terminal, options: ListOptions): Promise<void> {
  const { programme, state, limit, format } = options;
  const programmes = programme === undefined ? 'all' : [programme];
  const filter = { programmes, states: statesOf(state), limit, now: Date.now() } as const;
  const shown = (await alertRows(queryOf(connections), relationSql('fact_alert'), filter)).map(alertOf);
  terminal.say(UNPROTECTED);
  if (format === 'json') return terminal.print(JSON.stringify(shown, null, 2));
  const rows = shown.map(({ alert_id, programme: of, pairing_id, state: now, raised_at, reason }) => [
    ...[alert_id, of, pairing_id, now, raised_at.slice(0, 10), reason.text],
  ]);
  terminal.print(table(['alert', 'programme', 'pairing', 'state', 'raised', 'why'], rows));
}

async function rowsOf(connections: Connections, id: string): Promise<AlertRow[]> {
  const meant = meantBy(id);
  const filter = { programmes: 'all', states: alertStates, meant, limit: MOST_OF_ONE, now: Date.now() } as const;
  const rows = await alertRows(queryOf(connections), relationSql('fact_alert'), filter, true);
  if (rows.length === 0) throw new CliError(`there is no alert "${id}"`, exitCodes.notFound);
  return rows;
}

/** Prints one alert, whole. */
export async function showAlert(connections: Connections, terminal: Terminal, id: string): Promise<void> {
  const rows = await rowsOf(connections, id);
  const row = rows.findLast(({ state }) => state !== 'resolved') ?? rows.at(-1);
  if (row !== undefined) terminal.print(JSON.stringify(alertOf(row), null, 2));
}

/** Does it, and says what became of it. */
export async function doToAlert(connections: Connections, terminal: Terminal, id: string, deed: Deed): Promise<void> {
  const rows = await rowsOf(connections, id);
  const doer = { actor: 'cli', source: 'rapport/cli', now: Date.now() };
  const done = rows.map(({ alert, programme, pairing, state, raised }) =>
    decideDeed({ alert, programme, pairing, state, since: raised }, deed, doer),
  );
  const possible = done.filter((one) => one.ok);
  if (possible.length === 0) throw new CliError('the alert is resolved: what comes after it is another alert');
  const events = possible.flatMap(({ event }): AlertEvent[] => (event === null ? [] : [event]));
  if (events.length === 0) return terminal.say('nothing to do: it stands there already');
  const producer = await connections.log.createProducer();
  try {
    await producer.send(events);
  } finally {
    await producer.close();
  }
  terminal.say(`${deed.kind}: written on the log`);
}

/** Prints the rules. */
export function printRules(terminal: Terminal, format: Shown): void {
  if (format === 'json') {
    terminal.print(JSON.stringify(ruleList, null, 2));
    return;
  }
  for (const { id, version, title, condition, ends, evidence } of ruleList) {
    const shown = evidence === 'private' ? 'shown as check-in, without what it saw' : 'shown with what it saw';
    terminal.print(`${id} v${version}: ${title}\n  when: ${condition}\n  ends: ${ends}\n  ${shown}\n`);
  }
}

async function prematureEnds({ warehouse }: Connections, { programme, from, to }: ReplayWish) {
  const rows = await warehouse.query<{ pairing: string; at: string }>(
    `SELECT pairing_id AS pairing, toString(toUnixTimestamp64Milli(assumeNotNull(ended_at))) AS at FROM fact_pairing
     WHERE programme_id = {programme:String} AND activated_at IS NOT NULL AND NOT voided AND end_kind = 'ended_early'
       AND ifNull(ended_at >= activated_at, 0) AND ifNull(ended_at < committed_end_at, 1)
       AND toUnixTimestamp64Milli(assumeNotNull(ended_at)) BETWEEN {from:Int64} AND {to:Int64}`,
    { programme, from, to },
  );
  return rows.map(({ pairing, at }) => ({ pairing, at: Number(at) }));
}

/** What the rules would have raised on each day of a history, and how good that was. Writes nothing. */
export async function replayAlerts(connections: Connections, terminal: Terminal, wish: ReplayWish): Promise<void> {
  if (wish.from >= wish.to) throw new CliError('--from must lie before --to', exitCodes.usage);
  const progress = terminal.progress('asking the rules, day by day');
  const { programme, from, to } = wish;
  const onDay = (day: number, days: number) => progress.update(day, days);
  const events = await replayAttention(queryOf(connections), { programme, from, to, onDay });
  const raised = events.filter(({ type }) => type === 'alert.raised').length;
  progress.end(`${raised} alerts, ${events.length - raised} ended by themselves`);
  const quality = alertQuality(events, await prematureEnds(connections, wish), to);
  if (wish.format === 'json') return terminal.print(JSON.stringify(quality, null, 2));
  terminal.print(qualityTable(quality, isPrivate));
}

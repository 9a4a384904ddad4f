/** What follows from what the rules found: pure, so that a crash and a retry decide the same. */
import { type AlertEvent, eventIdFrom } from '@rapport/events';
import type { Finding, Moments } from './evaluate.ts';
import { versionOf } from './rule.ts';

/** The source of the events of the raising loop. */
export const ATTENTION_SOURCE = 'rapport/attention';

/** An alert as it stands. `pairing`: what became of its pairing by the moment. */
export type KnownAlert = {
  alert: string;
  rule: string;
  programme: string;
  pairing: string;
  state: 'raised' | 'acknowledged' | 'snoozed' | 'resolved';
  pairingState: string;
};

/** One rule's word on one episode of one pairing: the same whoever asks, and however often. */
export function alertIdOf({ rule, programme, pairing, since }: Finding): string {
  return eventIdFrom(ATTENTION_SOURCE, JSON.stringify([rule.id, versionOf(rule), programme, pairing, since]));
}

const subject = (rule: string, programme: string, pairing: string) => JSON.stringify([rule, programme, pairing]);

export type Judged = {
  findings: readonly Finding[];
  /** Alerts of the programmes that were judged, resolved ones too. */
  known: readonly KnownAlert[];
  moments: Moments;
  /** Epoch milliseconds of the decision. */
  now: number;
  /** The rules that were asked: alerts of others are left alone. */
  asked: ReadonlySet<string>;
  /** Alerts that are not to be raised yet, by id. */
  unripe?: ReadonlySet<string>;
};

function raised(finding: Finding, moment: number, now: number): AlertEvent {
  const { rule, programme, pairing, since, score, observed } = finding;
  const alert_id = alertIdOf(finding);
  return {
    ...{ event_id: eventIdFrom(ATTENTION_SOURCE, `${alert_id}/raised`), type: 'alert.raised' },
    ...{ occurred_at: moment, recorded_at: now, source: ATTENTION_SOURCE },
    ...{ programme_id: programme, pairing_id: pairing, alert_id, rule_id: rule.id, rule_version: versionOf(rule) },
    ...{ score, since_at: since, judged_at: moment, data_until_at: moment },
    ...(Object.keys(observed).length === 0 ? {} : { observed: { ...observed } }),
  };
}

function outcomeOf(pairingState: string): string {
  if (pairingState === 'active') return 'condition_ended';
  return pairingState === 'paused' ? 'pairing_paused' : 'pairing_ended';
}

function ended({ alert, programme, pairing, pairingState }: KnownAlert, moment: number, now: number): AlertEvent {
  return {
    ...{ event_id: eventIdFrom(ATTENTION_SOURCE, `${alert}/ended`), type: 'alert.resolved' },
    ...{ occurred_at: moment, recorded_at: now, source: ATTENTION_SOURCE },
    ...{ programme_id: programme, pairing_id: pairing, alert_id: alert, outcome: outcomeOf(pairingState) },
  };
}

/**
 * The events to send. A finding becomes an alert unless its episode has had one, or the pairing has an open one by that
 * rule; an open alert whose condition no longer holds is resolved. Alerts are never judged again: an open one stays as it
 * was raised, whatever its score would be now.
 */
export function decide({ findings, known, moments, now, asked, unripe }: Judged): AlertEvent[] {
  const had = new Set(known.map(({ alert }) => alert));
  const open = known.filter(({ state, rule }) => state !== 'resolved' && asked.has(rule));
  const openSubjects = new Set(open.map(({ rule, programme, pairing }) => subject(rule, programme, pairing)));
  const found = new Set(findings.map(({ rule, programme, pairing }) => subject(rule.id, programme, pairing)));
  const events: AlertEvent[] = [];
  for (const finding of findings) {
    const moment = moments.get(finding.programme);
    const id = alertIdOf(finding);
    if (moment === undefined || had.has(id) || unripe?.has(id)) continue;
    if (openSubjects.has(subject(finding.rule.id, finding.programme, finding.pairing))) continue;
    events.push(raised(finding, moment, now));
  }
  for (const alert of open) {
    const moment = moments.get(alert.programme);
    if (moment === undefined || found.has(subject(alert.rule, alert.programme, alert.pairing))) continue;
    events.push(ended(alert, moment, now));
  }
  return events;
}

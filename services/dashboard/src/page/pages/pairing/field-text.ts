/** What an event says beside its type, in words. Pure. */
import { instantText } from '../../view/time-text.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Said elsewhere on the page, or ids of nothing that can be looked up. */
const LEFT_OUT = new Set(['mentor_id', 'mentee_id', 'programme_id', 'pairing_id', 'attributes']);

const LABELS: Readonly<Record<string, string>> = {
  committed_end_at: 'meant to end',
  due_at: 'due',
  starts_at: 'at',
  match_method: 'way of matching:',
  participant_id: 'of',
};

/** Codes that say by themselves what they are about. */
const PLAIN = new Set(['mode', 'evidence', 'topics', 'reason', 'category', 'term', 'health']);

const words = (text: string) => (/^[a-z]+(_[a-z]+)*$/.test(text) ? text.replaceAll('_', ' ') : text);

/** An instant as the warehouse has it (UTC, without saying so) or as RFC 3339. */
const instantOf = (text: string) => (/[zZ]$|[+-]\d\d:\d\d$/.test(text) ? text : `${text.replace(' ', 'T')}Z`);

function valueText(name: string, value: unknown, zone: string): string {
  if (Array.isArray(value)) return value.map((one) => words(String(one))).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  if (!name.endsWith('_at') || Number.isNaN(Date.parse(instantOf(text)))) return words(text);
  return instantText(instantOf(text), zone).replace(/:\d\d$/, '');
}

function said(name: string, value: unknown, zone: string, pairing: string): string {
  const text = valueText(name, value, zone);
  if (name === 'duration_minutes') return `${text} minutes`;
  if (name === 'cadence_days') return `every ${text} days`;
  if (name === 'meeting_id' || name === 'goal_id') {
    const short = text.startsWith(`${pairing}-`) ? text.slice(pairing.length + 1) : text;
    return `${name.slice(0, -3)} ${short.replace(/^(goal-|m)(?=\d+$)/, '')}`;
  }
  return PLAIN.has(name) ? text : `${LABELS[name] ?? `${name.replaceAll('_', ' ')}:`} ${text}`;
}

/** "meeting 1 · at 26 Aug 2026, 16:42 · 30 minutes · remote". Times are those of the zone. */
export function fieldsText(fields: Fields, zone: string, pairing: string): string {
  return Object.entries(fields)
    .filter(([name, value]) => !LEFT_OUT.has(name) && value !== null && value !== '')
    .map(([name, value]) => said(name, value, zone, pairing))
    .filter((text) => text !== '')
    .join(' · ');
}

import { describe, expect, it } from 'vitest';
import { alertIdOf, decide, type KnownAlert } from './decide.ts';
import type { Finding } from './evaluate.ts';
import { findRule, rules } from './rules.ts';

const rule = findRule('no-meeting');
if (rule === undefined) throw new Error('no such rule');
const MOMENT = Date.UTC(2026, 2, 1);
const NOW = Date.UTC(2026, 2, 2);
const moments = new Map([['alpha', MOMENT]]);
const asked = new Set(rules.map(({ id }) => id));
const finding = (over: Partial<Finding> = {}): Finding => ({
  ...{ rule, programme: 'alpha', pairing: 'p1', since: Date.UTC(2026, 0, 1), score: 1.2 },
  observed: { days_since_meeting: '59' },
  ...over,
});
const known = (over: Partial<KnownAlert> = {}): KnownAlert => ({
  ...{ alert: 'old', rule: 'no-meeting', programme: 'alpha', pairing: 'p1', state: 'raised', pairingState: 'active' },
  ...over,
});
const types = (input: Parameters<typeof decide>[0]) => decide(input).map(({ type, event_id }) => [type, event_id]);

describe('what follows from what the rules found', () => {
  it('is one alert an episode, the same after a crash and a retry', () => {
    const first = decide({ findings: [finding()], known: [], moments, now: NOW, asked });
    const again = decide({ findings: [finding({ score: 7 })], known: [], moments, now: NOW + 60_000, asked });
    expect(first).toHaveLength(1);
    expect(again[0]?.event_id).toBe(first[0]?.event_id);
    expect(first[0]).toMatchObject({ type: 'alert.raised', occurred_at: MOMENT, recorded_at: NOW, score: 1.2 });
  });

  it('waits for what is too new, and does not take it for ended', () => {
    const unripe = new Set([alertIdOf(finding())]);
    expect(types({ findings: [finding()], known: [], moments, now: NOW, asked, unripe })).toEqual([]);
    expect(types({ findings: [finding()], known: [known()], moments, now: NOW, asked, unripe })).toEqual([]);
  });

  it('is another alert for another episode, pairing or programme', () => {
    const ids = [{}, { since: 1 }, { pairing: 'p2' }, { programme: 'beta' }].map((over) => alertIdOf(finding(over)));
    expect(new Set(ids).size).toBe(4);
  });

  it('is nothing where the episode has had its alert, even a resolved one', () => {
    const had = known({ alert: alertIdOf(finding()), state: 'resolved' });
    expect(types({ findings: [finding()], known: [had], moments, now: NOW, asked })).toEqual([]);
  });

  it('never judges an open alert again, although the episode looks different now', () => {
    expect(types({ findings: [finding({ since: 5, score: 9 })], known: [known()], moments, now: NOW, asked })).toEqual(
      [],
    );
  });

  it('resolves an open alert whose condition has ended, and says how', () => {
    const outcome = (pairingState: string) =>
      decide({ findings: [], known: [known({ pairingState })], moments, now: NOW, asked })[0];
    expect(outcome('active')).toMatchObject({ type: 'alert.resolved', alert_id: 'old', outcome: 'condition_ended' });
    expect(outcome('paused')).toMatchObject({ outcome: 'pairing_paused' });
    expect(outcome('ended_early')).toMatchObject({ outcome: 'pairing_ended' });
  });

  it('leaves alone what it was not asked about: other programmes, other systems’ rules, resolved alerts', () => {
    const others = [known({ programme: 'beta' }), known({ rule: 'their-rule' }), known({ state: 'resolved' })];
    expect(types({ findings: [finding({ programme: 'beta' })], known: others, moments, now: NOW, asked })).toEqual([]);
  });

  it('writes nothing down of what a private rule saw', () => {
    const low = findRule('low-rating');
    if (low === undefined) throw new Error('no such rule');
    const [event] = decide({
      findings: [finding({ rule: low, score: 1, observed: {} })],
      known: [],
      moments,
      now: NOW,
      asked,
    });
    expect(event).toMatchObject({ rule_id: 'low-rating', score: 1 });
    expect(event).not.toHaveProperty('observed');
  });
});

import type { AlertEvent } from '@rapport/events';
import { describe, expect, it } from 'vitest';
import { createRound, type Stored } from './round.ts';

const MOMENT = Date.UTC(2026, 2, 1);

/** A warehouse with one programme; the first rule finds one pair while `found` says so. */
function world() {
  const state = { found: true, now: MOMENT, waiting: 0n, gaps: 0, arriving: false };
  const sent: AlertEvent[] = [];
  const query = async (sql: string): Promise<Record<string, unknown>[]> => {
    if (sql.includes('until_ms')) return [{ programme: 'alpha', until_ms: String(MOMENT) }];
    if (sql.includes('event_receipts')) return state.arriving ? [{ programme: 'alpha', events: '400' }] : [];
    if (sql.includes('pairingState')) return [];
    const hit = state.found && sql.includes('days_since_meeting');
    return hit ? [{ programme_id: 'alpha', pairing_id: 'p', since_ms: '0', score: 1, observed: {} }] : [];
  };
  const stored = async (): Promise<Stored> =>
    state.waiting > 0n ? { ok: false, waiting: state.waiting } : { ok: true, knownAt: state.now };
  const send = async (events: readonly AlertEvent[]) => void sent.push(...events);
  const gaps = async () => state.gaps;
  const round = createRound({ query, send, stored, gaps, clock: () => state.now, settleSeconds: 60 });
  return { state, sent, round };
}

describe('a round', () => {
  it('raises what has been found for as long as it takes to settle, and not before', async () => {
    const { state, sent, round } = world();
    expect(await round()).toMatchObject({ judged: 1, raised: 0 });
    state.now += 59_999;
    expect(await round()).toMatchObject({ raised: 0 });
    state.now += 1;
    expect(await round()).toMatchObject({ raised: 1 });
    expect(sent).toMatchObject([{ type: 'alert.raised', rule_id: 'no-meeting', judged_at: MOMENT }]);
  });

  it('begins anew with what was gone in between', async () => {
    const { state, sent, round } = world();
    await round();
    state.found = false;
    state.now += 30_000;
    await round();
    state.found = true;
    state.now += 40_000;
    await round();
    expect(sent).toEqual([]);
  });

  it.each([
    ['records wait on the log', { waiting: 3n }, 'records_waiting'],
    ['the ledger has gaps', { gaps: 1 }, 'ledger_gap'],
    ['history is being told', { arriving: true }, 'history_arriving'],
  ])('cannot tell while %s, and says so', async (_, trouble, code) => {
    const { state, sent, round } = world();
    await round();
    Object.assign(state, trouble, { now: state.now + 120_000 });
    expect(await round()).toMatchObject({ judged: 0, raised: 0, cannotTell: [{ code }] });
    expect(sent).toEqual([]);
  });
});

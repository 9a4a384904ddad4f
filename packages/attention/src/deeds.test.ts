import { describe, expect, it } from 'vitest';
import { decideDeed } from './deeds.ts';

const subject = { alert: 'a1', programme: 'alpha', pairing: 'p1', state: 'raised' as const, since: 10 };
const doer = { actor: 'token-1', source: 'rapport/insights', now: 1_000 };

describe('a deed', () => {
  it('says who did it, and is one event however often the same request comes', () => {
    const once = decideDeed(subject, { kind: 'acknowledge' }, { ...doer, idempotencyKey: 'k' });
    const again = decideDeed(subject, { kind: 'acknowledge' }, { ...doer, now: 2_000, idempotencyKey: 'k' });
    if (!once.ok || !again.ok) throw new Error('refused');
    expect(once.event).toMatchObject({ type: 'alert.acknowledged', actor_id: 'token-1', alert_id: 'a1' });
    expect(again.event?.event_id).toBe(once.event?.event_id);
  });

  it('is nothing where the alert stands there already', () => {
    expect(decideDeed({ ...subject, state: 'acknowledged' }, { kind: 'acknowledge' }, doer)).toEqual({
      ok: true,
      event: null,
    });
    const resolve = { kind: 'resolve', outcome: 'contacted' } as const;
    expect(decideDeed({ ...subject, state: 'resolved' }, resolve, doer)).toEqual({ ok: true, event: null });
  });

  it('is refused for a resolved alert', () => {
    const resolved = { ...subject, state: 'resolved' as const };
    expect(decideDeed(resolved, { kind: 'snooze', until: 5_000 }, doer)).toEqual({ ok: false, state: 'resolved' });
    expect(decideDeed(resolved, { kind: 'acknowledge' }, doer)).toEqual({ ok: false, state: 'resolved' });
  });

  it('snoozes again with another time, and notes why as a code', () => {
    const snoozed = { ...subject, state: 'snoozed' as const };
    const done = decideDeed(snoozed, { kind: 'snooze', until: 9_000, note: 'on_leave' }, doer);
    expect(done).toMatchObject({
      ok: true,
      event: { type: 'alert.snoozed', snoozed_until_at: 9_000, note: 'on_leave' },
    });
  });
});

import { describe, expect, test } from 'vitest';
import { createSessions, SESSION_MS } from './sessions.ts';

describe('a session', () => {
  test('has a token until it ends', () => {
    let now = 0;
    const sessions = createSessions(() => now);
    const id = sessions.open('rpt_a');
    expect(sessions.get(id)).toBe('rpt_a');
    now = SESSION_MS;
    expect(sessions.get(id)).toBeUndefined();
    expect(sessions.count()).toBe(0);
  });

  test('is nobody’s by another id, and nobody’s after it was closed', () => {
    const sessions = createSessions(() => 0);
    const id = sessions.open('rpt_a');
    expect(sessions.get(`${id}x`)).toBeUndefined();
    sessions.close(id);
    expect(sessions.get(id)).toBeUndefined();
  });

  test('makes room by forgetting the oldest', () => {
    const sessions = createSessions(() => 0);
    const first = sessions.open('rpt_first');
    for (let count = 0; count < 10_000; count += 1) sessions.open('rpt_other');
    expect(sessions.count()).toBeLessThanOrEqual(10_000);
    expect(sessions.get(first)).toBeUndefined();
  });
});

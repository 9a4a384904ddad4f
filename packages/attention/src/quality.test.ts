import type { AlertEvent } from '@rapport/events';
import { describe, expect, it } from 'vitest';
import { alertQuality } from './quality.ts';

const DAY = 86_400_000;
const raised = (rule_id: string, pairing_id: string, day: number): AlertEvent => ({
  ...{ event_id: `${rule_id}/${pairing_id}/${day}`, type: 'alert.raised', source: 's', occurred_at: day * DAY },
  ...{ recorded_at: day * DAY, programme_id: 'p', pairing_id, alert_id: 'a', rule_id, rule_version: 1, score: 1 },
  ...{ since_at: 0, judged_at: 0, data_until_at: 0 },
});

describe('the quality of alerts', () => {
  // p1 ends 20 days after its first alert and 5 after its second, p2 61 days after, p3 never; p4 ends without one.
  const events = [
    raised('r', 'p1', 100),
    raised('r', 'p1', 115),
    raised('r', 'p2', 100),
    raised('r', 'p3', 100),
    raised('r', 'p5', 180),
  ];
  const ends = [
    { pairing: 'p1', at: 120 * DAY },
    { pairing: 'p2', at: 161 * DAY },
    { pairing: 'p4', at: 130 * DAY },
  ];

  it('counts mature alerts alone, ends within 60 days, and the first alert before each', () => {
    const [one, any] = alertQuality(events, ends, 200 * DAY);
    expect(one).toMatchObject({ rule: 'r', raised: 5, immature: 1 });
    // Two of four mature alerts are followed by an end within 60 days; one of three ends was announced, 20 days ahead.
    expect(one?.precision).toMatchObject({ value: 0.5, n: 4 });
    expect(one?.recall).toMatchObject({ value: 1 / 3, n: 3 });
    expect(one?.leadDays).toMatchObject({ value: 20, n: 1, ci: null });
    expect(any).toMatchObject({ rule: 'any rule', raised: 5 });
  });
});

import { expect, test } from 'vitest';
import { alertOf } from './alert-answers.ts';
import type { AlertRow } from './alert-rows.ts';

const row: AlertRow = {
  ...{ alert: 'a1', rule: 'no-meeting', version: 1, programme: 'north', pairing: 'p1', mentor: 'm1', mentee: 'e1' },
  ...{ state: 'raised', raised: 0, told: 0, since: 0, judged: 0, until: 0, score: 1 },
  observed: { days_since_meeting: '61', cadence_days: '30', meetings_held: '3' },
  ...{ acknowledgedBy: '', snoozedUntil: null, note: '', resolved: null, outcome: '', actor: '' },
};

test('an alert says in words what was seen', () => {
  expect(alertOf(row).reason.text).toBe('no meeting for 61 days; they mean to meet every 30');
});

test('an alert of another producer that does not say what was seen names its rule, and makes nothing up', () => {
  expect(alertOf({ ...row, observed: {} }).reason.text).toBe('raised by no-meeting');
  expect(alertOf({ ...row, rule: 'of-others', observed: {} }).reason.text).toBe('raised by of-others');
});

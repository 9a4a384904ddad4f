import { expect, test } from 'vitest';
import { fieldsText } from './field-text.ts';

test('says in words what an event says, by the programme’s clock', () => {
  const fields = {
    programme_id: 'north',
    meeting_id: 'pr-7-m2',
    starts_at: '2026-08-26 15:42:37.376',
    duration_minutes: 60,
    mode: 'in_person',
    topics: ['career', 'work_life'],
    side: 'mentor',
    note: null,
  };
  expect(fieldsText(fields, 'Europe/London', 'pr-7')).toBe(
    'meeting 2 · at 26 Aug 2026, 16:42 · 60 minutes · in person · career, work life · side: mentor',
  );
});

test('keeps what it does not know as it is', () => {
  const fields = { cadence_days: 14, goal_id: 'G-2026/4', due_at: 'soon', obstacle: 'no_time', score: 3.5 };
  expect(fieldsText(fields, 'UTC', 'pr-7')).toBe(
    'every 14 days · goal G-2026/4 · due soon · obstacle: no time · score: 3.5',
  );
});

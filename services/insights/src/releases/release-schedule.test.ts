import { expect, it } from 'vitest';
import { lastDue } from './release-schedule.ts';

const at = (text: string) => Date.parse(`${text}Z`);

it('is 02:00 of today, or of yesterday before that', () => {
  expect(lastDue(at('2026-11-23T15:00:00'), 24)).toBe(at('2026-11-23T02:00:00'));
  expect(lastDue(at('2026-11-23T02:00:00'), 24)).toBe(at('2026-11-23T02:00:00'));
  expect(lastDue(at('2026-11-23T01:59:59'), 24)).toBe(at('2026-11-22T02:00:00'));
});

it('is every so many hours from there', () => {
  expect(lastDue(at('2026-11-23T15:00:00'), 6)).toBe(at('2026-11-23T14:00:00'));
  expect(lastDue(at('2026-11-23T01:00:00'), 6)).toBe(at('2026-11-22T20:00:00'));
  expect(lastDue(at('2026-11-23T15:30:00'), 1)).toBe(at('2026-11-23T15:00:00'));
});

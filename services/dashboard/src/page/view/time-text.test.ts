import { expect, it } from 'vitest';
import { agoText, instantText, sizeText } from './time-text.ts';

const NOW = Date.UTC(2026, 10, 23, 10);

it.each([
  ['2026-11-23T10:00:05Z', 'just now'],
  ['2026-11-23T09:59:45Z', '15 seconds ago'],
  ['2026-11-23T09:58:59Z', '1 minute ago'],
  ['2026-11-23T07:59:00Z', '2 hours ago'],
  ['2026-11-20T10:00:00Z', '3 days ago'],
])('says of %s, at ten o’clock, %s', (instant, text) => {
  expect(agoText(instant, NOW)).toBe(text);
});

it('says an instant in the zone that it is asked for', () => {
  expect(instantText('2026-07-01T22:30:00Z', 'Europe/Berlin')).toBe('2 Jul 2026, 00:30:00');
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [1_449_000, '1.4 MB'],
  [123_456_789, '123 MB'],
])('says %i bytes as %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

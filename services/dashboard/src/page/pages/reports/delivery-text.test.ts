import { expect, it } from 'vitest';
import { deliveryText, periodText } from './delivery-text.ts';

const last = { at: '2026-11-23T00:00:00Z', period: '2026-w47' };

it('says of a delivery what became of it, and why', () => {
  expect(deliveryText(null)).toBe('nothing was due yet');
  expect(deliveryText({ ...last, state: 'sent', reason: null })).toBe('week 47 of 2026 was sent');
  expect(deliveryText({ ...last, state: 'waiting', reason: 'not_complete' })).toBe(
    'week 47 of 2026 waits: the period is not told to its end',
  );
  expect(deliveryText({ ...last, period: '2026-10', state: 'failed', reason: 'of_tomorrow' })).toBe(
    'October 2026 was not sent: of_tomorrow',
  );
});

it('leaves a period that it cannot read as it is', () => {
  expect(periodText('someday')).toBe('someday');
});

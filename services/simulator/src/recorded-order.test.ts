import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft } from './life.ts';
import { inRecordedOrder } from './recorded-order.ts';

function draft(recordedAt: number): Draft {
  const facts = { type: 'pairing.resumed', programme_id: 'p', pairing_id: 'x' } as const;
  return { key: `${recordedAt}`, facts, occurredAt: 0, recordedAt, delivery: 'first' };
}

describe('recorded order', () => {
  it('is what sorting everything at once would give', () => {
    const life = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), life), { maxLength: 20 }), (raw) => {
        const entrances = raw
          .map(([notBefore, offsets]) => ({
            notBefore,
            drafts: offsets.map((offset) => draft(notBefore + offset)).sort((a, b) => a.recordedAt - b.recordedAt),
          }))
          .sort((a, b) => a.notBefore - b.notBefore);
        const told = [...inRecordedOrder(entrances, (day) => day)].map(({ recordedAt }) => recordedAt);
        const all = entrances.flatMap(({ drafts }) => drafts.map(({ recordedAt }) => recordedAt));
        expect(told).toEqual(all.sort((a, b) => a - b));
      }),
    );
  });

  it('hands out what is due before it looks at lives that enter later', () => {
    const entered: number[] = [];
    function* entrances() {
      for (const notBefore of [0, 10, 20]) {
        entered.push(notBefore);
        yield { notBefore, drafts: [draft(notBefore + 1)] };
      }
    }
    const told = inRecordedOrder(entrances(), (day) => day)[Symbol.iterator]();
    expect(told.next().value?.recordedAt).toBe(1);
    expect(entered).toEqual([0, 10]);
  });
});

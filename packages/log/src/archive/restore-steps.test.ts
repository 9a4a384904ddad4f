import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawRecord } from '../records.ts';
import { restoreSteps } from './restore-steps.ts';

const limits = { maxRecords: 5, maxBytes: 2_000, maxFillers: 4 };

function recordAt(offset: bigint, size = 10): RawRecord {
  return { offset, timestampMs: 0, key: null, value: Buffer.alloc(size), headers: {} };
}

async function* stream(records: readonly RawRecord[]) {
  yield* records;
}

type Outcome = { placed: bigint[]; end: bigint; impossible: boolean };

/** What a broker would make of the steps: offsets of the records that count, and where the log ends. */
async function play(records: readonly RawRecord[], end: bigint): Promise<Outcome> {
  const placed: bigint[] = [];
  let at = 0n;
  for await (const step of restoreSteps(stream(records), end, limits)) {
    if (step.kind === 'impossible') return { placed, end: at, impossible: true };
    if (step.kind === 'abort') {
      expect(step.fillers).toBeGreaterThan(0);
      expect(step.fillers).toBeLessThanOrEqual(limits.maxFillers);
      at += BigInt(step.fillers) + 1n;
      continue;
    }
    expect(step.records.length).toBeLessThanOrEqual(limits.maxRecords);
    for (const { offset } of step.records) {
      expect(at).toBe(offset);
      placed.push(offset);
      at += 1n;
    }
    if (step.kind === 'end_transaction') at += 1n;
  }
  return { placed, end: at, impossible: false };
}

describe('restore steps', () => {
  it('put every record where it was and end where the log ended, whatever the holes', async () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat({ max: 1_500 })), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(gaps, fc.nat({ max: 12 }), async (steps, tail) => {
        let offset = -1n;
        const records = steps.map(([gap, size]) => {
          offset += BigInt(gap);
          return recordAt(offset, size);
        });
        const end = offset + 1n + BigInt(tail);
        const outcome = await play(records, end);
        // Offset 0 alone cannot be made a hole: there is no record before it.
        const first = records[0]?.offset ?? end;
        if (first === 1n) expect(outcome.impossible).toBe(true);
        else expect(outcome).toEqual({ placed: records.map((record) => record.offset), end, impossible: false });
      }),
    );
  });
});

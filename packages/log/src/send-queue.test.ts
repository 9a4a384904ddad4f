import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutgoingRecord, Placed } from './records.ts';
import { createSendQueue, requestBytes, sliceRecords } from './send-queue.ts';

function record(id: number, bytes = 10): OutgoingRecord {
  return { topic: 't', key: String(id), value: Buffer.alloc(bytes), headers: { ce_id: String(id) } };
}

const placed = (records: readonly OutgoingRecord[]): Placed[] =>
  records.map(({ key }) => ({ topic: 't', partition: 0, offset: BigInt(String(key)) }));

describe('send queue', () => {
  it('sends what is offered during a request together with the next one', async () => {
    const requests: number[] = [];
    const gate = Promise.withResolvers<void>();
    const queue = createSendQueue(
      async (records) => {
        requests.push(records.length);
        if (requests.length === 1) await gate.promise;
        return placed(records);
      },
      { maxBytes: 10_000, maxRecords: 100 },
    );
    const first = queue.send([record(0)]);
    while (requests.length === 0) await new Promise(setImmediate);
    const rest = [1, 2, 3].map((id) => queue.send([record(id)]));
    gate.resolve();
    expect(await first).toEqual(placed([record(0)]));
    expect(await Promise.all(rest)).toEqual([1, 2, 3].map((id) => placed([record(id)])));
    expect(requests).toEqual([1, 3]);
  });

  it('gives every record its own place although requests are cut and joined', async () => {
    const sizes = fc.array(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 30 }), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(sizes, async (offered) => {
        const limits = { maxBytes: 1_000, maxRecords: 7 };
        const queue = createSendQueue(async (records) => {
          const bytes = records.reduce((sum, one) => sum + requestBytes(one), 0);
          expect(records.length).toBeLessThanOrEqual(limits.maxRecords);
          if (records.length > 1) expect(bytes).toBeLessThanOrEqual(limits.maxBytes);
          return placed(records);
        }, limits);
        let id = 0;
        const batches = offered.map((batch) => batch.map((bytes) => record(id++, bytes)));
        expect(await Promise.all(batches.map(queue.send))).toEqual(batches.map(placed));
      }),
    );
  });

  it('tells everybody in a request that it failed, and goes on with the next', async () => {
    let calls = 0;
    const queue = createSendQueue(
      async (records) => {
        calls += 1;
        if (calls === 1) throw new Error('no broker');
        return placed(records);
      },
      { maxBytes: 10_000, maxRecords: 2 },
    );
    const outcomes = await Promise.allSettled([record(1), record(2), record(3)].map((one) => queue.send([one])));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  it('lets a record that is larger than a request stand alone, for the broker to judge', () => {
    const slices = sliceRecords([record(1), record(2, 5_000), record(3)], { maxBytes: 1_000, maxRecords: 10 });
    expect(slices.map((slice) => slice.records.length)).toEqual([1, 1, 1]);
  });

  it('answers an empty offer at once', async () => {
    const queue = createSendQueue(() => Promise.reject(new Error('not to be called')), { maxBytes: 1, maxRecords: 1 });
    expect(await queue.send([])).toEqual([]);
  });
});

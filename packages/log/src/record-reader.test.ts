import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EntryKind, LogEntry, LogPages } from './log-pages.ts';
import { createRecordReader } from './record-reader.ts';

/** A partition of memory: what lies at each offset, `absent` where nothing does; `size` entries a page. */
function pagesOf(log: readonly (EntryKind | 'absent')[], size: number): LogPages {
  const entries = log.flatMap((kind, index): LogEntry[] =>
    kind === 'absent'
      ? []
      : [{ kind, record: { offset: BigInt(index), timestampMs: 0, key: null, value: null, headers: {} } }],
  );
  return {
    page: async (_topic, _partition, offset) => entries.filter(({ record }) => record.offset >= offset).slice(0, size),
    close: async () => undefined,
  };
}

const anyLog = fc.array(fc.constantFrom<EntryKind | 'absent'>('record', 'aborted', 'marker', 'absent'), {
  minLength: 1,
  maxLength: 60,
});
// Ranges in order and apart, cut at random places.
const anyHoles = (size: number) =>
  fc.uniqueArray(fc.nat(size - 1), { maxLength: 10 }).map((cuts) => {
    const sorted = cuts.toSorted((a, b) => a - b);
    return sorted.flatMap((first, index) => {
      const next = sorted[index + 1];
      return index % 2 === 1 ? [] : [{ first: BigInt(first), last: BigInt(next === undefined ? first : next - 1) }];
    });
  });

test('accounts for every offset of every hole, whatever the log holds and however its pages are cut', async () => {
  const cases = anyLog.chain((log) => fc.tuple(fc.constant(log), anyHoles(log.length), fc.integer({ min: 1, max: 9 })));
  await fc.assert(
    fc.asyncProperty(cases, async ([log, holes, size]) => {
      const account = await createRecordReader(pagesOf(log, size)).explainHoles('t', 0, holes);
      const asked = log.flatMap((kind, index) =>
        holes.some(({ first, last }) => index >= first && index <= last) ? [{ kind, index }] : [],
      );
      const count = (wanted: string) => asked.filter(({ kind }) => kind === wanted).length;
      expect(account).toEqual({
        markers: count('marker'),
        aborted: count('aborted'),
        absent: count('absent'),
        present: asked.flatMap(({ kind, index }) => (kind === 'record' ? [BigInt(index)] : [])),
        presentCount: count('record'),
      });
    }),
  );
});

import { checkDatum, encodeEvent, eventTypes, newEventId, type RapportEvent } from '@rapport/events';
import { type Chunk, createMemoryChunk, type OutgoingRecord } from '@rapport/log';
import type { SinkChunk } from '@rapport/warehouse';
import { describe, expect, it } from 'vitest';
import type { ProjectedChunk } from './project-chunk.ts';
import { createChunkStore } from './store-chunk.ts';
import { readRows } from './testing/read-rows.ts';

const FIRST = 100n;
const owned = { isStale: () => false, attempt: 1 };

function held(index: number): RapportEvent {
  return {
    event_id: newEventId(),
    type: 'meeting.held',
    occurred_at: 1_700_000_000_000,
    recorded_at: 1_700_000_000_001,
    source: 'test',
    programme_id: 'p',
    meeting_id: `meeting-${index}`,
    pairing_id: 'pair',
  };
}

function chunkOf(values: readonly (Buffer | null)[]): Chunk {
  const records = values.map((value, index) => ({
    offset: FIRST + BigInt(index),
    timestampMs: 1_700_000_000_000 + index,
    key: Buffer.from('pair'),
    value,
    headers: { via: 'elsewhere' },
  }));
  const lastOffset = FIRST + BigInt(values.length) - 1n;
  return createMemoryChunk({ topic: 'mentorship.meeting.v1', partition: 2, firstOffset: FIRST, lastOffset, records });
}

const good = (count: number) => Array.from({ length: count }, (_, index) => encodeEvent(held(index)));

/** A store over memory. `refuses` says of a row's text what the warehouse does not take. */
function createStore(refuses = (_: string) => false) {
  const order: string[] = [];
  const written: SinkChunk[] = [];
  const letters: OutgoingRecord[] = [];
  const stored: (ProjectedChunk | undefined)[] = [];
  const store = createChunkStore({
    producer: {
      sendRaw: async (records) => {
        order.push('letters');
        letters.push(...records);
        return [];
      },
    },
    sink: {
      write: async (chunk) => {
        order.push('rows');
        if (chunk.blocks.some(({ data }) => refuses(data.toString('latin1')))) {
          throw Object.assign(new Error('no'), { code: 'VIOLATED_CONSTRAINT', retriable: false, dataFault: true });
        }
        written.push(chunk);
      },
      writeDeadLetters: async () => void order.push('dead letters'),
      writeDeadLetterMarks: async () => undefined,
    },
    check: checkDatum,
    projection: 'warehouse@1',
    topicPrefix: undefined,
    onStored: (_, projected) => void stored.push(projected),
  });
  return { store, order, written, letters, stored };
}

const offsetsOf = (chunks: readonly SinkChunk[]) =>
  chunks.flatMap(({ blocks }) => readRows(blocks).map((row) => row.offset));

describe('storing a chunk', () => {
  it('has the dead letters acknowledged before it writes a row, and keeps their key and headers', async () => {
    const { store, order, written, letters } = createStore();
    await store(chunkOf([...good(2), Buffer.from('junk'), null, ...good(1)]), owned);
    expect(order).toEqual(['letters', 'rows']);
    expect(letters.map(({ headers }) => [headers['dead_code'], headers['dead_offset'], headers['via']])).toEqual([
      ['NOT_FRAMED', '102', 'elsewhere'],
      ['EMPTY', '103', 'elsewhere'],
    ]);
    expect(written).toMatchObject([{ firstOffset: 100n, lastOffset: 104n, rows: 3, dead: 2, partition: 2 }]);
    expect(offsetsOf(written)).toEqual([100, 101, 104]);
  });

  it('writes dead letters once however often the rows have to be tried', async () => {
    const { store, letters, written } = createStore();
    const chunk = chunkOf([...good(1), null]);
    await store(chunk, owned);
    await store(chunk, { ...owned, attempt: 2 });
    expect(letters).toHaveLength(1);
    expect(written[1]).toEqual(written[0]);
  });

  it('makes the parts around a row that the warehouse refuses from the chunk again, tiling its range', async () => {
    const { store, written, letters, stored } = createStore((text) => text.includes('meeting-5\u0008'));
    await store(chunkOf([null, ...good(9)]), owned);
    expect(letters.map(({ headers }) => headers['dead_code'])).toEqual(['EMPTY', 'REFUSED_BY_WAREHOUSE']);
    expect(offsetsOf(written)).toEqual([101, 102, 103, 104, 105, 107, 108, 109]);
    expect(written.reduce((sum, { dead }) => sum + dead, 0)).toBe(2);
    let next = FIRST;
    for (const { firstOffset, lastOffset } of written) {
      expect(firstOffset).toBe(next);
      next = lastOffset + 1n;
    }
    expect(next).toBe(110n);
    expect(stored[0]?.rowsOfType[eventTypes.indexOf('meeting.held')]).toBe(8);
  });

  it('inserts nothing more once the partition is somebody else’s, and does not call the chunk stored', async () => {
    const { store, order, stored } = createStore(() => true);
    let asked = 0;
    const lost = {
      attempt: 1,
      isStale: () => {
        asked += 1;
        return asked > 2;
      },
    };
    await store(chunkOf(good(8)), lost);
    expect(order).toEqual(['rows', 'rows']);
    expect(stored).toEqual([]);
  });

  it('passes on what is not the data’s fault', async () => {
    const { store } = createStore();
    const away = Object.assign(new Error('away'), { code: 'UNREACHABLE', retriable: true });
    const failing = createChunkStore({
      producer: { sendRaw: () => Promise.reject(away) },
      sink: {
        write: async () => undefined,
        writeDeadLetters: async () => undefined,
        writeDeadLetterMarks: async () => undefined,
      },
      check: checkDatum,
      projection: 'warehouse@1',
      topicPrefix: undefined,
      onStored: () => undefined,
    });
    await expect(failing(chunkOf([null]), owned)).rejects.toBe(away);
    await expect(store(chunkOf([null]), owned)).resolves.toBeUndefined();
  });
});

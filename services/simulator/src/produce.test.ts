import { type RapportEvent, streamOf, streams } from '@rapport/events';
import { describe, expect, it } from 'vitest';
import { produceProgramme } from './produce.ts';
import { simulateProgramme } from './simulate-programme.ts';

const simulation = { seed: 4, programme: 'sent', pairs: 60 };

function createRecorder() {
  const batches: RapportEvent[][] = [];
  return {
    batches,
    async send(events: RapportEvent[]): Promise<void> {
      batches.push(events);
    },
  };
}

describe('producing a programme', () => {
  it('sends every event once, in batches of one stream, each stream in the order of recording', async () => {
    const producer = createRecorder();
    const { sent } = await produceProgramme({ producer, simulation });
    const all = [...simulateProgramme(simulation).events];
    expect(sent).toBe(all.length);
    expect(producer.batches.every((batch) => new Set(batch.map((e) => streamOf(e.type))).size === 1)).toBe(true);
    const inStream = (events: RapportEvent[]) => Map.groupBy(events, (event) => streamOf(event.type));
    expect(inStream(producer.batches.flat())).toEqual(inStream(all));
  });

  it('reports progress that ends at the number sent, and the truth with its counts', async () => {
    const progress: number[] = [];
    const onProgress = (sent: number) => progress.push(sent);
    const { sent, truth } = await produceProgramme({ producer: createRecorder(), simulation, onProgress });
    expect(progress.at(-1)).toBe(sent);
    expect(progress.length).toBeGreaterThan(1);
    expect(truth.counts.events).toBe(sent);
    expect(truth).toMatchObject({
      programme: 'sent',
      seed: '4',
      source: 'simulator/4',
      asOf: '2026-11-01T00:00:00.000Z',
    });
    expect(JSON.parse(JSON.stringify(truth))).toEqual(truth);
  });

  it('throws what the producer throws and sends nothing after it', async () => {
    const failure = Object.assign(new Error('broker away'), { code: 'LOG_UNAVAILABLE', retriable: true });
    let calls = 0;
    const producer = {
      async send(): Promise<void> {
        calls += 1;
        throw failure;
      },
    };
    await expect(produceProgramme({ producer, simulation })).rejects.toBe(failure);
    // The first batch goes out stream by stream at once.
    expect(calls).toBeLessThanOrEqual(streams.length);
  });
});

/** Sends a simulated programme to the log. */
import { type RapportEvent, type StreamName, streamOf } from '@rapport/events';
import { type EventCounts, type SimulationOptions, simulateProgramme, type Truth } from './simulate-programme.ts';

/** What it takes of the log's producer: resolves when the events are acknowledged, rejects when they may not be. */
export type EventSender = { send(events: RapportEvent[]): Promise<unknown> };

export type ProduceRequest = {
  producer: EventSender;
  simulation: SimulationOptions;
  /** Called after each batch with the number of events sent so far. */
  onProgress?: (sent: number) => void;
};

/** What was drawn from, and what became of it. */
export type ProducedTruth = Truth & { counts: EventCounts };

const BATCH_EVENTS = 2000;

/**
 * Sends the events in the order of their recording, in batches of one stream each. A failed send is not retried here:
 * its error is thrown, and since every event has the same id each time, producing again repeats nothing.
 */
export async function produceProgramme(request: ProduceRequest): Promise<{ sent: number; truth: ProducedTruth }> {
  const { producer, simulation: options, onProgress } = request;
  const simulation = simulateProgramme(options);
  let sent = 0;
  for (const batch of batches(simulation.events)) {
    await Promise.all(byStream(batch).map((events) => producer.send(events)));
    sent += batch.length;
    onProgress?.(sent);
  }
  return { sent, truth: { ...simulation.truth, counts: simulation.counts() } };
}

function* batches(events: Iterable<RapportEvent>): Iterable<RapportEvent[]> {
  let batch: RapportEvent[] = [];
  for (const event of events) {
    batch.push(event);
    if (batch.length < BATCH_EVENTS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function byStream(batch: RapportEvent[]): RapportEvent[][] {
  const groups = new Map<StreamName, RapportEvent[]>();
  for (const event of batch) {
    const stream = streamOf(event.type);
    const group = groups.get(stream);
    if (group === undefined) groups.set(stream, [event]);
    else group.push(event);
  }
  return [...groups.values()];
}

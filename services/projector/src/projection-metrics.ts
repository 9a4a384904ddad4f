/** What the projector tells Prometheus. Labels name topics, types and reasons, never a person or a pairing. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { ProjectedChunk } from './project-chunk.ts';

export type PartitionLag = { topic: string; partition: number; messages: number };
export type ProjectionState = { lags: readonly PartitionLag[]; watermarkSeconds: number | undefined };

export type ProjectionMetrics = {
  stored(topic: string, projected: ProjectedChunk, tookSeconds: number): void;
  /** Seconds from Kafka's timestamp to the moment at which queries see the event. */
  latency(seconds: number): void;
  /** An attempt that will be repeated or ends the process. */
  failed(topic: string, code: string): void;
};

type Options = {
  registry: Registry;
  projection: string;
  /** Asked at every scrape; rejects or gives undefined when it cannot be known now. */
  state(): Promise<ProjectionState | undefined>;
};

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30];

function registerState({ registry, projection, state }: Options): void {
  const lag = new Gauge({
    name: 'rapport_projection_lag_messages',
    help: 'Records on the log that are not in the projection yet, partitions of this process',
    labelNames: ['projection', 'topic', 'partition'],
    registers: [registry],
    collect: refresh,
  });
  const watermark = new Gauge({
    name: 'rapport_projection_watermark_timestamp_seconds',
    help: 'Everything accepted before this time is queryable, as far as the partitions of this process go',
    labelNames: ['projection'],
    registers: [registry],
  });

  // What Kafka does not say in time stays as it was: a scrape never fails for it.
  async function refresh(): Promise<void> {
    const found = await state().catch(() => undefined);
    if (found === undefined) return;
    lag.reset();
    for (const { topic, partition, messages } of found.lags)
      lag.labels(projection, topic, String(partition)).set(messages);
    if (found.watermarkSeconds !== undefined) watermark.labels(projection).set(found.watermarkSeconds);
  }
}

/** Registers the projection’s metrics under `projection`, once a registry. */
export function createProjectionMetrics(options: Options): ProjectionMetrics {
  const registers = [options.registry];
  const consumed = new Counter({
    name: 'rapport_events_consumed_total',
    help: 'Records that were stored, by type, and refused ones (type unknown)',
    labelNames: ['topic', 'type', 'outcome'],
    registers,
  });
  const dead = new Counter({
    name: 'rapport_dead_letter_events_total',
    help: 'Records that went to the dead letters',
    labelNames: ['reason'],
    registers,
  });
  const duration = new Histogram({
    name: 'rapport_projection_batch_duration_seconds',
    help: 'From a chunk in hand to its insert acknowledged',
    buckets: SECONDS,
    registers,
  });
  const latency = new Histogram({
    name: 'rapport_produced_to_queryable_seconds',
    help: 'From Kafka’s timestamp to the insert acknowledged, a sample of each chunk',
    buckets: SECONDS,
    registers,
  });
  const failures = new Counter({
    name: 'rapport_projection_failures_total',
    help: 'Attempts at a chunk that failed',
    labelNames: ['topic', 'code'],
    registers,
  });
  registerState(options);

  function stored(topic: string, { types, refused }: ProjectedChunk, tookSeconds: number): void {
    for (const [type, count] of types) consumed.labels(topic, type, 'stored').inc(count);
    for (const { code } of refused) {
      consumed.labels(topic, 'unknown', 'dead').inc();
      dead.labels(code).inc();
    }
    duration.observe(tookSeconds);
  }

  return {
    stored,
    latency: (seconds) => latency.observe(seconds),
    failed: (topic, code) => failures.labels(topic, code).inc(),
  };
}

/** What the projector tells Prometheus. Labels name topics, types and reasons, never a person or a pairing. */
import { eventTypes } from '@rapport/events';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { ProjectedChunk } from './project-chunk.ts';
import { registerStateMetrics, type StateOptions } from './state-metrics.ts';

export type ProjectionMetrics = {
  stored(topic: string, projected: ProjectedChunk, tookSeconds: number): void;
  /** An attempt that will be repeated or ends the process. */
  failed(topic: string, code: string): void;
};

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const ROWS = [1, 10, 100, 1_000, 5_000, 10_000, 25_000, 50_000, 100_000];
const BYTES = [1_000, 10_000, 100_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000];

function createChunkHistograms(registers: Registry[]) {
  return {
    duration: new Histogram({
      name: 'rapport_projection_batch_duration_seconds',
      help: 'From a chunk in hand to its insert acknowledged',
      buckets: SECONDS,
      registers,
    }),
    latency: new Histogram({
      name: 'rapport_produced_to_queryable_seconds',
      help: 'From Kafka’s timestamp to the insert acknowledged, a sample of each chunk',
      buckets: SECONDS,
      registers,
    }),
    rows: new Histogram({
      name: 'rapport_projection_chunk_rows',
      help: 'Rows of a stored chunk',
      buckets: ROWS,
      registers,
    }),
    bytes: new Histogram({
      name: 'rapport_projection_chunk_bytes',
      help: 'Bytes of a stored chunk as they were sent to the warehouse',
      buckets: BYTES,
      registers,
    }),
  };
}

/** Registers the projection’s metrics, once a registry. */
export function createProjectionMetrics(options: StateOptions): ProjectionMetrics {
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
  const failures = new Counter({
    name: 'rapport_projection_failures_total',
    help: 'Attempts at a chunk that failed; retriable ones are repeated without limit',
    labelNames: ['topic', 'code'],
    registers,
  });
  const chunk = createChunkHistograms(registers);
  registerStateMetrics(options);

  function stored(topic: string, projected: ProjectedChunk, tookSeconds: number): void {
    const { rows, blocks, refused, rowsOfType, sampledTimesMs } = projected;
    for (const [index, count] of rowsOfType.entries()) {
      if (count > 0) consumed.labels(topic, eventTypes[index] ?? 'unknown', 'stored').inc(count);
    }
    for (const { code } of refused) {
      consumed.labels(topic, 'unknown', 'dead').inc();
      dead.labels(code).inc();
    }
    chunk.duration.observe(tookSeconds);
    chunk.rows.observe(rows);
    chunk.bytes.observe(blocks.reduce((sum, { data }) => sum + data.length, 0));
    const now = Date.now();
    for (const timeMs of sampledTimesMs) chunk.latency.observe((now - timeMs) / 1_000);
  }

  return { stored, failed: (topic, code) => failures.labels(topic, code).inc() };
}

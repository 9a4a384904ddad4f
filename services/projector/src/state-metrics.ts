/** What is asked when Prometheus asks: lag, watermark, replays, stalls, findings of the audit. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { ProjectionState } from './progress.ts';

export type StateOptions = {
  registry: Registry;
  projection: string;
  /** Asked at every scrape; rejects or gives undefined when it cannot be known now. */
  state(): Promise<ProjectionState | undefined>;
  /** How often reading has come to a halt so far. */
  stalls(): number;
  /** Findings of the audit by kind; without it they are not told. */
  audit?: (() => Promise<Readonly<Record<string, number>>>) | undefined;
};

const AUDIT_EVERY_MS = 60_000;

function createGauges(registry: Registry, collect: () => Promise<void>) {
  const ofProjection = ['projection'] as const;
  const common = { registers: [registry], collect };
  return {
    lag: new Gauge({
      name: 'rapport_projection_lag_messages',
      help: 'Records on the log that are not in the projection yet, partitions of this process',
      labelNames: ['projection', 'topic', 'partition'],
      ...common,
    }),
    lagSeconds: new Gauge({
      name: 'rapport_projection_lag_seconds',
      help: 'How far the watermark lies behind the clock; 0 when nothing waits',
      labelNames: ofProjection,
      ...common,
    }),
    watermark: new Gauge({
      name: 'rapport_projection_watermark_timestamp_seconds',
      help: 'Everything accepted before this time is queryable, as far as the partitions of this process go',
      labelNames: ofProjection,
      ...common,
    }),
    replayed: new Gauge({
      name: 'rapport_replay_progress_ratio',
      help: 'Share of the log’s offsets that are in the projection, partitions of this process',
      labelNames: ofProjection,
      ...common,
    }),
    pending: new Gauge({
      name: 'rapport_projection_pending_chunks',
      help: 'Chunks announced and not confirmed: being stored, or to be stored again by the next owner',
      labelNames: ofProjection,
      ...common,
    }),
  };
}

// Asked when Prometheus asks, and then not again for a minute: several processes of a projection look at the same ledger.
function registerAudit(registry: Registry, audit: NonNullable<StateOptions['audit']>): void {
  let askedAt = Number.NEGATIVE_INFINITY;

  async function refresh(): Promise<void> {
    if (performance.now() - askedAt < AUDIT_EVERY_MS) return;
    askedAt = performance.now();
    const found = await audit().catch(() => undefined);
    for (const [kind, count] of Object.entries(found ?? {})) findings.labels(kind).set(count);
  }

  const findings = new Gauge({
    name: 'rapport_audit_findings',
    help: 'Gaps, overlaps and backward moves in the latest part of the ledger; anything but 0 is a fault',
    labelNames: ['kind'],
    registers: [registry],
    collect: refresh,
  });
}

/** Registers what is known of the projection as a whole. What Kafka does not say in time stays as it was. */
export function registerStateMetrics({ registry, projection, state, stalls, audit }: StateOptions): void {
  if (audit !== undefined) registerAudit(registry, audit);
  const gauges = createGauges(registry, refresh);
  let refreshing: Promise<void> | undefined;

  function show(found: ProjectionState | undefined): void {
    if (found === undefined) return;
    gauges.lag.reset();
    for (const { topic, partition, messages } of found.partitions)
      gauges.lag.labels(projection, topic, String(partition)).set(messages);
    const { watermarkSeconds, lagSeconds, progressRatio, pendingChunks } = found;
    if (watermarkSeconds !== undefined) gauges.watermark.labels(projection).set(watermarkSeconds);
    if (lagSeconds !== undefined) gauges.lagSeconds.labels(projection).set(lagSeconds);
    gauges.replayed.labels(projection).set(progressRatio);
    gauges.pending.labels(projection).set(pendingChunks);
  }

  // A registry collects all its metrics side by side: the first one asks, the others wait for the same answer.
  async function refresh(): Promise<void> {
    refreshing ??= state()
      .then(show, () => undefined)
      .finally(() => {
        refreshing = undefined;
      });
    await refreshing;
  }

  const stalled = new Counter({
    name: 'rapport_projection_stalls_total',
    help: 'Times that reading came to a halt although records waited, and the client was made anew',
    registers: [registry],
    collect: () => {
      stalled.reset();
      stalled.inc(stalls());
    },
  });
}

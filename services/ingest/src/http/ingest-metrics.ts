import type { Registry } from '@rapport/service';
import { Counter, Histogram } from 'prom-client';

export type IngestMetrics = ReturnType<typeof createIngestMetrics>;

/** What the ingest API counts. Labels are closed lists: no ids, no sources. */
export function createIngestMetrics(registry: Registry) {
  return {
    accepted: new Counter({
      name: 'rapport_events_accepted_total',
      help: 'Events that Kafka has acknowledged',
      labelNames: ['type'],
      registers: [registry],
    }),
    rejected: new Counter({
      name: 'rapport_events_rejected_total',
      help: 'Events refused, by the code of their first problem',
      labelNames: ['code'],
      registers: [registry],
    }),
    refusedRequests: new Counter({
      name: 'rapport_ingest_requests_refused_total',
      help: 'Requests refused as a whole, by problem code',
      labelNames: ['code'],
      registers: [registry],
    }),
    acknowledgement: new Histogram({
      name: 'rapport_ingest_acknowledgement_seconds',
      help: 'From handing events to the producer until Kafka has acknowledged them',
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    }),
  };
}

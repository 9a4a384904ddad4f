import type { Registry } from '@rapport/service';
import { Counter, Histogram } from 'prom-client';

export type QueryMetrics = {
  /** Runs `work` and records how long it took. */
  timed: <T>(endpoint: string, work: () => Promise<T>) => Promise<T>;
  suppressed: (cells: number) => void;
};

/** Prometheus metrics of the read side. Labels are endpoints, never ids of people or groups. */
export function createQueryMetrics(registry: Registry): QueryMetrics {
  const duration = new Histogram({
    name: 'rapport_query_duration_seconds',
    help: 'How long answers took, warehouse included',
    labelNames: ['endpoint'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  const hidden = new Counter({
    name: 'rapport_suppressed_cells_total',
    help: 'Cells hidden because they are about too few people',
    registers: [registry],
  });
  async function timed<T>(endpoint: string, work: () => Promise<T>): Promise<T> {
    const stop = duration.startTimer({ endpoint });
    try {
      return await work();
    } finally {
      stop();
    }
  }
  return { timed, suppressed: (cells) => hidden.inc(cells) };
}

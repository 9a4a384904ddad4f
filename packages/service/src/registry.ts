import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export type { Registry };

/** A fresh Prometheus registry with process metrics and `rapport_build_info`. One per process, handed on, never global. */
export function createRegistry(service: string, version = '0.1.0'): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'rapport_build_info',
    help: 'What runs here',
    labelNames: ['service', 'version'],
    registers: [registry],
  })
    .labels(service, version)
    .set(1);
  return registry;
}

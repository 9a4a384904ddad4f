/** The catalogue: every file of `catalogue/<family>/` is a metric, found by looking, so that a new one is one file. */
import { readdirSync } from 'node:fs';
import type { DefinitionChange, MetricDefinition, Target } from './definition.ts';

const folder = new URL('./catalogue/', import.meta.url);

async function loadCatalogue(): Promise<MetricDefinition[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort();
  const modules = await Promise.all(
    files.map((file) => import(new URL(file, folder).href) as Promise<{ metric: MetricDefinition }>),
  );
  return modules.map(({ metric }) => metric);
}

/** Every metric, by family and id. */
export const metrics: readonly MetricDefinition[] = await loadCatalogue();

const byId = new Map(metrics.map((metric) => [metric.id, metric]));

/** The metric with this id, or undefined: ids come from users. */
export function findMetric(id: string): MetricDefinition | undefined {
  return byId.get(id);
}

/** What may be published about a metric: all of it but its SQL. */
export type MetricDescription = {
  id: string;
  version: number;
  reference: string;
  family: string;
  title: string;
  question: string;
  formula: string;
  unit: string;
  grain: string;
  direction: string;
  time_refers_to: string;
  estimator: string;
  /** The estimator's settings, such as the days of a curve. */
  estimator_parameters: Record<string, string | number | boolean | readonly (number | string)[]>;
  target: Target | null;
  dimensions: string[];
  filters: string[];
  always_by: string[];
  default_where: Record<string, string[]>;
  horizon_days: number | null;
  duration_conventions: string[];
  people_metric: boolean;
  relations: string[];
  caveats: string[];
  changes: DefinitionChange[];
};

/** The metric as API, CLI and dictionary show it. */
export function describeMetric(metric: MetricDefinition): MetricDescription {
  const { id, version, reference, family, title, question, formula, unit, grain, direction } = metric;
  const { name: _name, ...parameters } = metric.estimator;
  return {
    ...{ id, version, reference, family, title, question, formula, unit, grain, direction },
    time_refers_to: metric.timeRefersTo,
    estimator: metric.estimator.name,
    estimator_parameters: parameters,
    target: metric.target ?? null,
    dimensions: [...metric.dimensions],
    filters: [...metric.dimensions, ...(metric.sampleFilters ?? [])],
    always_by: [...(metric.alwaysBy ?? [])],
    default_where: Object.fromEntries(Object.entries(metric.defaultWhere ?? {}).map(([key, list]) => [key, [...list]])),
    horizon_days: metric.horizon?.days ?? null,
    duration_conventions: metric.measuresDuration ? ['exact', 'calendar'] : [],
    people_metric: metric.people !== 'none',
    relations: [...metric.relations],
    caveats: [...metric.caveats],
    changes: [...metric.changes],
  };
}

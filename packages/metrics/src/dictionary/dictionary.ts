/** The dictionary: every metric as its definition says it, so that page and program cannot drift apart. */
import { describeMetric, type MetricDescription, metrics } from '../catalogue.ts';
import { type Dimension, dimensions } from '../dimensions.ts';
import { estimatorTexts } from './estimator-texts.ts';

export type DictionaryEntry = MetricDescription & {
  /** How the number and its interval are made, in words. */
  method: string;
  horizon_meaning: string | null;
};

export type Dictionary = {
  metrics: DictionaryEntry[];
  dimensions: { id: string; title: string }[];
};

/** Every metric of the catalogue, by family and id, and the dimensions that they can be sliced by. */
export function dictionary(): Dictionary {
  const used = new Set(metrics.flatMap((metric) => metric.dimensions));
  return {
    metrics: metrics.map((metric) => {
      return {
        ...describeMetric(metric),
        method: estimatorTexts[metric.estimator.name],
        horizon_meaning: metric.horizon?.meaning ?? null,
      };
    }),
    dimensions: dimensions.filter(({ id }) => used.has(id)).map(({ id, title }: Dimension) => ({ id, title })),
  };
}

/** The metrics of each family, in the catalogue's order. */
export function byFamily({ metrics: entries }: Dictionary): [string, DictionaryEntry[]][] {
  return [...Map.groupBy(entries, ({ family }) => family)];
}

/** What is usual or aimed at, and who says so; undefined where nobody does. */
function targetText({ target }: DictionaryEntry): string | undefined {
  return target === null ? undefined : `${target.text} (${target.origin})`;
}

/** Rows of facts about a metric, as (term, text), that page and text file both show. */
export function factsOf(entry: DictionaryEntry): [string, string][] {
  const settings = Object.entries(entry.estimator_parameters).map(([name, value]) => `${name} ${String(value)}`);
  const target = targetText(entry);
  const rows: [string, string][] = [
    ['Formula', entry.formula],
    ['Unit', `${entry.unit}, ${entry.direction}`],
    ['Counts', entry.grain],
    ['Time refers to', entry.time_refers_to],
    ['Estimator', `${entry.estimator}${settings.length === 0 ? '' : ` (${settings.join('; ')})`}: ${entry.method}`],
    ['Dimensions', entry.dimensions.join(', ') || 'none'],
  ];
  const extra = entry.filters.filter((id) => !entry.dimensions.includes(id));
  if (extra.length > 0) rows.push(['Further filters', extra.join(', ')]);
  if (entry.always_by.length > 0) rows.push(['Always by', entry.always_by.join(', ')]);
  if (entry.horizon_days !== null) {
    rows.push(['Horizon', `${entry.horizon_days} days unless asked otherwise: ${entry.horizon_meaning ?? ''}`]);
  }
  if (target !== undefined) rows.push(['Usual or aimed at', target]);
  rows.push(['Reads', entry.relations.join(', ')]);
  if (entry.reference !== '') rows.push(['Reference', entry.reference]);
  return rows;
}

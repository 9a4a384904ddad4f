/** What is asked: a metric, and up to two dimensions that it is divided by. Both stand in the address. */
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { dimensionText } from '../cells/row-text.ts';
import { catalogueQuery } from '../data/queries.ts';
import type { Metric } from '../data/types.ts';
import { dimensionsFor } from '../view/dimensions.ts';
import { useScope } from '../view/use-scope.ts';

export function MetricChoice({ chosen }: { chosen: string }) {
  const { data: metrics = [] } = useQuery(catalogueQuery);
  const { change } = useScope();
  const id = useId();
  const families = [...Map.groupBy(metrics, ({ family }) => family)];
  return (
    <label className="field" htmlFor={id}>
      <span>Metric</span>
      <select
        id={id}
        className="input"
        value={chosen}
        onChange={({ target }) => change({ own: { metric: target.value }, groupBy: [] })}
      >
        {families.map(([family, own]) => (
          <optgroup key={family} label={family}>
            {own.map((metric) => (
              <option key={metric.id} value={metric.id}>
                {metric.title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

export function DimensionChoice({ metric, place }: { metric: Metric; place: 0 | 1 }) {
  const { view, change, isReleased } = useScope();
  const id = useId();
  const other = view.groupBy[1 - place];
  const choose = (dimension: string) => {
    const next = place === 0 ? [dimension, view.groupBy[1] ?? ''] : [view.groupBy[0] ?? '', dimension];
    change({ groupBy: next.filter((one) => one !== '') });
  };
  return (
    <label className="field" htmlFor={id}>
      <span>{place === 0 ? 'By' : 'and by'}</span>
      <select
        id={id}
        className="input"
        value={view.groupBy[place] ?? ''}
        onChange={({ target }) => choose(target.value)}
      >
        <option value="">nothing</option>
        {dimensionsFor(metric.dimensions, isReleased)
          .filter((dimension) => dimension !== other)
          .map((dimension) => (
            <option key={dimension} value={dimension}>
              {dimensionText(dimension)}
            </option>
          ))}
      </select>
    </label>
  );
}

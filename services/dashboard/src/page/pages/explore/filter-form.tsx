/** One more filter: a dimension of the metric and the values that it has. Values come from an answer of the API, so no small group is offered by itself. */
import { useId, useState } from 'react';
import { dimensionText, groupValueText } from '../../cells/row-text.ts';
import { useSeries } from '../../data/queries.ts';
import type { Metric } from '../../data/types.ts';
import { Popover } from '../../design/overlay.tsx';
import { Fetched } from '../../design/surfaces.tsx';
import { dimensionsFor } from '../../view/dimensions.ts';
import { useScope } from '../../view/use-scope.ts';

function Values({ metric, dimension }: { metric: Metric; dimension: string }) {
  const { ask, view, change } = useScope();
  const others = Object.fromEntries(Object.entries(view.where).filter(([name]) => name !== dimension));
  const query = useSeries({ ...ask({ metric: metric.id, groupBy: [dimension], period: false }), where: others });
  const chosen = view.where[dimension] ?? [];
  const turn = (value: string) =>
    change({
      where: { [dimension]: chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value] },
    });
  return (
    <Fetched query={query} height={120}>
      {({ data }) => (
        <fieldset className="stack-tight">
          <legend className="small soft">{dimensionText(dimension)}</legend>
          {data.map(({ group }) => {
            const value = group[dimension] ?? '';
            return (
              <label key={value} className="row">
                <input type="checkbox" checked={chosen.includes(value)} onChange={() => turn(value)} />{' '}
                {groupValueText(dimension, value)}
              </label>
            );
          })}
        </fieldset>
      )}
    </Fetched>
  );
}

export function FilterForm({ metric }: { metric: Metric }) {
  const id = useId();
  const { isReleased } = useScope();
  const [dimension, setDimension] = useState('');
  return (
    <Popover label="+ Filter">
      <div className="stack">
        <label className="field" htmlFor={id}>
          <span>Only where</span>
          <select id={id} className="input" value={dimension} onChange={({ target }) => setDimension(target.value)}>
            <option value="">choose a dimension</option>
            {dimensionsFor(metric.filters, isReleased)
              .filter((filter) => filter !== 'programme')
              .map((filter) => (
                <option key={filter} value={filter}>
                  {dimensionText(filter)}
                </option>
              ))}
          </select>
        </label>
        {dimension === '' ? null : <Values metric={metric} dimension={dimension} />}
      </div>
    </Popover>
  );
}

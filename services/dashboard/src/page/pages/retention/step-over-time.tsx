/** The same step of every cohort, over time: does month three go better than it did? */
import { useMemo } from 'react';
import { TrendChart } from '../../charts/trend-chart.tsx';
import { useAnnotations } from '../../data/annotations.ts';
import type { Series } from '../../data/types.ts';
import { useView } from '../../view/use-view.ts';
import { type Grid, stepRows } from './grid.ts';

export function StepOverTime({ grid }: { grid: Grid }) {
  const { view, change } = useView();
  const annotations = useAnnotations();
  const { cohorts, steps, meta } = grid;
  const place = Math.min(Math.max(Number(view.own['step'] ?? 1) || 1, 1), steps.length);
  const step = steps[place - 1];
  const series = useMemo(
    () => ({ data: step === undefined ? [] : stepRows(cohorts, step.period), meta, links: {} }) as unknown as Series,
    [cohorts, meta, step],
  );
  return (
    <div className="stack-tight">
      <label className="row">
        <span className="soft small">After the start: {step?.title}</span>
        <input
          type="range"
          min={1}
          max={steps.length}
          value={place}
          onChange={({ target }) => change({ own: { step: target.value } }, { replace: true })}
        />
      </label>
      <TrendChart series={series} annotations={annotations} />
    </div>
  );
}

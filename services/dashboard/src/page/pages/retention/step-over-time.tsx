/** The same step of every cohort, over time: does month three go better than it did? */
import { useMemo } from 'react';
import { TrendChart } from '../../charts/trend-chart.tsx';
import { useAnnotations } from '../../data/annotations.ts';
import type { Series, Triangle } from '../../data/types.ts';
import { useView } from '../../view/use-view.ts';
import { stepRows } from './grid.ts';

export function StepOverTime({ triangle }: { triangle: Triangle }) {
  const { view, change } = useView();
  const annotations = useAnnotations();
  const { period, periods } = triangle.meta.triangle;
  const step = Math.min(Math.max(Number(view.own['step'] ?? 1) || 1, 1), periods);
  const series = useMemo(
    () => ({ data: stepRows(triangle.data, step), meta: triangle.meta, links: {} }) as unknown as Series,
    [triangle, step],
  );
  return (
    <div className="stack-tight">
      <label className="row">
        <span className="soft small">
          After this many {period}s: {step}
        </span>
        <input
          type="range"
          min={1}
          max={periods}
          value={step}
          onChange={({ target }) => change({ own: { step: target.value } }, { replace: true })}
        />
      </label>
      <TrendChart series={series} annotations={annotations} />
    </div>
  );
}

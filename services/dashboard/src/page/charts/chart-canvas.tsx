/** A drawn chart: loads ECharts, follows size and theme, and moves a cursor by the arrow keys. */
import type { EChartsCoreOption } from 'echarts/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type Colours, readColours } from './colours.ts';

type Drawn = {
  setOption(option: EChartsCoreOption, replace: boolean): void;
  resize(): void;
  dispose(): void;
  dispatchAction(action: object): void;
};

type ChartCanvasProps = {
  /** Pure: the same colours give the same option. */
  option(colours: Colours): EChartsCoreOption;
  /** One sentence that says what the chart shows. */
  summary: string;
  /** What is said of each place along the axis as the cursor passes. */
  steps: readonly string[];
  /** Pixels. */
  height?: number;
};

/** The chart of an element, from its first drawing to its end. */
function useDrawn(option: (colours: Colours) => EChartsCoreOption) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | undefined>(undefined);
  const latest = useRef(option);
  latest.current = option;
  useEffect(() => {
    let isGone = false;
    const draw = () => drawn.current?.setOption(latest.current(readColours()), true);
    const watcher = new ResizeObserver(() => drawn.current?.resize());
    void import('./echarts.ts').then(({ init }) => {
      if (isGone || place.current === null) return;
      drawn.current = init(place.current, undefined, { renderer: 'svg' });
      draw();
      watcher.observe(place.current);
    });
    globalThis.addEventListener('rapport:appearance', draw);
    return () => {
      isGone = true;
      watcher.disconnect();
      globalThis.removeEventListener('rapport:appearance', draw);
      drawn.current?.dispose();
      drawn.current = undefined;
    };
  }, []);
  useEffect(() => drawn.current?.setOption(option(readColours()), true), [option]);
  return { place, drawn };
}

const stepOf = (key: string, at: number, length: number): number | undefined => {
  const moves: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: length - 1 };
  const next = moves[key];
  return next === undefined ? undefined : Math.min(Math.max(next, 0), length - 1);
};

/** How much higher than it needs to be a chart may grow beside a higher neighbour. */
const MOST_STRETCH = 1.6;

export function ChartCanvas({ option, summary, steps, height = 280 }: ChartCanvasProps) {
  const { place, drawn } = useDrawn(option);
  const [at, setAt] = useState(-1);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepOf(event.key, at, steps.length);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
    drawn.current?.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: next });
  };
  return (
    <div className="chart">
      <div
        ref={place}
        className="chart-canvas"
        style={{ height, maxHeight: height * MOST_STRETCH }}
        role="img"
        aria-label={summary}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the cursor moves by arrow keys
        tabIndex={0}
        onKeyDown={onKeyDown}
      />
      <p className="visually-hidden" aria-live="polite">
        {steps[at] ?? ''}
      </p>
    </div>
  );
}

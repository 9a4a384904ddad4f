/** A drawn chart: loads ECharts, follows size and theme, and moves a cursor by the arrow keys. */
import type { EChartsCoreOption } from 'echarts/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type Colours, readColours } from './colours.ts';

type Drawn = {
  setOption(option: EChartsCoreOption, replace: boolean): void;
  resize(): void;
  dispose(): void;
  dispatchAction(action: object): void;
  getZr(): { on(event: 'click', handler: (at: { offsetX: number; offsetY: number }) => void): void };
  containPixel(finder: 'grid', pixel: number[]): boolean;
  /** Places and values of both axes. */
  convertFromPixel(finder: 'grid', pixel: number[]): number[];
};

/** A place along the axis, and the value at which a mouse pointed; keys point at none. */
type Open = (place: number, value?: number) => void;

type ChartCanvasProps = {
  /** Pure: the same colours give the same option. */
  option(colours: Colours): EChartsCoreOption;
  /** One sentence that says what the chart shows. */
  summary: string;
  /** What is said of each place along the axis as the cursor passes. */
  steps: readonly string[];
  /** Pixels. */
  height?: number;
  /** Which axis has the places: groups lie below each other. */
  axis?: 'x' | 'y' | undefined;
  /** Opens what is behind a place, by a click and by Enter; absent where nothing is. */
  onOpen?: Open | undefined;
};

function openAt(chart: Drawn, pixel: number[], axis: 'x' | 'y', open: Open | undefined): void {
  if (open === undefined || !chart.containPixel('grid', pixel)) return;
  const [x = 0, y = 0] = chart.convertFromPixel('grid', pixel);
  if (axis === 'x') open(Math.round(x), y);
  else open(Math.round(y), x);
}

/** The chart of an element, from its first drawing to its end. */
function useDrawn({ option, axis = 'x', onOpen }: Pick<ChartCanvasProps, 'option' | 'axis' | 'onOpen'>) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | undefined>(undefined);
  const latest = useRef({ option, axis, onOpen });
  latest.current = { option, axis, onOpen };
  useEffect(() => {
    let isGone = false;
    const draw = () => drawn.current?.setOption(latest.current.option(readColours()), true);
    const watcher = new ResizeObserver(() => drawn.current?.resize());
    void import('./echarts.ts').then(({ init }) => {
      if (isGone || place.current === null) return;
      const chart: Drawn = init(place.current, undefined, { renderer: 'svg' });
      drawn.current = chart;
      chart.getZr().on('click', ({ offsetX, offsetY }) => {
        openAt(chart, [offsetX, offsetY], latest.current.axis, latest.current.onOpen);
      });
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

export function ChartCanvas({ option, summary, steps, height = 280, axis, onOpen }: ChartCanvasProps) {
  const { place, drawn } = useDrawn({ option, axis, onOpen });
  const [at, setAt] = useState(-1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && at >= 0 && onOpen !== undefined) {
      // The rest of the same stroke would press the button that has the focus in what opens.
      event.preventDefault();
      onOpen(at);
    }
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
        data-opens={onOpen !== undefined}
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

/** A chart and the same numbers as a table: one is shown, the other is a key away (`t`). The sentence above says what is to be seen. */
import type { ReactNode } from 'react';
import { Icon } from '../design/icon.tsx';
import { useView } from '../view/use-view.ts';

type ChartFigureProps = {
  summary: string;
  /** Drawn above the picture where lines need more than their end labels. */
  legend?: ReactNode;
  chart: ReactNode;
  table: ReactNode;
};

/** Whether the view shows tables in place of charts. */
const useTables = (): boolean => useView().view.own['show'] === 'tables';

export function ChartFigure({ summary, legend, chart, table }: ChartFigureProps) {
  const { change } = useView();
  const isTable = useTables();
  return (
    <figure className="stack-tight">
      <figcaption className="row-between">
        <span className="soft small grow">{summary}</span>
        <button
          type="button"
          className="button small figure-switch no-print"
          aria-pressed={isTable}
          onClick={() => change({ own: { show: isTable ? undefined : 'tables' } }, { replace: true })}
        >
          <Icon name="table" size={15} />
          Table
        </button>
      </figcaption>
      {isTable ? (
        table
      ) : (
        <>
          {legend}
          {chart}
        </>
      )}
    </figure>
  );
}

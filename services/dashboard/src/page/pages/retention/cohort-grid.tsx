/** Cohorts down, steps across: a real table whose cells say state, value, interval and n, with a cursor that the arrow keys move. */
import { type KeyboardEvent, type MouseEvent, memo, useMemo, useRef } from 'react';
import { StateLegend } from '../../cells/cell.tsx';
import { formatCount, formatValue } from '../../cells/format-value.ts';
import { groupText, rowSentence, valueText } from '../../cells/row-text.ts';
import { stateText } from '../../cells/states.ts';
import { bucketText } from '../../charts/buckets.ts';
import { type Cohort, type Grid, type GridCell, heatColour, matureMeans, rowOf, scaleOf } from './grid.ts';

type CellProps = { cell: GridCell; unit: string; shade: number; isFirst: boolean };

/** Memoised, and never rendered again as the cursor passes: 60 × 36 of them must not cost a frame. */
const Cell = memo(function Cell({ cell, unit, shade, isFirst }: CellProps) {
  const row = rowOf(cell);
  return (
    <td
      className="heat"
      data-state={cell.state}
      tabIndex={isFirst ? 0 : -1}
      style={cell.value === null ? undefined : { backgroundColor: heatColour(shade) }}
      title={rowSentence(row, unit)}
    >
      {valueText(row, unit)}
      {cell.state === 'value' || cell.state === 'zero' ? null : (
        <span className="visually-hidden"> {stateText(cell.state).name}</span>
      )}
    </td>
  );
});

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

/** Where a key leads from a cell; undefined where it is no key of the grid. */
function targetOf(table: HTMLTableElement, from: HTMLTableCellElement, key: string): HTMLTableCellElement | undefined {
  const body = table.tBodies[0];
  const line = from.parentElement;
  if (body === undefined || !(line instanceof HTMLTableRowElement)) return undefined;
  const rows = body.rows.length;
  if (key === 'Home') return line.cells[2];
  if (key === 'End') return line.cells[line.cells.length - 1];
  const move = MOVES[key];
  if (move === undefined) return undefined;
  const row = Math.min(Math.max(line.sectionRowIndex + move[0], 0), rows - 1);
  const column = Math.min(Math.max(from.cellIndex + move[1], 2), line.cells.length - 1);
  return body.rows[row]?.cells[column];
}

const lineOf = ({ parentElement }: HTMLTableCellElement): number =>
  parentElement instanceof HTMLTableRowElement ? parentElement.sectionRowIndex : -1;

/** Moves the focus in the document itself: no state, so nothing is rendered. */
function useCursor(onOpen: (line: number) => void) {
  const table = useRef<HTMLTableElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const from = event.target;
    if (table.current === null || !(from instanceof HTMLTableCellElement)) return;
    if (event.key === 'Enter') {
      // Else the same stroke would press the button that has the focus in what opens.
      event.preventDefault();
      onOpen(lineOf(from));
      return;
    }
    const to = targetOf(table.current, from, event.key);
    if (to === undefined) return;
    event.preventDefault();
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  };
  const onClick = ({ target }: MouseEvent) => {
    const cell = target instanceof Element ? target.closest('td.heat') : null;
    if (cell instanceof HTMLTableCellElement) onOpen(lineOf(cell));
  };
  return { table, onKeyDown, onClick };
}

function Line({
  cohort,
  unit,
  scale,
  isFirst,
}: {
  cohort: Cohort;
  unit: string;
  scale: (value: number) => number;
  isFirst: boolean;
}) {
  const name = [groupText(cohort.group), bucketText(cohort.cohort)].filter(Boolean).join(' · ');
  return (
    <tr>
      <th scope="row" className="sticky-column">
        {name}
      </th>
      <td className="numeric soft">{formatCount(cohort.size)}</td>
      {cohort.cells.map((cell, place) => (
        <Cell
          key={cell.period}
          cell={cell}
          unit={unit}
          shade={cell.value === null ? 0 : scale(cell.value)}
          isFirst={isFirst && place === 0}
        />
      ))}
    </tr>
  );
}

export function CohortGrid({ grid, onOpen }: { grid: Grid; onOpen(cohort: Cohort): void }) {
  const { cohorts, steps, step: stepName, meta } = grid;
  const scale = useMemo(() => scaleOf(cohorts), [cohorts]);
  const means = useMemo(() => matureMeans(cohorts), [cohorts]);
  const { table, onKeyDown, onClick } = useCursor((line) => {
    const cohort = cohorts[line];
    if (cohort !== undefined) onOpen(cohort);
  });
  return (
    <div className="stack-tight">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable */}
      <section className="table-scroll grid-scroll" aria-label={`${meta.title} by cohort`} tabIndex={0}>
        <table className="table grid" ref={table} onKeyDown={onKeyDown} onClick={onClick}>
          <caption className="visually-hidden">
            {meta.title}: a line a cohort, a column a {stepName} since its start. Arrow keys move through the cells;
            Enter or a click shows what the cohort was made of.
          </caption>
          <thead>
            <tr>
              <th scope="col" className="sticky-column">
                Start
              </th>
              <th scope="col" className="numeric">
                Size
              </th>
              {steps.map(({ period, title }) => (
                <th key={period} scope="col" className="numeric">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cohorts.map((cohort, place) => (
              <Line
                key={`${groupText(cohort.group)}/${cohort.cohort}`}
                cohort={cohort}
                unit={meta.unit}
                scale={scale}
                isFirst={place === 0}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" className="sticky-column" title="of cells that are whole">
                Mean
              </th>
              <td />
              {steps.map(({ period }) => {
                const mean = means.get(period);
                return (
                  <td
                    key={period}
                    className="numeric"
                    title="weighted by n; cells that are hidden, early or still running are left out"
                  >
                    {mean === undefined ? '–' : formatValue(mean, meta.unit)}
                  </td>
                );
              })}
            </tr>
          </tfoot>
        </table>
      </section>
      <StateLegend />
    </div>
  );
}

/** One number large, its change beside it, and how sure both are below. */
import { ChangeValue, HowSure } from '../cells/cell.tsx';
import { axisName } from '../cells/format-value.ts';
import type { Metric, Row } from '../data/types.ts';
import { DrillValue } from '../drill/drill-from.tsx';
import { useScope } from '../view/use-scope.ts';

/** What a change is set beside. */
export const AGAINST = { previous: 'vs the period before', year: 'vs a year before' } as const;

type HeadlineProps = {
  row: Row;
  metric: Pick<Metric, 'unit' | 'direction'>;
  /** Whether the unit stands beside the number where the number does not have it: not where it stands above. */
  hasUnit?: boolean;
};

export function Headline({ row, metric: { unit, direction }, hasUnit = true }: HeadlineProps) {
  const { view } = useScope();
  return (
    <div className="headline">
      <span className="headline-top">
        <span className="figure">
          <DrillValue row={row} unit={unit} />
        </span>
        {hasUnit && row.value !== null && unit !== 'count' && axisName(unit) !== '' ? (
          <span className="figure-unit">{unit}</span>
        ) : null}
      </span>
      <HowSure row={row} unit={unit} />
      <ChangeValue row={row} unit={unit} direction={direction} against={AGAINST[view.compare ?? 'previous']} />
    </div>
  );
}

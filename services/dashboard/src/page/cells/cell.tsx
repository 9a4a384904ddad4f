/** A number as it stands on a page, with its state, its interval and the sentence that says all of it. */
import type { Row } from '../data/types.ts';
import { Icon, type IconName } from '../design/icon.tsx';
import { Hint } from '../design/overlay.tsx';
import { formatCount } from './format-value.ts';
import { changeOf, intervalText, rowSentence, valueText } from './row-text.ts';
import { flagText, stateText } from './states.ts';

/** One value. Hidden, early and missing ones have their mark, their ground and their words, and none looks like zero. */
export function CellValue({ row, unit }: { row: Row; unit: string }) {
  const { state } = row;
  return (
    <span className="cell" data-state={state} title={rowSentence(row, unit)}>
      {valueText(row, unit)}
      {state === 'value' || state === 'zero' ? null : <span className="visually-hidden"> {stateText(state).name}</span>}
    </span>
  );
}

/** 54.5 % to 61.2 % · n 1,007 */
export function HowSure({ row, unit }: { row: Row; unit: string }) {
  if (row.value === null) return <span className="soft small">{rowSentence(row, unit)}</span>;
  const interval = intervalText(row, unit);
  const level = Math.round((row.ci?.level ?? 0.95) * 100);
  return (
    <span className="soft small number">
      {interval === null ? null : `${interval} (${level} %)`}
      {interval !== null && row.n !== null ? ' · ' : null}
      {row.n === null ? null : `n ${formatCount(row.n)}`}
      {(row.flags ?? []).map((flag) => (
        <Flag key={flag} flag={flag} />
      ))}
    </span>
  );
}

/** Something to be careful about. */
function Flag({ flag }: { flag: string }) {
  return (
    <Hint text={flagText(flag)}>
      <button type="button" className="flag" aria-label={flagText(flag)}>
        ⚠
      </button>
    </Hint>
  );
}

/** The difference to the period compared with. Colour only where the interval leaves out zero, and never alone: the words say it. */
export function ChangeValue({
  row,
  unit,
  direction,
  against,
}: {
  row: Row;
  unit: string;
  direction: string;
  against: string;
}) {
  const change = changeOf(row, unit, direction);
  if (change === undefined) return null;
  if (change.text === null) return <span className="soft small">no change told: {change.sentence}</span>;
  const said = [change.interval, change.reading, against].filter((part) => part !== null && part !== '');
  return (
    <span className="change" title={change.sentence}>
      <strong className={`delta tone-${change.tone}`}>
        <Icon name={arrowOf(row.comparison?.difference.value ?? 0)} size={13} />
        {change.text}
      </strong>
      <span className="soft small number">{said.join(' · ')}</span>
    </span>
  );
}

const arrowOf = (difference: number): IconName => (difference === 0 ? 'level' : difference > 0 ? 'rising' : 'falling');

/** What the marks mean, under tables and grids that have them. */
export function StateLegend() {
  const states = ['in_progress', 'not_yet_observable', 'suppressed', 'no_data'] as const;
  return (
    <ul className="legend small soft">
      {states.map((state) => (
        <li key={state}>
          <span className="cell" data-state={state}>
            {stateText(state).mark}
          </span>{' '}
          {stateText(state).name}: {stateText(state).meaning}
        </li>
      ))}
    </ul>
  );
}

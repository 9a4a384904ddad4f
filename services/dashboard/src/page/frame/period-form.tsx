/** Which time the view is about: a range, one number a what, and the two moments that history is looked at from. */
import { useId } from 'react';
import type { Scope } from '../view/use-scope.ts';
import { GRAINS, RANGES, type RangeId } from '../view/view-state.ts';

const RANGE_TEXT: Readonly<Record<RangeId, string>> = {
  P3M: '3 months',
  P6M: '6 months',
  P12M: '12 months',
  P24M: '2 years',
  P60M: '5 years',
  all: 'all time',
};

/** A date that changes the view when it is whole; empty takes it away. */
function DateField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange(date: string | undefined): void;
}) {
  const id = useId();
  return (
    <label className="field" htmlFor={id}>
      <span>{label}</span>
      <input
        id={id}
        className="input"
        type="date"
        value={value}
        onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      />
    </label>
  );
}

/** The two moments that history is looked at from: for those who are answered live. */
function Moments({ view, change }: Pick<Scope, 'view' | 'change'>) {
  return (
    <>
      <DateField
        label="As of (what had happened by the beginning of that day)"
        value={view.asOf?.slice(0, 10) ?? ''}
        onChange={(date) => change({ asOf: date === undefined ? undefined : `${date}T00:00:00Z` })}
      />
      <DateField
        label="Known at (what had been told by then)"
        value={view.knownAt?.slice(0, 10) ?? ''}
        onChange={(date) => change({ knownAt: date === undefined ? undefined : `${date}T00:00:00Z` })}
      />
    </>
  );
}

/** What a release tells of: whole calendar periods. */
const RELEASED_RANGES: readonly RangeId[] = ['P3M', 'P12M', 'all'];
const RELEASED_TEXT: Readonly<Partial<Record<RangeId, string>>> = { P3M: 'the quarter', P12M: 'the year' };

export function PeriodForm({ scope: { view, period, change, zone, isReleased } }: { scope: Scope }) {
  const grains = GRAINS.filter((grain) => !isReleased || grain !== 'week');
  return (
    <div className="stack">
      <fieldset className="row">
        <legend className="small soft">{isReleased ? 'Whole periods' : 'The last'}</legend>
        {(isReleased ? RELEASED_RANGES : RANGES).map((range) => (
          <button
            key={range}
            type="button"
            className="button small"
            aria-pressed={view.from === undefined && view.to === undefined && view.range === range}
            onClick={() => change({ range, from: undefined, to: undefined })}
          >
            {(isReleased ? RELEASED_TEXT[range] : undefined) ?? RANGE_TEXT[range]}
          </button>
        ))}
      </fieldset>
      <div className="pair">
        <DateField label="From" value={period.from ?? ''} onChange={(from) => change({ from, to: period.to })} />
        <DateField
          label="Until, without that day"
          value={period.to ?? ''}
          onChange={(to) => change({ from: period.from, to })}
        />
      </div>
      <label className="field">
        <span>One number a</span>
        <select
          className="input"
          value={view.grain ?? ''}
          onChange={({ target }) => change({ grain: GRAINS.find((grain) => grain === target.value) })}
        >
          <option value="">as suits the page</option>
          {grains.map((grain) => (
            <option key={grain} value={grain}>
              {grain}
            </option>
          ))}
        </select>
      </label>
      {isReleased ? null : <Moments view={view} change={change} />}
      <p className="soft small">
        {isReleased ? 'Numbers of the latest release are told for whole months, quarters and years. ' : ''}
        Days are those of {zone}, weeks begin on Monday. The last day of a range is the one before “until”.
      </p>
    </div>
  );
}

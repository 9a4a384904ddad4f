/** What the whole page is about: programme, period, comparison, filters; and what may be done with it. All of it stands in the address. */
import { useId } from 'react';
import type { PageEntry } from '../app/pages.ts';
import { dimensionText } from '../cells/row-text.ts';
import { Popover } from '../design/overlay.tsx';
import { showDate } from '../view/period.ts';
import { type Scope, useScope } from '../view/use-scope.ts';
import { GRAINS, RANGES, type RangeId } from '../view/view-state.ts';
import { FreshnessPill } from './freshness-pill.tsx';
import { ShareMenus } from './share-menus.tsx';

const RANGE_TEXT: Readonly<Record<RangeId, string>> = {
  P3M: '3 months',
  P6M: '6 months',
  P12M: '12 months',
  P24M: '2 years',
  P60M: '5 years',
  all: 'all time',
};

function ProgrammeChoice({ scope }: { scope: Scope }) {
  const { view, programmes, change } = scope;
  return (
    <select
      className="input"
      aria-label="Programme"
      value={view.programme ?? ''}
      onChange={({ target }) =>
        change({ programme: target.value === '' ? undefined : target.value, asOf: undefined, where: {} })
      }
    >
      <option value="">All programmes</option>
      {programmes.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      {view.programme === undefined || programmes.some(({ id }) => id === view.programme) ? null : (
        <option value={view.programme}>{view.programme}</option>
      )}
    </select>
  );
}

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

function PeriodForm({ scope: { view, period, change, zone } }: { scope: Scope }) {
  return (
    <div className="stack">
      <fieldset className="row">
        <legend className="small soft">The last</legend>
        {RANGES.map((range) => (
          <button
            key={range}
            type="button"
            className="button small"
            aria-pressed={view.from === undefined && view.to === undefined && view.range === range}
            onClick={() => change({ range, from: undefined, to: undefined })}
          >
            {RANGE_TEXT[range]}
          </button>
        ))}
      </fieldset>
      <div className="row">
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
          {GRAINS.map((grain) => (
            <option key={grain} value={grain}>
              {grain}
            </option>
          ))}
        </select>
      </label>
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
      <p className="soft small">
        Days are those of {zone}. A range is half-open: its last day is the one before “until”.
      </p>
    </div>
  );
}

function CompareChoice({ scope: { view, change } }: { scope: Scope }) {
  return (
    <select
      id="compare"
      className="input"
      aria-label="Compare with"
      value={view.compare === undefined ? '' : `${view.compare}${view.align === undefined ? '' : ' weekday'}`}
      onChange={({ target }) => {
        const [kind, align] = target.value.split(' ');
        change({
          compare: kind === 'previous' || kind === 'year' ? kind : undefined,
          align: align === 'weekday' ? 'weekday' : undefined,
        });
      }}
    >
      <option value="">No comparison</option>
      <option value="previous">against the period before</option>
      <option value="year">against a year before</option>
      <option value="year weekday">against a year before, same weekdays</option>
    </select>
  );
}

function FilterChips({ scope: { view, change } }: { scope: Scope }) {
  return Object.entries(view.where).map(([dimension, values]) => (
    <span key={dimension} className="chip">
      {dimensionText(dimension)}:{' '}
      {values.map((value) => (value.startsWith('!') ? `not ${value.slice(1)}` : value)).join(', ')}
      <button
        type="button"
        aria-label={`Remove the filter ${dimensionText(dimension)}`}
        onClick={() => change({ where: { [dimension]: undefined } })}
      >
        ✕
      </button>
    </span>
  ));
}

export function FilterBar({ entry, onOpenNav }: { entry: PageEntry | undefined; onOpenNav(): void }) {
  const scope = useScope();
  const { view, period } = scope;
  return (
    <header className="topbar">
      <button type="button" className="button nav-toggle" aria-label="Pages" onClick={onOpenNav}>
        ☰
      </button>
      <ProgrammeChoice scope={scope} />
      {entry?.hasNoPeriod === true ? null : (
        <>
          <Popover label={<span data-testid="period">{period.text}</span>} name={`Period: ${period.text}`}>
            <PeriodForm scope={scope} />
          </Popover>
          <CompareChoice scope={scope} />
        </>
      )}
      <FilterChips scope={scope} />
      <span className="grow" />
      <FreshnessPill />
      <ShareMenus />
      <p className="print-only small">
        {view.programme ?? 'All programmes'} · {period.text}{' '}
        {view.asOf === undefined ? '' : `· as of ${showDate(view.asOf.slice(0, 10))}`}
      </p>
    </header>
  );
}

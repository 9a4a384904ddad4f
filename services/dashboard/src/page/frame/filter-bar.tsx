/** What the whole page is about: programme, period, comparison, cohort, filters; and what may be done with it. All of it stands in the address. */
import { useState } from 'react';
import type { PageEntry } from '../app/pages.ts';
import { dimensionText, groupValueText } from '../cells/row-text.ts';
import { Icon } from '../design/icon.tsx';
import { Dialog, Hint, Popover } from '../design/overlay.tsx';
import { type Scope, useScope } from '../view/use-scope.ts';
import { CohortChoice } from './cohort-choice.tsx';
import { FreshnessPill } from './freshness-pill.tsx';
import { PeriodForm } from './period-form.tsx';
import { ShareMenus } from './share-menus.tsx';
import { useNarrow } from './use-narrow.ts';

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

function CompareChoice({ scope: { view, change } }: { scope: Scope }) {
  return (
    <select
      id="compare"
      className="input"
      data-set={view.compare !== undefined}
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
      <option value="previous">vs the period before</option>
      <option value="year">vs a year before</option>
      <option value="year weekday">vs a year before, same weekdays</option>
    </select>
  );
}

function FilterChips({ scope: { view, change } }: { scope: Scope }) {
  const said = (dimension: string, value: string) =>
    value.startsWith('!') ? `not ${groupValueText(dimension, value.slice(1))}` : groupValueText(dimension, value);
  return Object.entries(view.where).map(([dimension, values]) => (
    <span key={dimension} className="chip">
      {dimensionText(dimension)}: {values.map((value) => said(dimension, value)).join(', ')}
      <button
        type="button"
        aria-label={`Remove the filter ${dimensionText(dimension)}`}
        onClick={() => change({ where: { [dimension]: undefined } })}
      >
        <Icon name="close" size={12} />
      </button>
    </span>
  ));
}

/** Whose days and weeks these are: nobody can choose others, for a day is a day where the programme is. */
function Clock({ zone }: { zone: string }) {
  return (
    <Hint text={`Days, weeks and months are those of ${zone}, the programme’s own time zone. Weeks begin on Monday.`}>
      <button type="button" className="button button-quiet small zone">
        <Icon name="globe" size={16} />
        <span>{zone}</span>
      </button>
    </Hint>
  );
}

function Wide({ scope, hasPeriod }: { scope: Scope; hasPeriod: boolean }) {
  const { period, zone } = scope;
  return (
    <>
      {hasPeriod ? (
        <>
          <Popover
            label={
              <>
                <Icon name="calendar" size={16} />
                <span data-testid="period">{period.text}</span>
              </>
            }
            name={`Period: ${period.text}`}
          >
            <PeriodForm scope={scope} />
          </Popover>
          <CompareChoice scope={scope} />
          <CohortChoice scope={scope} />
        </>
      ) : null}
      <span className="grow" />
      <Clock zone={zone} />
    </>
  );
}

/** On a phone one button opens a sheet with all of it; what is chosen stands on it, and filters stay in sight. */
function Narrow({ scope, hasPeriod }: { scope: Scope; hasPeriod: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const { period, view } = scope;
  if (!hasPeriod) return null;
  return (
    <>
      <button
        type="button"
        className="button button-icon"
        data-testid="period"
        data-state={view.compare === undefined ? 'off' : 'on'}
        aria-label={`Period and comparison: ${period.text}`}
        onClick={() => setOpen(true)}
      >
        <Icon name="filter" />
      </button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title="Period and comparison" shape="sheet">
        <label className="field" htmlFor="compare">
          <span>Compare</span>
          <CompareChoice scope={scope} />
        </label>
        {scope.isReleased ? null : (
          <label className="field" htmlFor="cohort">
            <span>Cohort</span>
            <CohortChoice scope={scope} />
          </label>
        )}
        <PeriodForm scope={scope} />
        <button type="button" className="button button-primary" onClick={() => setOpen(false)}>
          Show
        </button>
      </Dialog>
    </>
  );
}

export function FilterBar({ entry, onOpenNav }: { entry: PageEntry | undefined; onOpenNav(): void }) {
  const scope = useScope();
  const isNarrow = useNarrow();
  const hasPeriod = entry?.hasNoPeriod !== true;
  return (
    <header className="topbar">
      <button type="button" className="button button-icon nav-toggle" aria-label="Pages" onClick={onOpenNav}>
        <Icon name="menu" />
      </button>
      <ProgrammeChoice scope={scope} />
      {isNarrow ? <Narrow scope={scope} hasPeriod={hasPeriod} /> : <Wide scope={scope} hasPeriod={hasPeriod} />}
      <FreshnessPill />
      <ShareMenus />
      {hasPeriod && Object.keys(scope.view.where).length > 0 ? (
        <div className="row chips">
          <FilterChips scope={scope} />
        </div>
      ) : null}
    </header>
  );
}

/** Pairings that began in one year or quarter, and what came of them: a filter of every metric about pairings. A release has no such tables. */
import { bucketText } from '../charts/buckets.ts';
import { chooseCohort, cohortIn, cohortsBetween } from '../view/cohort.ts';
import type { Scope } from '../view/use-scope.ts';

const known = (days: readonly (string | null)[]) => days.filter((day) => day !== null).sort();

export function CohortChoice({ scope: { view, change, programme, programmes, isReleased } }: { scope: Scope }) {
  if (isReleased) return null;
  const about = programme === undefined ? programmes : [programme];
  const [first] = known(about.map(({ first_event_on }) => first_event_on));
  const last = known(about.map(({ last_event_on }) => last_event_on)).at(-1);
  const { years, quarters } =
    first === undefined || last === undefined ? { years: [], quarters: [] } : cohortsBetween(first, last);
  const chosen = cohortIn(view.where);
  const options = (list: readonly string[]) =>
    list.map((cohort) => (
      <option key={cohort} value={cohort}>
        began in {bucketText(cohort)}
      </option>
    ));
  return (
    <select
      id="cohort"
      className="input"
      data-set={chosen !== ''}
      aria-label="Cohort of pairings"
      value={chosen}
      onChange={({ target }) => change(chooseCohort(target.value))}
    >
      <option value="">All cohorts</option>
      <optgroup label="Pairings of a year">{options(years)}</optgroup>
      <optgroup label="Pairings of a quarter">{options(quarters)}</optgroup>
      {chosen === '' || [...years, ...quarters].includes(chosen) ? null : <option value={chosen}>{chosen}</option>}
    </select>
  );
}

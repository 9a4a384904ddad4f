/** Cohorts of pairings by when they began: which there are to choose from, and how a choice stands among the filters. */
import type { ViewPatch, Where } from './view-state.ts';

const YEAR = 'pairing_year';
const QUARTER = 'pairing_quarter';

/** Years and quarters from the first day to the last, the latest first: 2024, 2024-Q3. */
export function cohortsBetween(first: string, last: string): { years: string[]; quarters: string[] } {
  const quarterIn = (date: string) => Number(date.slice(0, 4)) * 4 + Math.floor((Number(date.slice(5, 7)) - 1) / 3);
  const [from, to] = [quarterIn(first), quarterIn(last)];
  const all = Array.from({ length: Math.max(0, to - from + 1) }, (_, back) => to - back);
  const years = [...new Set(all.map((quarter) => String(Math.floor(quarter / 4))))];
  return { years, quarters: all.map((quarter) => `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`) };
}

/** The chosen cohort as one text, empty for all: what a link chose otherwise (several, a month) is shown and kept. */
export function cohortIn(where: Where): string {
  return [where[YEAR], where[QUARTER], where['pairing_month']].flatMap((values) => values ?? []).join(', ');
}

/** The change of view that chooses a cohort, or all of them. */
export function chooseCohort(cohort: string): ViewPatch {
  const [year, quarter] = [/^\d{4}$/, /^\d{4}-Q[1-4]$/].map((kind) => (kind.test(cohort) ? [cohort] : undefined));
  return { where: { [YEAR]: year, [QUARTER]: quarter, pairing_month: undefined } };
}

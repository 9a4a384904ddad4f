/** What the view comes to: the programme, its clock, and the period in local dates. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { programmesQuery } from '../data/queries.ts';
import type { Programme } from '../data/types.ts';
import { type Period, periodOf } from './period.ts';
import { type Asked, type Question, questionOf } from './question.ts';
import { useView, type ViewInUrl } from './use-view.ts';

export type Scope = ViewInUrl & {
  readonly programmes: readonly Programme[];
  /** The chosen programme; undefined for all of them. */
  readonly programme: Programme | undefined;
  readonly zone: string;
  readonly period: Period;
  /** The question of a panel in this view. */
  ask(asked: Asked): Question;
};

export function useScope(): Scope {
  const inUrl = useView();
  const { view } = inUrl;
  const { data: programmes = [] } = useQuery(programmesQuery);
  const programme = programmes.find(({ id }) => id === view.programme);
  const zone = programme?.time_zone ?? 'UTC';
  const period = useMemo(() => periodOf(view, Date.now(), zone), [view, zone]);
  return useMemo(
    () => ({ ...inUrl, programmes, programme, zone, period, ask: (asked: Asked) => questionOf(view, period, asked) }),
    [inUrl, programmes, programme, zone, period, view],
  );
}

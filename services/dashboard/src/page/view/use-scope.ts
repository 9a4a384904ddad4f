/** What the view comes to: the programme, its clock, and the period in local dates. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { programmesQuery, sessionQuery } from '../data/queries.ts';
import type { Programme } from '../data/types.ts';
import { type Period, periodOf, releasedPeriodOf } from './period.ts';
import { type Asked, type Question, questionOf } from './question.ts';
import { useView, type ViewInUrl } from './use-view.ts';
import type { View } from './view-state.ts';

export type Scope = ViewInUrl & {
  readonly programmes: readonly Programme[];
  /** The chosen programme; undefined for all of them. */
  readonly programme: Programme | undefined;
  readonly zone: string;
  readonly period: Period;
  /** Whether the numbers are those of the latest release: whole calendar periods, as of then and no other moment. */
  readonly isReleased: boolean;
  /** The question of a panel in this view. */
  ask(asked: Asked): Question;
};

/** Roles whose answers come from releases. */
const RELEASED: readonly (string | undefined)[] = ['lead', 'analyst', 'data'];

/** The latest day that was told of, where nothing was told of since: a year without anything in it would be shown otherwise. */
function toldBy(programmes: readonly Programme[], now: number): number {
  const days = programmes.flatMap(({ last_event_on: day }) => (day === null ? [] : [Date.parse(day)]));
  return days.length === 0 ? now : Math.min(now, Math.max(...days));
}

/** What may be asked of a release: no other moment than its own. */
function releasedView({ asOf: _, knownAt: __, ...view }: View): View {
  return view;
}

export function useScope(): Scope {
  const inUrl = useView();
  const { view } = inUrl;
  const { data: programmes = [] } = useQuery(programmesQuery);
  const { data: session } = useQuery(sessionQuery);
  const isReleased = RELEASED.includes(session?.role);
  const programme = programmes.find(({ id }) => id === view.programme);
  const zone = programme?.time_zone ?? 'UTC';
  const period = useMemo(() => {
    const now = Date.now();
    if (!isReleased) return periodOf(view, now, zone);
    return releasedPeriodOf(view, toldBy(programme === undefined ? programmes : [programme], now), zone);
  }, [view, zone, isReleased, programme, programmes]);
  return useMemo(() => {
    const asked = isReleased ? releasedView(view) : view;
    const ask = (more: Asked) => questionOf(asked, period, more);
    return { ...inUrl, programmes, programme, zone, period, isReleased, ask };
  }, [inUrl, programmes, programme, zone, period, view, isReleased]);
}

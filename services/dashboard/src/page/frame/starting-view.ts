/** Where somebody lands who comes without a link: in the programme of which something was told last, as of then where that is long ago. */
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { programmesQuery } from '../data/queries.ts';
import type { Programme } from '../data/types.ts';
import { useScope } from '../view/use-scope.ts';
import { useView } from '../view/use-view.ts';

const DAY_MS = 86_400_000;
const QUIET_MS = 14 * DAY_MS;

/** The local date until which things were told of a programme: that of its latest event. */
export const toldUntil = (programme: Programme | undefined): string | undefined =>
  programme?.last_event_on ?? undefined;

/** Whether nothing was told for so long that numbers about now would count everybody as silent. */
export function isQuiet(programme: Programme | undefined, now: number): boolean {
  const told = toldUntil(programme);
  return told !== undefined && now - Date.parse(told) > QUIET_MS;
}

/** The instant right after the day of the last event. */
export function afterLastEvent(programme: Programme | undefined): string | undefined {
  const told = toldUntil(programme);
  return told === undefined ? undefined : `${new Date(Date.parse(told) + DAY_MS).toISOString().slice(0, 10)}T00:00:00Z`;
}

/** Chooses once, and only where the address chooses nothing. */
export function useStartingView(): void {
  const { data: programmes } = useQuery(programmesQuery);
  const isBare = useRouterState({ select: ({ location }) => location.pathname === '/' && location.searchStr === '' });
  const { change } = useView();
  const { isReleased } = useScope();
  useEffect(() => {
    if (!isBare || programmes === undefined) return;
    const [latest] = [...programmes].sort((a, b) => (toldUntil(b) ?? '').localeCompare(toldUntil(a) ?? ''));
    if (latest === undefined) return;
    const asOf = !isReleased && isQuiet(latest, Date.now()) ? afterLastEvent(latest) : undefined;
    change({ programme: latest.id, ...(asOf === undefined ? {} : { asOf }) }, { replace: true });
  }, [isBare, programmes, change, isReleased]);
}

/** Until when the numbers are complete: what was told of the programme, and whether the service still reads. */
import { asked } from '@rapport/client';
import { useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../data/client.ts';
import { Icon } from '../design/icon.tsx';
import { Hint } from '../design/overlay.tsx';
import { localDateOf, showDate } from '../view/period.ts';
import { agoText, instantText } from '../view/time-text.ts';
import { useScope } from '../view/use-scope.ts';
import { isQuiet, toldUntil } from './starting-view.ts';

const freshnessQuery = {
  queryKey: ['freshness'],
  queryFn: async () => bodyOf(asked(api.GET('/v1/freshness'))),
  // Asked again and again: what is fresh now is not fresh for ever.
  refetchInterval: 15_000,
};

const momentOf = (instant: string, zone: string) => instantText(instant, zone).replace(/:\d\d$/, '');
const storedAt = (secondsAgo: number) => new Date(Date.now() - secondsAgo * 1_000).toISOString();

export function FreshnessPill() {
  const { programme, zone, view, isReleased } = useScope();
  const { data, error } = useQuery(freshnessQuery);
  const told = toldUntil(programme);
  const warns = view.asOf === undefined && isQuiet(programme, Date.now());
  const since = Math.min(...(data?.data ?? []).map(({ seconds_since_written }) => seconds_since_written));
  const upTo = told === undefined ? 'live' : `told until ${showDate(told)}`;
  const text =
    view.asOf === undefined || isReleased ? upTo : `as of ${showDate(localDateOf(Date.parse(view.asOf), zone))}`;
  const more = [
    isReleased ? 'Numbers are those of the latest release: whole months, quarters and years, as of then.' : undefined,
    told === undefined ? undefined : `The last event of this programme happened on ${showDate(told)}.`,
    view.asOf === undefined || isReleased
      ? undefined
      : `What had happened by ${momentOf(view.asOf, zone)} is counted, and nothing later.`,
    view.knownAt === undefined || isReleased ? undefined : `As it was known at ${momentOf(view.knownAt, zone)}.`,
    Number.isFinite(since) ? `The newest record was stored ${agoText(storedAt(since), Date.now())}.` : undefined,
    `Days and months are those of ${zone}.`,
  ].filter((line) => line !== undefined);
  const kind = error !== null ? 'pill pill-bad' : warns ? 'pill pill-warn' : 'pill';
  return (
    <Hint
      text={
        <span className="stack-tight">
          {more.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </span>
      }
    >
      <button type="button" className={`${kind} freshness`} data-testid="freshness">
        <Icon name={error !== null || warns ? 'warning' : 'clock'} size={15} />
        <span>{error === null ? text : 'not answering'}</span>
      </button>
    </Hint>
  );
}

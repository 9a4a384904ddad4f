/** Which curves the view asks for: of all time, or where a period is set beside another, of those who started in the one and in the other. */
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { seriesQuery, sessionQuery, useSeries } from '../../data/queries.ts';
import type { Series } from '../../data/types.ts';
import { AGAINST } from '../../panels/headline.tsx';
import type { Question } from '../../view/question.ts';
import { useScope } from '../../view/use-scope.ts';

/** Whole curves, and those of a period of one's choice, are told to those who are answered live; a release tells fixed days of all time. */
const LIVE: readonly (string | undefined)[] = ['demo', 'admin'];

/** The question about the period that an answer was set beside. */
function questionBeside(
  { compare: _, align: __, ...question }: Question,
  comparison: Series['meta']['comparison'],
): Question {
  return comparison === undefined ? question : { ...question, from: comparison.from, to: comparison.to };
}

/** The rows of both periods as two groups, called by their periods. */
function besideEachOther(own: Series, ownName: string, other: Series, otherName: string): Series {
  const named = ({ data }: Series, period: string) => data.map((row) => ({ ...row, group: { period } }));
  return { ...own, data: [...named(own, ownName), ...named(other, otherName)] };
}

/** `seriesOf` adds the curve of the other period to an answer, as soon as it is there; `about` says whose curves these are. */
export function useCurves(metric: string) {
  const { ask, view, period } = useScope();
  const { data: session } = useQuery(sessionQuery);
  const isLive = LIVE.includes(session?.role);
  const asked = { metric, groupBy: view.groupBy, curve: isLive ? ('full' as const) : undefined };
  const both = ask({ ...asked, compare: true });
  // Of several groups in two periods nobody could tell which curve belongs to which.
  const isCompared = isLive && view.groupBy.length === 0 && both.compare !== undefined;
  const query = useSeries(isCompared ? both : ask({ ...asked, period: false }));
  const comparison = isCompared ? query.data?.meta.comparison : undefined;
  const { data: other } = useQuery({
    ...seriesQuery(questionBeside(both, comparison)),
    enabled: comparison !== undefined,
  });
  const against = AGAINST[view.compare ?? 'previous'].replace(/^vs /, '');
  const seriesOf = useCallback(
    (series: Series): Series =>
      series.meta.comparison === undefined || other === undefined
        ? series
        : besideEachOther(series, period.text, other, against),
    [other, period.text, against],
  );
  return { query, seriesOf, about: isCompared ? `starts ${period.text}, beside ${against}` : 'all time' };
}

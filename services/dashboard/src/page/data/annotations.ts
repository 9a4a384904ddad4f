/** What happened in the programme that is no event of a pairing: holidays, trainings, a change of rules. Shown on every trend. */
import { asked } from '@rapport/client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useView } from '../view/use-view.ts';
import { api, bodyOf } from './client.ts';
import type { BodyOf } from './types.ts';

export type Annotation = BodyOf<'/v1/annotations'>['data'][number];

const NONE: readonly Annotation[] = [];

/** Of one programme and of all programmes; without a name, of every programme that the caller sees. */
export const annotationsQuery = (programme: string | undefined) =>
  queryOptions({
    queryKey: ['annotations', programme ?? null],
    queryFn: async () => {
      const query = programme === undefined ? {} : { programme };
      return (await bodyOf(asked(api.GET('/v1/annotations', { params: { query } })))).data;
    },
  });

/** Those of the programme in view; of several programmes in one line nobody could say whose day it was. */
export function useAnnotations(): readonly Annotation[] {
  const { view } = useView();
  const { data = NONE } = useQuery(annotationsQuery(view.programme));
  return view.programme === undefined ? data.filter(({ programme }) => programme === null) : data;
}

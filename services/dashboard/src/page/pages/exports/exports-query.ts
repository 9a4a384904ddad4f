/** Exports as jobs: asked for, watched while they are written, taken, thrown away. */
import { asked } from '@rapport/client';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, ProblemError } from '../../data/client.ts';
import type { BodyOf } from '../../data/types.ts';
import { usePageFacts } from '../../frame/page-context.tsx';
import type { Question } from '../../view/question.ts';

export type Job = BodyOf<'/v1/exports'>['data'][number];
export type Manifest = BodyOf<'/v1/exports/{id}/manifest'>;
export const FORMATS = ['csv', 'ndjson', 'parquet', 'arrow'] as const;
export type Format = (typeof FORMATS)[number];
export const ROWS = ['pairings', 'meetings', 'answers', 'enrolments', 'goals'] as const;

/** What is asked for: the answer to a question, or rows by name. */
export type Order = { format: Format; variant: 'raw' | 'formatted' } & ({ question: Question } | { rows: string });

const KEY = ['exports'];
const isUnderWay = ({ state }: Job) => state === 'queued' || state === 'running';

export const exportsQuery = queryOptions({
  queryKey: KEY,
  queryFn: async () => (await bodyOf(asked(api.GET('/v1/exports')))).data,
  // Watched closely while something is written, and left alone otherwise.
  refetchInterval: ({ state }) => ((state.data ?? []).some(isUnderWay) ? 1_000 : false),
  staleTime: 1_000,
});

export const manifestQuery = (id: string) =>
  queryOptions({
    queryKey: ['manifest', id],
    queryFn: () => bodyOf(asked(api.GET('/v1/exports/{id}/manifest', { params: { path: { id } } }))),
    staleTime: Number.POSITIVE_INFINITY,
  });

export function useOrder() {
  const client = useQueryClient();
  const { say } = usePageFacts();
  return useMutation({
    // The client's type has the question as the API's document says it: any fields.
    mutationFn: (order: Order) => bodyOf(asked(api.POST('/v1/exports', { body: order as never }))),
    onSuccess: () => {
      say('The file is being written');
      void client.invalidateQueries({ queryKey: KEY });
    },
  });
}

export function useRemove() {
  const client = useQueryClient();
  const { say } = usePageFacts();
  return useMutation({
    mutationFn: async (id: string) => {
      const { response, error } = await api.DELETE('/v1/exports/{id}', { params: { path: { id } } });
      if (!response.ok) throw new ProblemError(error as ProblemError['problem']);
    },
    onSuccess: () => say('The file is gone'),
    onSettled: () => void client.invalidateQueries({ queryKey: KEY }),
  });
}

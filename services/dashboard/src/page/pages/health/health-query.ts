/** The state of the pipeline, asked again every few seconds while the page is open. */
import { asked } from '@rapport/client';
import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../data/client.ts';
import type { BodyOf } from '../../data/types.ts';

export type Health = BodyOf<'/v1/health'>['data'];
export type TopicHealth = Health['topics'][number];
export type PartitionHealth = TopicHealth['partitions'][number];
export type DeadLetters = Health['dead_letters'];
export type DeadLetter = DeadLetters['newest'][number];

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: async () => (await bodyOf(asked(api.GET('/v1/health')))).data,
  refetchInterval: 5_000,
  staleTime: 2_000,
});

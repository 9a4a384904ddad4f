/** The contract, which changes with the program only. */
import { asked } from '@rapport/client';
import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../data/client.ts';
import type { BodyOf } from '../../data/types.ts';

export type Stream = BodyOf<'/v1/event-types'>['data'][number];
export type EventType = Stream['types'][number];
export type Field = Stream['fields'][number];

export const eventTypesQuery = queryOptions({
  queryKey: ['event-types'],
  queryFn: async () => (await bodyOf(asked(api.GET('/v1/event-types')))).data,
  staleTime: Number.POSITIVE_INFINITY,
});

/** What somebody keeps: saved views, subscriptions, annotations, frozen reports. Each is an event on the log, and in the lists a moment later. */
import { asked } from '@rapport/client';
import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { annotationsQuery } from '../data/annotations.ts';
import { api, bodyOf } from '../data/client.ts';
import type { BodyOf } from '../data/types.ts';
import { usePageFacts } from '../frame/page-context.tsx';

export type SavedView = BodyOf<'/v1/views'>['data'][number];
export type Subscription = BodyOf<'/v1/subscriptions'>['data'][number];
export type FrozenHead = BodyOf<'/v1/frozen-reports'>['data'][number];

/** By then what was acknowledged is stored, as a rule. */
const STORED_AFTER_MS = 3_000;

export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: async () => (await bodyOf(asked(api.GET('/v1/views')))).data,
});
export const subscriptionsQuery = queryOptions({
  queryKey: ['subscriptions'],
  queryFn: async () => (await bodyOf(asked(api.GET('/v1/subscriptions')))).data,
});
export const reportsQuery = queryOptions({
  queryKey: ['frozen-reports'],
  queryFn: async () => (await bodyOf(asked(api.GET('/v1/frozen-reports')))).data,
});

type Kept = { id: string };

/** Shows at once what the log has taken, and asks again when the list will have it. */
function show<T extends Kept>(queries: QueryClient, key: readonly unknown[], change: (list: T[]) => T[]): void {
  queries.setQueryData<T[]>(key, (list) => (list === undefined ? list : change(list)));
  setTimeout(() => void queries.invalidateQueries({ queryKey: key }), STORED_AFTER_MS);
}

const keyed = (key: string) => ({ header: { 'idempotency-key': key } });

export type ViewOrder = { title: string; page: string; state: string; shared: boolean; programme?: string };

export function useSaveView() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ order, key }: { order: ViewOrder; key: string }) =>
      (await bodyOf(asked(api.POST('/v1/views', { params: keyed(key), body: order })))).data,
    onSuccess: (view) => show<SavedView>(queries, ['views'], (list) => [view, ...list]),
  });
}

/** The list with the changed one in its place. */
const replaced =
  <T extends Kept>(changed: T) =>
  (list: T[]) =>
    list.map((one) => (one.id === changed.id ? changed : one));

export function useChangeView() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, ...body }: { id: string; title: string; shared: boolean }) =>
      (await bodyOf(asked(api.PATCH('/v1/views/{id}', { params: { path: { id } }, body })))).data,
    onSuccess: (view) => show<SavedView>(queries, ['views'], replaced(view)),
  });
}

export type SubscriptionOrder = {
  title: string;
  question: Readonly<Record<string, unknown>>;
  every: 'week' | 'month';
  weekday?: number;
  month_day?: number;
  channel: { kind: 'email'; to: string } | { kind: 'webhook'; url: string };
  page: string;
  state: string;
};

export function useSubscribe() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ order, key }: { order: SubscriptionOrder; key: string }) =>
      // The client's type has the question as the API's document says it: any fields.
      (await bodyOf(asked(api.POST('/v1/subscriptions', { params: keyed(key), body: order as never })))).data,
    onSuccess: ({ secret: _secret, ...subscription }) =>
      show<Subscription>(queries, ['subscriptions'], (list) => [subscription, ...list]),
  });
}

/** What of a subscription can be changed. */
export type SubscriptionChange = Pick<SubscriptionOrder, 'title' | 'channel' | 'weekday' | 'month_day'>;

export function useChangeSubscription() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, ...body }: SubscriptionChange & { id: string }) =>
      (await bodyOf(asked(api.PATCH('/v1/subscriptions/{id}', { params: { path: { id } }, body })))).data,
    onSuccess: ({ secret: _secret, ...subscription }) => {
      show<Subscription>(queries, ['subscriptions'], replaced(subscription));
      queries.removeQueries({ queryKey: ['subscription-preview', subscription.id] });
    },
  });
}

export type AnnotationOrder = {
  programme?: string;
  from: string;
  to?: string;
  text: string;
  kind: 'holiday' | 'training' | 'change' | 'other';
};

export function useAnnotate(programme: string | undefined) {
  const queries = useQueryClient();
  const { queryKey } = annotationsQuery(programme);
  return useMutation({
    mutationFn: async ({ order, key }: { order: AnnotationOrder; key: string }) =>
      (await bodyOf(asked(api.POST('/v1/annotations', { params: keyed(key), body: order })))).data,
    onSuccess: (added) => show<Kept>(queries, queryKey, (list) => [...list, added]),
  });
}

type Removable = 'view' | 'subscription' | 'annotation';

function remove(kind: Removable, id: string) {
  const params = { path: { id } };
  switch (kind) {
    case 'view':
      return asked(api.DELETE('/v1/views/{id}', { params }));
    case 'subscription':
      return asked(api.DELETE('/v1/subscriptions/{id}', { params }));
    case 'annotation':
      return asked(api.DELETE('/v1/annotations/{id}', { params }));
    default:
      throw new Error(`nothing is called ${kind satisfies never}`);
  }
}

/** `queryKey`: the list that it goes from. */
export function useRemoval(kind: Removable, queryKey: readonly unknown[]) {
  const queries = useQueryClient();
  const { say } = usePageFacts();
  return useMutation({
    mutationFn: (id: string) => bodyOf(remove(kind, id)),
    onSuccess: (_, id) => {
      say('Removed');
      show<Kept>(queries, queryKey, (list) => list.filter((one) => one.id !== id));
    },
    onError: (error) => say(error.message),
  });
}

export function useFreeze() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ title, question }: { title: string; question: Readonly<Record<string, unknown>> }) =>
      (await bodyOf(asked(api.POST('/v1/frozen-reports', { body: { title, questions: [question] } as never })))).data,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['frozen-reports'] }),
  });
}

/** Alerts: what stands, the rules behind it, and what may be done with one. */
import { asked } from '@rapport/client';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { sentenceCase } from '../cells/row-text.ts';
import { api, bodyOf } from './client.ts';
import type { BodyOf } from './types.ts';

export type Alert = BodyOf<'/v1/attention'>['data'][number];
export type AttentionFilter = {
  programme?: string | undefined;
  pairing?: string | undefined;
  state?: string | undefined;
  rule?: string | undefined;
};

const filled = (fields: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as Record<
    string,
    string
  >;

const cursorOf = (next: string | null | undefined) =>
  next == null ? undefined : (new URL(next, 'http://here').searchParams.get('cursor') ?? undefined);

/** Where nobody is listed, the rules may be just about to be asked: services ask them every half minute. */
const AGAIN_WHILE_EMPTY_MS = 20_000;

/** Roles that see single pairings; others are refused by the API. */
export const HELPERS = ['demo', 'lead', 'admin'];

/** Page by page, the latest first. */
export const attentionQuery = (filter: AttentionFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ['attention', filter, limit],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filled({ ...filter, cursor: pageParam }), limit };
      return bodyOf(asked(api.GET('/v1/attention', { params: { query }, signal })));
    },
    getNextPageParam: ({ links }) => cursorOf(links.next),
    refetchInterval: ({ state }) => (state.data?.pages[0]?.data.length === 0 ? AGAIN_WHILE_EMPTY_MS : false),
  });

export const rulesQuery = queryOptions({
  queryKey: ['attention-rules'],
  queryFn: async () => (await bodyOf(asked(api.GET('/v1/attention/rules')))).data,
  staleTime: 600_000,
});

/** A rule's title. What single people answered is listed under a rule that the list of rules does not have. */
export const ruleText = (rule: string, rules: readonly { id: string; title: string }[]): string =>
  rules.find(({ id }) => id === rule)?.title ?? sentenceCase(rule);

export type Deed =
  | { kind: 'acknowledge' }
  | { kind: 'snooze'; until: string; note?: string }
  | { kind: 'resolve'; outcome: 'contacted' | 'not_needed' | 'false_alarm' | 'rematched' | 'other'; note?: string };

type Done = { alert: string; deed: Deed; key: string };

function send({ alert, deed, key }: Done) {
  const params = { path: { id: alert }, header: { 'idempotency-key': key } };
  const { kind, ...body } = deed;
  switch (kind) {
    case 'acknowledge':
      return asked(api.POST('/v1/alerts/{id}/acknowledge', { params, body: {} }));
    case 'snooze':
      return asked(api.POST('/v1/alerts/{id}/snooze', { params, body: body as { until: string; note?: string } }));
    case 'resolve':
      return asked(api.POST('/v1/alerts/{id}/resolve', { params, body: body as { outcome: 'other'; note?: string } }));
    default:
      throw new Error(`unknown deed ${kind satisfies never}`);
  }
}

/** The log has a deed at once, the list when it is stored: it is asked for again for half a minute. */
const AGAIN_MS = [400, 2_000, 5_000, 12_000, 25_000];

/** Does something with an alert. The key makes a second click the same deed. */
export function useDeed() {
  const queries = useQueryClient();
  const ask = () => queries.invalidateQueries({ queryKey: ['attention'] });
  return useMutation({
    mutationFn: (done: Done) => bodyOf(send(done)),
    onSuccess: () => {
      for (const wait of AGAIN_MS) setTimeout(() => void ask(), wait);
    },
    onSettled: ask,
  });
}

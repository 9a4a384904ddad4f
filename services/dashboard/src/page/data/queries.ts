/** What the page asks for, as queries that are cached by what they ask: one answer serves every panel that needs it. */
import { asked } from '@rapport/client';
import { keepPreviousData, QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { type Question, seriesParameters } from '../view/question.ts';
import { api, bodyOf, FilterError, ProblemError } from './client.ts';
import type { Metric } from './types.ts';

const MINUTE = 60_000;

/** Waits out what passes (429, 503, a connection that broke), and nothing else: a refused question stays refused. */
function mayPass(error: unknown): boolean {
  if (error instanceof FilterError) return false;
  return !(error instanceof ProblemError) || error.problem.status === 429 || error.problem.code === 'UNAVAILABLE';
}

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: MINUTE / 2,
        retry: (failures, error) => failures < 2 && mayPass(error),
        refetchOnWindowFocus: true,
      },
    },
  });

/** Who is signed in. */
/** `apis`: where programs outside the browser find the two APIs. */
export type Session = {
  role: string;
  name: string | null;
  programmes: readonly string[] | null;
  apis: { insights: string; ingest: string };
};

/** Asks the page's own server. @throws ProblemError */
export async function askServer<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, { ...init, headers: { accept: 'application/json', ...init?.headers } });
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (response.ok) return body as T;
  const said = typeof body === 'object' && body !== null ? body : {};
  const status = response.status;
  throw new ProblemError({
    type: 'about:blank',
    title: 'No',
    status,
    code: 'NOT_OURS',
    detail: `the server answered ${status}`,
    ...said,
  });
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => askServer<Session>('/session'),
  staleTime: 5 * MINUTE,
  retry: false,
});

/** By what else than a token somebody can sign in here: the name of an identity provider, or null. */
export const waysQuery = queryOptions({
  queryKey: ['ways'],
  queryFn: () => askServer<{ provider: string | null }>('/session/ways'),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The catalogue, whole: small, and asked for once. */
export const catalogueQuery = queryOptions({
  queryKey: ['metrics'],
  queryFn: async () => (await bodyOf(asked(api.GET('/v1/metrics')))).data,
  staleTime: 10 * MINUTE,
});

export const programmesQuery = queryOptions({
  queryKey: ['programmes'],
  queryFn: async () => (await bodyOf(asked(api.GET('/v1/programmes')))).data,
  staleTime: MINUTE,
});

/** Asks only what has an answer: of a filter that the metric does not have. @throws FilterError */
async function checkFilters({ metric, where = {} }: Question, client: QueryClient): Promise<void> {
  const asked = Object.keys(where);
  if (asked.length === 0) return;
  const about = (await client.ensureQueryData(catalogueQuery)).find(({ id }) => id === metric);
  const unknown = asked.filter((dimension) => about?.filters.includes(dimension) === false);
  if (about !== undefined && unknown.length > 0) throw new FilterError(about.grain, unknown);
}

/** The answer to one question. While another view's answer is fetched the old one stays, marked as such by `isPlaceholderData`. */
export const seriesQuery = (question: Question) =>
  queryOptions({
    queryKey: ['series', question],
    queryFn: async ({ signal, client }) => {
      await checkFilters(question, client);
      const params = { path: { id: question.metric }, query: seriesParameters(question) };
      return bodyOf(asked(api.GET('/v1/metrics/{id}/series', { params, signal })));
    },
    placeholderData: keepPreviousData,
  });

export const useSeries = (question: Question) => useQuery(seriesQuery(question));

/** A triangle's own parameters beside the question's. */
export type TriangleShape = {
  cohort: 'month' | 'quarter' | 'year';
  period: 'month' | 'quarter' | 'year';
  periods: number;
};

export const triangleQuery = (question: Question, { cohort, period, periods }: TriangleShape) =>
  queryOptions({
    queryKey: ['triangle', question, cohort, period, periods],
    queryFn: async ({ signal, client }) => {
      await checkFilters(question, client);
      const { grain: _, ...parameters } = seriesParameters(question);
      const query = { ...parameters, cohort, period, periods: String(periods) };
      return bodyOf(
        asked(api.GET('/v1/metrics/{id}/triangle', { params: { path: { id: question.metric }, query }, signal })),
      );
    },
    placeholderData: keepPreviousData,
  });

/** A metric of the catalogue, or undefined while it loads and where there is none. */
export function useMetric(id: string): Metric | undefined {
  const { data } = useQuery(catalogueQuery);
  return data?.find((metric) => metric.id === id);
}

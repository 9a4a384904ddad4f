/** Both APIs, typed: every path, parameter, answer and problem as their OpenAPI documents have them. */
import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './generated/api.ts';
import type { paths as IngestPaths } from './generated/ingest.ts';

/** An RFC 9457 problem: `code` is stable, `detail` and `errors` are for people. */
export type Problem = components['schemas']['Problem'];

/** What came of a request. Problems are values; only what is no answer at all (no connection, no JSON) is thrown. */
export type Answer<T> = { ok: true; body: T; response: Response } | { ok: false; problem: Problem; response: Response };

export type RapportClient = Client<paths>;
export type IngestClient = Client<IngestPaths>;

export type ClientOptions = {
  /** Where the service answers: http://127.0.0.1:8702 for insights, 8701 for ingest. */
  baseUrl: string;
  /** From `rapport token create`; none is needed in the local demo. */
  token?: string;
  /** The runtime's own unless given. */
  fetch?: (request: Request) => Promise<Response>;
};

const optionsOf = ({ baseUrl, token, fetch }: ClientOptions) => ({
  baseUrl,
  headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  ...(fetch === undefined ? {} : { fetch }),
});

/** A client of insights. It opens nothing: every call is one request. */
export function createRapportClient(options: ClientOptions): RapportClient {
  return createClient<paths>(optionsOf(options));
}

/** A client of ingest: events and imports. */
export function createIngestClient(options: ClientOptions): IngestClient {
  return createClient<IngestPaths>(optionsOf(options));
}

type Fetched<T> = { data?: T | undefined; error?: unknown; response: Response };

/** A proxy in between may answer in its own words. */
function problemOf(error: unknown, { status, statusText }: Response): Problem {
  const known = typeof error === 'object' && error !== null && 'code' in error && 'title' in error;
  if (known) return error as Problem;
  const detail = typeof error === 'string' && error !== '' ? error.slice(0, 500) : statusText;
  return { type: 'about:blank', title: 'Not an answer of Rapport', status, code: 'NOT_OURS', detail };
}

/** A call's outcome as a value: `const answer = await asked(client.GET('/v1/programmes'))`. For answers in JSON, not for files. */
export async function asked<T>(call: Promise<Fetched<T>>): Promise<Answer<Exclude<T, string>>> {
  const { data, error, response } = await call;
  if (response.ok && error === undefined) return { ok: true, body: data as Exclude<T, string>, response };
  return { ok: false, problem: problemOf(error, response), response };
}

type Page<T> = { data: readonly T[]; links: { next: string | null } };

/** The parameter of the next page, out of its link. */
function cursorIn(next: string): string | undefined {
  return new URL(next, 'http://any').searchParams.get('cursor') ?? undefined;
}

/**
 * Every item of a list, page by page: `ask` gets the cursor of the page, undefined for the first. Stops after an answer that is a
 * problem, which it gives as the last item.
 */
export async function* everyItem<T>(
  ask: (cursor: string | undefined) => Promise<Answer<Page<T>>>,
): AsyncGenerator<{ item: T } | { problem: Problem }> {
  let cursor: string | undefined;
  do {
    const answer = await ask(cursor);
    if (!answer.ok) {
      yield { problem: answer.problem };
      return;
    }
    for (const item of answer.body.data) yield { item };
    const { next } = answer.body.links;
    cursor = next === null ? undefined : cursorIn(next);
  } while (cursor !== undefined);
}

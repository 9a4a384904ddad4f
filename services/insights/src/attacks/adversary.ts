/** Somebody with a token who asks over HTTP and counts what they ask. */

export type Told = { status: number; headers: Readonly<Record<string, string>>; text: string };

/** A row as an attacker reads it: of the wire, nothing of ours. */
export type ToldRow = {
  group: Record<string, string>;
  bucket: string | null;
  state: string;
  value: number | null;
  n: number | null;
  count?: number | null;
  reason?: string;
  release?: string;
  ci?: { low: number | null; high: number | null } | null;
  median?: number | null;
  points?: { day: number; survival?: number | null; at_risk: number }[];
  curve?: { day: number; survival?: number | null; at_risk: number }[];
  favourable?: { value: number | null; reason?: string };
};

export type Parameters = Readonly<Record<string, string>>;

export type Adversary = {
  requests: () => number;
  get: (path: string, headers?: Parameters) => Promise<Told>;
  post: (path: string, body: unknown, headers?: Parameters) => Promise<Told>;
  /** Rows of a series; none where it is refused. */
  series: (metric: string, parameters?: Parameters) => Promise<ToldRow[]>;
};

/** The data of an answer; undefined where there is none. */
export function dataOf({ text }: Told): unknown {
  try {
    return (JSON.parse(text) as { data?: unknown }).data;
  } catch {
    return undefined;
  }
}

export function pathOf(metric: string, surface: string, parameters: Parameters): string {
  const query = new URLSearchParams(parameters).toString();
  return `/v1/metrics/${metric}/${surface}${query === '' ? '' : `?${query}`}`;
}

/** @throws TypeError when the server cannot be reached */
export function createAdversary(url: string, authorization: string): Adversary {
  let requests = 0;

  async function send(path: string, init: RequestInit): Promise<Told> {
    requests += 1;
    const answer = await fetch(`${url}${path}`, init);
    return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
  }
  const get: Adversary['get'] = (path, headers = {}) => send(path, { headers: { authorization, ...headers } });

  async function series(metric: string, parameters: Parameters = {}): Promise<ToldRow[]> {
    const told = await get(pathOf(metric, 'series', parameters));
    // A fault of the server would look like a refusal, and the attack like one that learns nothing.
    if (told.status >= 500) throw new Error(`${metric} ${JSON.stringify(parameters)}: ${told.status} ${told.text}`);
    return told.status === 200 ? ((dataOf(told) as ToldRow[] | undefined) ?? []) : [];
  }
  return {
    requests: () => requests,
    get,
    post: (path, body, headers = {}) =>
      send(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { authorization, 'content-type': 'application/json', ...headers },
      }),
    series,
  };
}

/** A real insights process over a store, asked over HTTP as the page asks it. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@rapport/local-stack';
import { eventually } from '../../eventually.ts';
import { end, type Rig } from '../rig.ts';
import { usageOf } from '../usage.ts';

const READY_WITHIN_MS = 900_000;

export type MetricEntry = { id: string; family: string; dimensions: readonly string[]; alwaysBy: readonly string[] };

type Row = { group: Record<string, string>; value: number | null; state: string };
type Answer = { data: Row[] };

export type Insights = {
  address: string;
  metrics: readonly MetricEntry[];
  /** Asks for a series; throws where the answer is not 200. */
  ask(metric: string, parameters: Readonly<Record<string, string>>): Promise<Row[]>;
  /** Peak of its resident memory so far, MB. */
  peakMb(): number;
  stop(): Promise<void>;
};

async function json<T>(url: string): Promise<T> {
  const answer = await fetch(url);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text.slice(0, 400)}`);
  return JSON.parse(text) as T;
}

type Described = { id: string; family: string; dimensions: readonly (string | { id: string })[]; always_by?: string[] };

function entryOf({ id, family, dimensions, always_by = [] }: Described): MetricEntry {
  const names = dimensions.map((dimension) => (typeof dimension === 'string' ? dimension : dimension.id));
  return { id, family, dimensions: names, alwaysBy: always_by };
}

/** Starts insights over a database and waits until it is ready to answer. It makes every answer anew, unless `rememberedCells` may be kept. */
export async function startInsights(rig: Rig, database: string, rememberedCells = 0): Promise<Insights> {
  const port = await freePort();
  const child = rig.start('services/insights/src/main.ts', [], {
    RAPPORT_CLICKHOUSE_URL: rig.stack.clickhouseUrl,
    RAPPORT_CLICKHOUSE_DATABASE: database,
    RAPPORT_INSIGHTS_PORT: String(port),
    RAPPORT_REMEMBERED_CELLS: String(rememberedCells),
    // Of tokens that were made here for other work nothing may be asked.
    RAPPORT_TOKENS_PATH: join(tmpdir(), `no-tokens-${process.pid}.json`),
  });
  const base = `http://127.0.0.1:${port}`;
  const isReady = () =>
    fetch(`${base}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  await eventually('insights to be ready', isReady, READY_WITHIN_MS);
  const { data } = await json<{ data: Described[] }>(`${base}/v1/metrics`);
  return {
    address: base,
    metrics: data.map(entryOf),
    ask: async (metric, parameters) =>
      (await json<Answer>(`${base}/v1/metrics/${metric}/series?${new URLSearchParams(parameters)}`)).data,
    peakMb: () => usageOf(child.pid ?? 0).peakMb,
    stop: () => end(child),
  };
}

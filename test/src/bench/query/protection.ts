/** What protection costs: the bare question, the protected one, and the answer of a release, asked in turns. */
import { createMetricEngine, createReleasedEngine, type MetricEngine, type RunQuery } from '@rapport/metrics';
import { createFactKeeper, createReleaseMaker, createWarehouseReleases, type Warehouse } from '@rapport/warehouse';
import { quantileOf, timed } from './answer-times.ts';
import { handWritten } from './hand-written.ts';

/** Milliseconds at the median; `first`: the released answer whose tables are not yet made, once. */
type Protected = { metric: string; group: string; bare: number; live: number; released: number; first: number };

/** `makeSeconds`: the facts of the release folded into its tables. */
export type Protection = { answers: readonly Protected[]; makeSeconds: number };

const K = 5;

async function openEngines(warehouse: Warehouse): Promise<{ live: MetricEngine; released: MetricEngine }> {
  const query: RunQuery = (sql, params) => warehouse.query(sql, params);
  // Insights keeps the facts; this one reads what it keeps.
  const keeper = createFactKeeper({ warehouse });
  await keeper.refresh();
  return {
    live: createMetricEngine({ query, kept: () => keeper.source(), numbered: () => keeper.source('numbers') }),
    released: createReleasedEngine({ query, store: createWarehouseReleases(warehouse) }),
  };
}

/** Each of the hand-written questions `rounds` times after one to warm up. */
export async function measureProtection(warehouse: Warehouse, rounds: number): Promise<Protection> {
  const makeMs = await timed(() => createReleaseMaker({ warehouse }).make('command'));
  const { live, released } = await openEngines(warehouse);
  const answers: Protected[] = [];
  for (const { metric, group } of handWritten) {
    const asked = { metric, groupBy: [group] };
    const first = await timed(() => released.run({ ...asked, protection: { k: K } }));
    const times = { bare: [] as number[], live: [] as number[], released: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      const bare = await timed(() => live.run({ ...asked, protection: 'none' }));
      const ours = await timed(() => live.run({ ...asked, protection: { k: K } }));
      const stored = await timed(() => released.run({ ...asked, protection: { k: K } }));
      if (round === 0) continue;
      times.bare.push(bare);
      times.live.push(ours);
      times.released.push(stored);
    }
    const median = (name: keyof typeof times) => quantileOf(times[name], 0.5);
    answers.push({ metric, group, first, bare: median('bare'), live: median('live'), released: median('released') });
  }
  return { answers, makeSeconds: makeMs / 1_000 };
}

import { createMetricEngine, type MetricEngine, type RunQuery } from '@rapport/metrics';
import type { Releases } from '../releases/releases.ts';

/** Nothing is released, and whose answers are released is answered by this engine: for what releases have no part in. */
export function releasesOf(engine: MetricEngine): Releases {
  return { engine, latest: async () => undefined, list: async () => [], relationsOf: async () => undefined };
}

/** The same with live answers. */
export const liveReleases = (query: RunQuery): Releases => releasesOf(createMetricEngine({ query }));

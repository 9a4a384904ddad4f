/** Which engine answers whom. */
import type { MetricEngine } from '@rapport/metrics';
import type { Access } from './access.ts';
import { engineWithin } from './scope.ts';

export type EngineFor = (access: Access) => MetricEngine;

type Engines = { live: MetricEngine; released: MetricEngine };

/** The engine for a caller: live or of the latest release, and never with a word about programmes that are not theirs. */
export function createEngineFor({ live, released }: Engines): EngineFor {
  return (access) => engineWithin(access.answers === 'live' ? live : released, access);
}

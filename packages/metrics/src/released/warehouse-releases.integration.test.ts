import { createReleaseMaker, createWarehouseReleases } from '@rapport/warehouse';
import { inject } from 'vitest';
import { releaseStoreContract } from '../testing/release-store-contract.ts';
import { createScenario, event } from '../testing/scenario.ts';

const MINUTE_MS = 60_000;

releaseStoreContract('the store in the warehouse', async () => {
  const scenario = await createScenario(inject('clickhouseUrl'), '2024-06-04T00:00:00Z');
  const { warehouse } = scenario;
  await scenario.load([
    event('programme.configured', '2024-01-01T00:00:00Z', { programme_id: 'north', name: 'North', time_zone: 'UTC' }),
  ]);
  const release = (at: string) =>
    createReleaseMaker({ warehouse, clock: () => Date.parse(at) + MINUTE_MS, settleSeconds: 60 }).make('command');
  return { store: createWarehouseReleases(warehouse), release, close: scenario.close };
});

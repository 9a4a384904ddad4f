import { createMemoryReleases } from '../testing/memory-releases.ts';
import { releaseStoreContract } from '../testing/release-store-contract.ts';

releaseStoreContract('the store in memory', async () => {
  const store = createMemoryReleases();
  return { store, release: async (at) => store.release(at), close: async () => undefined };
});

/** The other API: what takes events in. Through the page's server, like the first. */
import { createIngestClient } from '@rapport/client';

export const ingest = createIngestClient({ baseUrl: `${globalThis.location.origin}/api/ingest` });

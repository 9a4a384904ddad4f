/** Both APIs for programs: `createRapportClient`, `createIngestClient`, answers as values, lists page by page. */
export {
  type Answer,
  asked,
  type ClientOptions,
  createIngestClient,
  createRapportClient,
  everyItem,
  type IngestClient,
  type Problem,
  type RapportClient,
} from './client.ts';
export type { components, paths } from './generated/api.ts';
export type { components as ingestComponents, paths as ingestPaths } from './generated/ingest.ts';

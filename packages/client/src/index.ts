/** The insights API for programs: `createRapportClient`, answers as values, lists page by page. */
export {
  type Answer,
  asked,
  type ClientOptions,
  createRapportClient,
  everyItem,
  type Problem,
  type RapportClient,
} from './client.ts';
export type { components, paths } from './generated/api.ts';

/** Shapes of the API under the names that the page uses, taken from the client's types. */
import type { paths } from '@rapport/client';

/** The body of `GET path`. */
export type BodyOf<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

/** One entry of the catalogue. */
export type Metric = BodyOf<'/v1/metrics'>['data'][number];
export type Series = BodyOf<'/v1/metrics/{id}/series'>;
/** One cell of an answer. */
export type Row = Series['data'][number];
export type SeriesMeta = Series['meta'];
export type CellState = Row['state'];
export type Triangle = BodyOf<'/v1/metrics/{id}/triangle'>;
export type Programme = BodyOf<'/v1/programmes'>['data'][number];

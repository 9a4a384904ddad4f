/** The projection that fills this warehouse: its name goes into tokens, ledger and the consumer group. */

/** Name and version of the projection. A new version is another projection: it has its own group and its own tokens. */
export const warehouseProjection = 'warehouse@1';

/** The consumer group of a projection: that of `warehouse@1` is `rapport-warehouse-1`. */
export function groupIdOf(projection: string): string {
  return `rapport-${projection.replace('@', '-')}`;
}

import type { Env } from '../stack-types.ts';

/** The images of the containers stack. */
export type Images = { kafka: string; clickhouse: string };

// The versions that the local kind runs: Kafka's jars, and the engine inside chdb.
const KAFKA_IMAGE = 'apache/kafka:4.3.0';
const CLICKHOUSE_IMAGE = 'clickhouse/clickhouse-server:26.7';

/** The official images, or those that RAPPORT_KAFKA_IMAGE and RAPPORT_CLICKHOUSE_IMAGE name. */
export function imagesFrom(env: Env): Images {
  return {
    kafka: env['RAPPORT_KAFKA_IMAGE'] || KAFKA_IMAGE,
    clickhouse: env['RAPPORT_CLICKHOUSE_IMAGE'] || CLICKHOUSE_IMAGE,
  };
}

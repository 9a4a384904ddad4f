import { brokerProperties } from '../kafka/server-properties.ts';

/** What each container is told. The interface is that of the official images: Kafka's KAFKA_* variables, ClickHouse's CLICKHOUSE_*. */
export const KAFKA_INSIDE = { port: 9092, data: '/var/lib/kafka/data' };
export const CLICKHOUSE_INSIDE = { port: 8123, data: '/var/lib/clickhouse' };

/**
 * The local broker's properties for a container whose clients come to `host:port`. The broker calls itself by a listener of
 * its own, as inside the container the published address is nobody's.
 */
export function kafkaEnvironment(use: {
  host: string;
  port: number;
  clusterId: string;
  heap: string;
}): Record<string, string> {
  const properties = {
    ...brokerProperties({ dataDir: KAFKA_INSIDE.data, brokerPort: 9094, controllerPort: 9093 }),
    listeners: `BROKER://127.0.0.1:9094,CONTROLLER://127.0.0.1:9093,FRONT://0.0.0.0:${KAFKA_INSIDE.port}`,
    'advertised.listeners': `BROKER://127.0.0.1:9094,FRONT://${use.host}:${use.port}`,
  };
  const variables = Object.entries(properties).map(([name, value]) => [
    `KAFKA_${name.toUpperCase().replaceAll('.', '_')}`,
    String(value),
  ]);
  return { ...Object.fromEntries(variables), CLUSTER_ID: use.clusterId, KAFKA_HEAP_OPTS: `-Xmx${use.heap}` };
}

/**
 * A server that asks nobody who they are, as the local one: the image would otherwise shut the user `default` out from
 * everywhere but its own container. The port is published on this machine only.
 */
export function clickHouseEnvironment(): Record<string, string> {
  return { CLICKHOUSE_SKIP_USER_SETUP: '1', TZ: 'UTC' };
}

import { describe, expect, it } from 'vitest';
import { kafkaEnvironment } from './parts.ts';

describe('the variables of the Kafka container', () => {
  const environment = kafkaEnvironment({ host: '127.0.0.1', port: 41_234, clusterId: 'abc', heap: '300m' });

  it('send clients to the published port and the broker to itself', () => {
    expect(environment['KAFKA_ADVERTISED_LISTENERS']).toBe('BROKER://127.0.0.1:9094,FRONT://127.0.0.1:41234');
    expect(environment['KAFKA_LISTENERS']).toContain('FRONT://0.0.0.0:9092');
    expect(environment['KAFKA_INTER_BROKER_LISTENER_NAME']).toBe('BROKER');
  });

  it('keep records and offsets for good, as the local broker does', () => {
    expect(environment).toMatchObject({
      KAFKA_LOG_RETENTION_MS: '-1',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
      KAFKA_LOG_DIRS: '/var/lib/kafka/data',
      CLUSTER_ID: 'abc',
      KAFKA_HEAP_OPTS: '-Xmx300m',
    });
  });

  it('have names which the image turns back into the properties', () => {
    const properties = Object.keys(environment).filter((name) => name !== 'CLUSTER_ID');
    expect(properties.filter((name) => !/^KAFKA(_[A-Z0-9]+)+$/.test(name))).toEqual([]);
  });
});

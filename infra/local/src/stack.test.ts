import { describe, expect, it } from 'vitest';
import { javaMajor } from './kafka/java.ts';
import { serverProperties } from './kafka/server-properties.ts';
import { startStack } from './stack.ts';

const CLICKHOUSE = { RAPPORT_CLICKHOUSE_URL: 'http://clickhouse:8123' };

describe('an external stack', () => {
  it('gives the external services as they were named', async () => {
    const env = { RAPPORT_KAFKA_BROKERS: 'a:1, b:2', ...CLICKHOUSE };
    const stack = await startStack({ home: 'unused', env });
    expect(stack).toMatchObject({
      kind: 'external',
      kafkaBrokers: ['a:1', 'b:2'],
      clickhouseUrl: 'http://clickhouse:8123',
    });
  });
});

describe("Java's version", () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_402"', 8],
    ['openjdk version "25" 2025-09-16', 25],
    ['not java', undefined],
  ])('in %j is %s', (output, major) => {
    expect(javaMajor(output)).toBe(major);
  });
});

describe("the broker's properties", () => {
  it('keep records and offsets for good and make no topic by accident', () => {
    const lines = serverProperties({ dataDir: '/d', brokerPort: 1, controllerPort: 2 }).split('\n');
    expect(lines).toContain('log.retention.ms=-1');
    expect(lines).toContain('auto.create.topics.enable=false');
    expect(lines).toContain('listeners=BROKER://127.0.0.1:1,CONTROLLER://127.0.0.1:2');
  });
});

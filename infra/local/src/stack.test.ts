import { describe, expect, it } from 'vitest';
import { javaMajor } from './kafka/java.ts';
import { serverProperties } from './kafka/server-properties.ts';
import { chooseStackKind, startStack } from './stack.ts';

const KAFKA = { RAPPORT_KAFKA_BROKERS: 'kafka:9092' };
const CLICKHOUSE = { RAPPORT_CLICKHOUSE_URL: 'http://clickhouse:8123' };

describe('the choice of the stack', () => {
  it('is external when both services are named, else local', () => {
    expect(chooseStackKind({ ...KAFKA, ...CLICKHOUSE })).toBe('external');
    expect(chooseStackKind({})).toBe('local');
    expect(chooseStackKind({ RAPPORT_KAFKA_BROKERS: '' })).toBe('local');
  });

  it('can be asked for by name', () => {
    expect(chooseStackKind({ ...KAFKA, ...CLICKHOUSE, RAPPORT_STACK: 'local' })).toBe('local');
    expect(() => chooseStackKind({ RAPPORT_STACK: 'cloud' })).toThrow('RAPPORT_STACK=cloud');
  });

  it('refuses one service without the other and names the missing one', () => {
    expect(() => chooseStackKind(KAFKA)).toThrow('RAPPORT_CLICKHOUSE_URL is missing');
    expect(() => chooseStackKind(CLICKHOUSE)).toThrow('RAPPORT_KAFKA_BROKERS is missing');
    expect(() => chooseStackKind({ RAPPORT_STACK: 'external' })).toThrow('missing');
  });

  it('has a place for containers, which says that it is empty', async () => {
    const started = startStack({ home: 'unused', env: { RAPPORT_STACK: 'containers' } });
    await expect(started).rejects.toMatchObject({ code: 'STACK_NOT_AVAILABLE' });
  });

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

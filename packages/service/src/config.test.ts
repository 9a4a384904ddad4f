import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig, settings } from './config.ts';

const shape = { RAPPORT_KAFKA_BROKERS: settings.kafkaBrokers, RAPPORT_INGEST_PORT: settings.ingestPort };

describe('loadConfig', () => {
  it('parses what is there and fills in defaults', () => {
    expect(loadConfig(shape, { RAPPORT_KAFKA_BROKERS: 'a:1, b:2' })).toEqual({
      RAPPORT_KAFKA_BROKERS: ['a:1', 'b:2'],
      RAPPORT_INGEST_PORT: 8701,
    });
  });

  it('treats an empty value as absent', () => {
    expect(loadConfig(shape, { RAPPORT_KAFKA_BROKERS: 'a:1', RAPPORT_INGEST_PORT: '' }).RAPPORT_INGEST_PORT).toBe(8701);
  });

  it('names a missing variable and what it is for', () => {
    expect(() => loadConfig(shape, {})).toThrow(/RAPPORT_KAFKA_BROKERS: is required \(Kafka bootstrap/);
  });

  it('refuses a variable that is nobody’s, with a suggestion', () => {
    expect(() => loadConfig(shape, { RAPPORT_KAFKA_BROKER: 'a:1' })).toThrow(
      'RAPPORT_KAFKA_BROKER is not a setting of Rapport: did you mean RAPPORT_KAFKA_BROKERS?',
    );
    expect(() => loadConfig(shape, { RAPPORT_KAFKA_BROKER: 'a:1' })).toThrow(ConfigError);
  });

  it('reads a secret out of the file that X_FILE names', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-config-'));
    try {
      writeFileSync(join(folder, 'brokers'), 'kafka:9092\n');
      expect(loadConfig(shape, { RAPPORT_KAFKA_BROKERS_FILE: join(folder, 'brokers') }).RAPPORT_KAFKA_BROKERS).toEqual([
        'kafka:9092',
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

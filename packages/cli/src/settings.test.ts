import { describe, expect, it } from 'vitest';
import { loadSettings } from './settings.ts';

const BOTH = { RAPPORT_KAFKA_BROKERS: 'kafka:9092', RAPPORT_CLICKHOUSE_URL: 'http://clickhouse:8123' };

describe('a stack counts as external', () => {
  it('when an address is named, and not when none is', () => {
    expect(loadSettings(BOTH).external).toBe(true);
    expect(loadSettings({ RAPPORT_KAFKA_BROKERS: 'kafka:9092' }).external).toBe(true);
    expect(loadSettings({}).external).toBe(false);
  });

  it('never when RAPPORT_STACK names another kind, also with both addresses set', () => {
    expect(loadSettings({ ...BOTH, RAPPORT_STACK: 'local' }).external).toBe(false);
    expect(loadSettings({ ...BOTH, RAPPORT_STACK: 'containers' }).external).toBe(false);
    expect(loadSettings({ ...BOTH, RAPPORT_STACK: 'external' }).external).toBe(true);
  });
});

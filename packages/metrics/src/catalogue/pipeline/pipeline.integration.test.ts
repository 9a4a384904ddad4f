import { writeDeadLetters } from '@rapport/warehouse';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, event, type Scenario } from '../../testing/scenario.ts';

const meeting = (id: string, recorded_at: string) =>
  event('meeting.held', '2024-01-01T00:00:00Z', { programme_id: 'k', pairing_id: 'p', meeting_id: id, recorded_at });

// Told after 0 s, 100 s, 1 day (not yet late) and 2 days.
const history = [
  meeting('a', '2024-01-01T00:00:00Z'),
  meeting('b', '2024-01-01T00:01:40Z'),
  meeting('c', '2024-01-02T00:00:00Z'),
  meeting('d', '2024-01-03T00:00:00Z'),
];

const letter = {
  topic: 'mentorship.meeting.v1',
  partition: 0,
  code: 'UNDECODABLE',
  field: '',
  message: 'is no Avro datum',
  key: null,
  value: Buffer.from([1, 2, 3]),
  headers: {},
  timestampMs: Date.parse('2024-01-05T00:00:00Z'),
  recordedAtMs: Date.parse('2024-01-05T00:00:01Z'),
  programmeId: '',
  projection: 'warehouse@1',
};

describe('pipeline metrics', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), '2024-02-01T00:00:00Z');
    await scenario.load(history);
    await scenario.load(history.slice(0, 2));
    await scenario.load(history.slice(0, 1));
    await writeDeadLetters(scenario.warehouse, [
      { ...letter, offset: 9n },
      { ...letter, offset: 10n },
    ]);
  });
  afterAll(() => scenario.close());
  const ask = async (request: Partial<MetricRequest> & { metric: string }) =>
    (await scenario.engine.run({ protection: { k: 4 }, ...request })).rows;

  it('count every record that arrived, and those that repeated an event', async () => {
    expect(await ask({ metric: 'events-received' })).toMatchObject([{ state: 'value', value: 7 }]);
    expect(await ask({ metric: 'events-duplicated', programme: 'k' })).toMatchObject([{ value: 3 }]);
    expect(await ask({ metric: 'events-received', groupBy: ['type'] })).toMatchObject([
      { group: { type: 'meeting.held' }, value: 7 },
    ]);
  });

  it('hide cells of few events, repetitions not counted, as each may tell of somebody', async () => {
    const protection = { k: 5 };
    for (const metric of ['events-received', 'events-duplicated', 'events-late']) {
      const rows = await ask({ metric, protection, groupBy: ['type'] });
      expect(rows, metric).toMatchObject([{ state: 'suppressed', value: null, n: null }]);
    }
    expect(await ask({ metric: 'events-dead', protection })).toMatchObject([{ state: 'value', value: 2 }]);
  });

  it('call late what was told more than 24 hours after it happened, each event once', async () => {
    const [row] = await ask({ metric: 'events-late', protection: 'none' });
    expect(row).toMatchObject({ value: 0.25, n: 4, count: 1, quantiles: { p50: (100 + 86_400) / 2 } });
    // Each quantile is the lateness of some event: of four, none is told.
    expect(await ask({ metric: 'events-late' })).toMatchObject([{ value: 0.25, n: 4, count: 1, quantiles: null }]);
  });

  it('count dead letters by reason, without double counting a repeated one', async () => {
    await writeDeadLetters(scenario.warehouse, [{ ...letter, offset: 9n }]);
    expect(await ask({ metric: 'events-dead', groupBy: ['code'] })).toMatchObject([
      { group: { code: 'UNDECODABLE' }, value: 2 },
    ]);
  });

  it('have a true zero where nothing died', async () => {
    expect(await ask({ metric: 'events-dead', to: '2024-01-01' })).toMatchObject([{ state: 'zero', value: 0 }]);
  });
});

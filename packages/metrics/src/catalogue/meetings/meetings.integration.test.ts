import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, event, type Scenario } from '../../testing/scenario.ts';

const programme = { programme_id: 'q' };
const of = (meeting_id: string, pairing_id = 'p1') => ({ ...programme, meeting_id, pairing_id });
const planned = (id: string, starts_at: string, pairing?: string) =>
  event('meeting.scheduled', '2024-01-20T00:00:00Z', { ...of(id, pairing), starts_at });

const history = [
  event('participant.registered', '2023-01-01T00:00:00Z', { participant_id: 'm1', attributes: { level: 'l1' } }),
  event('participant.profile_changed', '2024-02-05T00:00:00Z', { participant_id: 'm1', attributes: { level: 'l2' } }),
  event('pairing.activated', '2024-01-01T00:00:00Z', {
    ...programme,
    pairing_id: 'p1',
    mentor_id: 'm1',
    mentee_id: 'e1',
  }),
  event('pairing.activated', '2024-01-01T00:00:00Z', {
    ...programme,
    pairing_id: 'p2',
    mentor_id: 'm2',
    mentee_id: 'e2',
  }),
  planned('held', '2024-02-01T10:00:00Z'),
  event('meeting.held', '2024-02-01T10:00:00Z', { ...of('held'), mode: 'video' }),
  planned('mentee-absent', '2024-02-02T10:00:00Z'),
  event('meeting.no_show', '2024-02-02T10:30:00Z', { ...of('mentee-absent'), side: 'mentee' }),
  planned('both-absent', '2024-02-03T10:00:00Z', 'p2'),
  event('meeting.no_show', '2024-02-03T10:30:00Z', { ...of('both-absent', 'p2'), side: 'both' }),
  planned('cancelled-late', '2024-02-04T10:00:00Z', 'p2'),
  event('meeting.cancelled', '2024-02-04T08:00:00Z', of('cancelled-late', 'p2')),
  planned('cancelled-early', '2024-02-05T10:00:00Z'),
  event('meeting.cancelled', '2024-02-02T10:00:00Z', of('cancelled-early')),
  planned('lapsed', '2024-02-06T10:00:00Z'),
  planned('moved', '2024-02-07T10:00:00Z'),
  event('meeting.rescheduled', '2024-02-06T10:00:00Z', { ...of('moved'), starts_at: '2024-02-20T10:00:00Z' }),
  event('meeting.held', '2024-02-20T10:00:00Z', of('moved')),
  // Its start is less than 24 hours ago on 1 March: somebody may still say what became of it.
  planned('yesterday', '2024-02-29T12:00:00Z'),
  event('meeting.held', '2024-02-10T10:00:00Z', of('unplanned', 'p2')),
];

describe('meeting quality metrics', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), '2024-03-01T00:00:00Z');
    await scenario.load(history);
  });
  afterAll(() => scenario.close());
  const ask = async (request: Partial<MetricRequest> & { metric: string }) =>
    (await scenario.engine.run({ programme: 'q', protection: 'none', ...request })).rows;

  it('complete 3 of the 7 meetings that were due: early cancellations and the undecided leave', async () => {
    const rows = await ask({ metric: 'meeting-completion' });
    expect(rows).toMatchObject([{ state: 'value', n: 7, count: 3, ci: { method: 'cluster_logit_delta_t' } }]);
    expect(rows[0]?.value).toBeCloseTo(3 / 7, 12);
  });

  it('charge an absence to each side that was absent', async () => {
    const rows = await ask({ metric: 'no-show' });
    expect(rows.map(({ group, count, n }) => [group['side'], count, n])).toEqual([
      ['mentee', 2, 7],
      ['mentor', 1, 7],
    ]);
  });

  it('place a moved meeting on the day it was moved to', async () => {
    const rows = await ask({ metric: 'meeting-completion', from: '2024-02-20', to: '2024-02-21' });
    expect(rows).toMatchObject([{ n: 1, count: 1 }]);
  });

  it('count held meetings by day, and by their people as they were when the pairing began', async () => {
    expect(await ask({ metric: 'meetings', groupBy: ['mentor_level'] })).toMatchObject([
      { group: { mentor_level: 'l1' }, value: 2 },
      { group: { mentor_level: 'unknown' }, value: 1 },
    ]);
    expect(await ask({ metric: 'meetings', where: { mode: ['video'] } })).toMatchObject([{ value: 1 }]);
    const days = await ask({ metric: 'meetings', grain: 'day', from: '2024-02-09', to: '2024-02-12' });
    expect(days.map(({ state, value }) => [state, value])).toEqual([
      ['zero', 0],
      ['value', 1],
      ['zero', 0],
    ]);
  });
});

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, event, type Scenario } from '../../testing/scenario.ts';

const on = (date: string) => `${date}T00:00:00Z`;
const began = (participant_id: string, date: string, employment_id = 's1') =>
  event('participant.employment_started', on(date), { participant_id, employment_id });
const left = (participant_id: string, date: string, separation?: string, employment_id = 's1') =>
  event('participant.employment_ended', on(date), {
    ...{ participant_id, employment_id },
    ...(separation === undefined ? {} : { separation }),
  });

// Days since 2024-01-01: a stays (547); b leaves on 90 and is back on 152; c has to go on 120; d gets a new contract
// without a gap and leaves on 366; e has no record.
const staff = [
  ...['a', 'b', 'c', 'd', 'e'].map((id) =>
    event('pairing.activated', on('2024-01-01'), { programme_id: 'q', pairing_id: id, mentor_id: 'z', mentee_id: id }),
  ),
  ...['a', 'b', 'c', 'd'].map((id) => began(id, '2020-01-01')),
  left('b', '2024-03-31', 'voluntary'),
  began('b', '2024-06-01', 's2'),
  left('c', '2024-04-30', 'involuntary'),
  left('d', '2024-07-01'),
  began('d', '2024-07-01', 's2'),
  left('d', '2025-01-01', 'voluntary', 's2'),
];

const enrol = (participant_id: string, date: string) =>
  event('participant.enrolled', on(date), { programme_id: 'q', participant_id, role: 'mentee' });
const leave = (participant_id: string, date: string) =>
  event('participant.enrolment_ended', on(date), { programme_id: 'q', participant_id, role: 'mentee' });

// f stays; g leaves on day 152 and comes back; h leaves on day 60; i has been there for 122 days.
const members = [
  ...['f', 'g', 'h'].map((id) => enrol(id, '2024-01-01')),
  leave('g', '2024-06-01'),
  enrol('g', '2024-09-01'),
  leave('h', '2024-03-01'),
  enrol('i', '2025-03-01'),
];

describe('retention of people', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), on('2025-07-01'));
    await scenario.load([...staff, ...members]);
  });
  afterAll(() => scenario.close());
  const ask = async (request: Partial<MetricRequest> & { metric: string }) =>
    (await scenario.engine.run({ programme: 'q', protection: 'none', where: { side: ['mentee'] }, ...request })).rows;

  it('tell point-in-time from continuous retention', async () => {
    expect(await ask({ metric: 'employee-retention' })).toMatchObject([{ value: 0.75, n: 4 }]);
    expect(await ask({ metric: 'employee-retention-continuous' })).toMatchObject([
      { value: expect.closeTo(0.5, 12), n: 4, median: 120 },
    ]);
  });

  it('take touching contracts for one job', async () => {
    const [row] = await ask({ metric: 'employee-retention-continuous' });
    expect(row?.points?.find(({ day }) => day === 180)).toMatchObject({
      survival: expect.closeTo(0.5, 12),
      at_risk: 2,
    });
  });

  it('let other separations compete with voluntary ones', async () => {
    expect(await ask({ metric: 'voluntary-exit' })).toMatchObject([{ value: expect.closeTo(0.25, 12), n: 4 }]);
    expect(await ask({ metric: 'voluntary-exit', horizon: 400 })).toMatchObject([{ value: expect.closeTo(0.5, 12) }]);
  });

  it('divide separations by the years at risk, comers-back included, a bucket’s end excluded', async () => {
    const year = { from: '2024-01-01', to: '2025-01-01' };
    // Days in 2024: a 366, b 90 + 214, c 120, d 366.
    const exposure = 1156 / 365.25;
    expect(await ask({ metric: 'turnover-rate', ...year })).toMatchObject([
      { value: expect.closeTo(2 / exposure, 9), count: 2, n: 4 },
    ]);
    expect(await ask({ metric: 'turnover-rate-voluntary', ...year })).toMatchObject([
      { value: expect.closeTo(1 / exposure, 9), count: 1 },
    ]);
    const years = await ask({ metric: 'turnover-rate', grain: 'year', from: '2024-01-01' });
    expect(years.map(({ bucket, count }) => [bucket, count])).toEqual([
      ['2024', 2],
      ['2025', 1],
    ]);
  });

  it('divide separations by the mean head count where that is asked for', async () => {
    const year = { from: '2024-01-01', to: '2025-01-01' };
    expect(await ask({ metric: 'turnover-rate-classic', ...year })).toMatchObject([
      { value: expect.closeTo(2 / 3.5, 12), count: 2 },
    ]);
    expect(await ask({ metric: 'turnover-rate-classic' })).toMatchObject([{ state: 'no_data' }]);
  });

  it('keep in the programme who is enrolled a year later, comers-back included', async () => {
    expect(await ask({ metric: 'programme-retention' })).toMatchObject([{ value: 2 / 3, n: 3, immature: 1 }]);
    expect(await ask({ metric: 'programme-retention', horizon: 200 })).toMatchObject([{ value: 1 / 3, n: 3 }]);
  });

  it('follow each episode of enrolment to its end', async () => {
    expect(await ask({ metric: 'enrolment-survival' })).toMatchObject([
      { value: expect.closeTo((0.8 * 2) / 3, 12), n: 5 },
    ]);
    expect(await ask({ metric: 'enrolment-survival', asOf: on('2024-02-01') })).toMatchObject([
      { state: 'not_yet_observable', n: 3 },
    ]);
  });
});

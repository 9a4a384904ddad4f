import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, event, type Scenario } from '../../testing/scenario.ts';

const on = (day: string) => `2024-${day}T00:00:00Z`;
const start = (id: string, programme_id: string, day: string, [mentor_id, mentee_id]: [string, string], more = {}) =>
  event('pairing.activated', on(day), { programme_id, pairing_id: id, mentor_id, mentee_id, ...more });
const endEarly = (id: string, programme_id: string, day: string, more = {}) =>
  event('pairing.ended_early', on(day), { programme_id, pairing_id: id, ...more });

// Days: p1 ends early on 10, p6 on 30 without a committed end, p5 on 40 (after its committed end), p2 is completed on 60,
// p3 is open for 151 of which 30 are a pause; p4 never was.
const lengths = [
  start('p1', 'r', '01-01', ['m1', 'e1'], { committed_end_at: on('07-01') }),
  endEarly('p1', 'r', '01-11', { side: 'mentor' }),
  start('p2', 'r', '01-01', ['m2', 'e2'], { committed_end_at: on('03-01') }),
  event('pairing.completed', on('03-01'), { programme_id: 'r', pairing_id: 'p2' }),
  start('p3', 'r', '02-01', ['m1', 'e3']),
  event('pairing.paused', on('03-02'), { programme_id: 'r', pairing_id: 'p3' }),
  event('pairing.resumed', on('04-01'), { programme_id: 'r', pairing_id: 'p3' }),
  start('p4', 'r', '01-01', ['m2', 'e4']),
  endEarly('p4', 'r', '01-02'),
  event('pairing.voided', on('01-03'), { programme_id: 'r', pairing_id: 'p4' }),
  start('p5', 'r', '01-01', ['m3', 'e4'], { committed_end_at: on('02-01') }),
  endEarly('p5', 'r', '02-10', { side: 'mentee' }),
  start('p6', 'r', '01-01', ['m3', 'e5']),
  endEarly('p6', 'r', '01-31'),
];

const membership = (participant_id: string, until: string) => [
  event('participant.enrolled', on('01-01'), { programme_id: 's', participant_id, role: 'mentee' }),
  event('participant.enrolment_ended', on(until), { programme_id: 's', participant_id, role: 'mentee' }),
];

// All end on 1 February. xa is paired again after 10 days, and so is mb; ma has another pairing all the time; xb leaves
// after 20 days; xd had left before; xe, md and me wait.
const ends = [
  ...(['a', 'b', 'd', 'e'] as const).flatMap((x) => [
    start(`s${x}`, 's', '01-01', [`m${x}`, `x${x}`]),
    endEarly(`s${x}`, 's', '02-01'),
  ]),
  start('again', 's', '02-11', ['mb', 'xa']),
  start('other', 's', '01-15', ['ma', 'xc']),
  ...membership('xb', '02-21'),
  ...membership('xd', '01-20'),
];

describe('length metrics', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), on('07-01'));
    await scenario.load([...lengths, ...ends]);
  });
  afterAll(() => scenario.close());
  const ask = async (request: Partial<MetricRequest> & { metric: string }) =>
    (await scenario.engine.run({ programme: 'r', protection: 'none', ...request })).rows;

  it('cumulate premature ends only, planned and late ones compete', async () => {
    const [row] = await ask({ metric: 'premature-closure-incidence', horizon: 100 });
    expect(row).toMatchObject({ value: expect.closeTo(0.4, 12), n: 5 });
    expect(row?.points?.[0]).toMatchObject({ day: 30, incidence: expect.closeTo(0.4, 12) });
    const year = await ask({ metric: 'premature-closure-incidence' });
    expect(year).toMatchObject([{ state: 'not_yet_observable', value: null }]);
  });

  it('give the median and the restricted mean of one curve', async () => {
    expect(await ask({ metric: 'median-pair-length' })).toMatchObject([{ value: 40, n: 5 }]);
    // 10 × 1 + 20 × 0.8 + 10 × 0.6 + 20 × 0.4 + 40 × 0.2
    expect(await ask({ metric: 'mean-pair-length', horizon: 100 })).toMatchObject([
      { value: expect.closeTo(48, 10), n: 5 },
    ]);
    const open = await ask({ metric: 'median-pair-length', where: { end_kind: ['open'] } });
    expect(open).toMatchObject([{ value: null, reason: 'not_reached', n: 1 }]);
  });

  it('take pauses off the clock where asked to, open ones too', async () => {
    const atRisk = async (metric: string, asOf: string) =>
      (await ask({ metric, asOf: on(asOf), where: { end_kind: ['open'] } }))[0]?.points
        ?.filter(({ at_risk }) => at_risk > 0)
        .map(({ day }) => day);
    // 99 days old on 10 May, 69 of them outside the pause; 45 on 17 March, 30 before the pause that is open then.
    expect(await atRisk('pair-survival', '05-10')).toEqual([30, 90]);
    expect(await atRisk('pair-survival-unpaused', '05-10')).toEqual([30]);
    const march = await ask({ metric: 'pair-survival-unpaused', asOf: on('03-17'), where: { end_kind: ['open'] } });
    expect(march[0]).toMatchObject({ points: [{ day: 30, at_risk: 1 }, { at_risk: 0 }, {}, {}, {}] });
  });

  it('count ends when they happen, and break them down by the start', async () => {
    expect(await ask({ metric: 'planned-completions' })).toMatchObject([{ value: 0.25, n: 4, count: 1 }]);
    const months = await ask({ metric: 'planned-completions', grain: 'month', to: '2024-04-01' });
    expect(months.map(({ bucket, value, n }) => [bucket, value, n])).toEqual([
      ['2024-01', 0, 2],
      ['2024-02', 0, 1],
      ['2024-03', 1, 1],
    ]);
    expect(await ask({ metric: 'pairings-ended', groupBy: ['start_month'] })).toMatchObject([
      { group: { start_month: '2024-01' }, value: 4 },
    ]);
  });

  it('know ends at an earlier moment only as far as they had come', async () => {
    expect(await ask({ metric: 'pairings-ended', asOf: on('01-20') })).toMatchObject([{ value: 1 }]);
  });

  it('ascribe early ends to a side where it is told', async () => {
    expect(await ask({ metric: 'mentor-initiated-closures' })).toMatchObject([{ value: 0.5, n: 2, count: 1 }]);
  });

  it('follow both people of a premature end to the next pairing, leaving competes', async () => {
    expect(await ask({ metric: 'rematch', programme: 's' })).toMatchObject([
      { group: { side: 'mentee' }, value: expect.closeTo(0.25, 12), n: 4 },
      { group: { side: 'mentor' }, value: expect.closeTo(1 / 3, 12), n: 3 },
    ]);
    const [mentee] = await ask({ metric: 'rematch', programme: 's', horizon: 9 });
    expect(mentee).toMatchObject({ value: 0, n: 4 });
  });
});

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, type EventFields, event, type Scenario } from '../../testing/scenario.ts';

const day = (text: string) => `${text}T00:00:00Z`;
const of = (pairing_id: string) => ({ programme_id: 'r', pairing_id });
const started = (pairing_id: string, mentor_id: string) =>
  event('pairing.activated', day('2024-01-01'), { ...of(pairing_id), mentor_id, mentee_id: `e-${pairing_id}` });
const met = (at: string, pairing_id: string) =>
  event('meeting.held', day(at), { ...of(pairing_id), meeting_id: `${pairing_id}-${at}` });
const asked = (id: string) => ({
  ...{ instrument_id: 'pulse', instrument_version: 1, programme_id: 'r', side: 'mentee', wave: 'mid' },
  ...{ invitation_id: id, participant_id: `person-${id}` },
});
const invited = (at: string, id: string, more: EventFields = {}) =>
  event('survey.invitation_sent', day(at), { ...asked(id), ...more });
const answered = (at: string, id: string) =>
  event('survey.response_submitted', at, {
    ...asked(id),
    response_id: `r-${id}`,
    answers: [{ item_id: 'x', value: 1 }],
  });

const history = [
  started('p1', 'm1'),
  met('2024-01-10', 'p1'),
  met('2024-01-20', 'p1'),
  started('p2', 'm2'),
  met('2024-01-25', 'p2'),
  started('void', 'm2'),
  event('pairing.voided', day('2024-01-02'), of('void')),
  invited('2024-02-01', 'often', { pairing_id: 'p1', closes_at: day('2024-02-15') }),
  answered(day('2024-02-03'), 'often'),
  invited('2024-02-01', 'once', { pairing_id: 'p2', closes_at: day('2024-02-15') }),
  // Sent before p2 met, and open for 30 days as it says nothing else.
  invited('2024-01-05', 'never', { pairing_id: 'p2' }),
  answered(day('2024-01-15'), 'never'),
  invited('2024-02-01', 'void', { pairing_id: 'void', closes_at: day('2024-02-10') }),
  // Still open; the meeting of 10 January is 46 days back.
  invited('2024-02-25', 'open', { pairing_id: 'p1', closes_at: day('2024-03-10') }),
  invited('2024-02-01', 'no-pairing', { closes_at: day('2024-02-15') }),
  answered('2024-02-01T12:00:00Z', 'no-pairing'),
  event('pairing.ended_early', day('2024-02-26'), { ...of('p1'), reason: 'moved', side: 'mentor' }),
  started('p3', 'm3'),
  event('pairing.completed', day('2024-02-20'), of('p3')),
  started('p4', 'm3'),
  event('pairing.ended_early', day('2024-02-10'), { ...of('p4'), side: 'mentee' }),
  event('pairing.ended_early', day('2024-02-10'), { ...of('void'), reason: 'mistake', side: 'programme' }),
];

describe('silence and endings on 2024-03-01', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), day('2024-03-01'));
    await scenario.load(history);
  });
  afterAll(() => scenario.close());
  const ask = async (metric: string, request: Partial<MetricRequest> = {}) =>
    (await scenario.engine.run({ metric, programme: 'r', protection: 'none', ...request })).rows;

  it('wait for an answer with the closing of the invitation competing', async () => {
    // Answered on days 0.5, 2 and 10; closed on 9 and 14; watched until 5.
    // Day 0.5: 1/6. Day 2: 2/6. Day 9: 4/6 × 2/3 remain. Day 10: 2/6 + 4/9 × 1/2.
    const [row] = await ask('response-time');
    expect(row).toMatchObject({ value: 10, n: 6 });
    const curve = row?.points?.map((point) => [point.day, 'incidence' in point ? point.incidence : null]);
    expect(curve?.slice(1, 4)).toEqual([
      [3, expect.closeTo(2 / 6, 12)],
      [7, expect.closeTo(2 / 6, 12)],
      [14, expect.closeTo(5 / 9, 12)],
    ]);
  });

  it('answer more where they met more', async () => {
    const rows = await ask('response-by-engagement');
    expect(rows.map(({ group, count, n }) => [group['engagement'], count, n])).toEqual([
      ['0 meetings', 1, 1],
      ['1 meeting', 0, 1],
      ['2 or more meetings', 1, 1],
    ]);
  });

  it('know why pairings ended, and who ended the early ones', async () => {
    const parts = async (metric: string, by: string, request: Partial<MetricRequest> = {}) =>
      (await ask(metric, request)).map(({ group, count, n }) => [group[by], count, n]);
    expect(await parts('closure-reasons', 'end_reason')).toEqual([
      ['moved', 1, 3],
      ['unknown', 2, 3],
    ]);
    expect(await parts('closure-sides', 'end_side')).toEqual([
      ['mentee', 1, 2],
      ['mentor', 1, 2],
    ]);
    // By the day of the end; on 21 February p1 was still open.
    expect(await parts('closure-sides', 'end_side', { from: '2024-02-11' })).toEqual([['mentor', 1, 1]]);
    expect(await parts('closure-reasons', 'end_reason', { asOf: day('2024-02-21') })).toEqual([['unknown', 2, 2]]);
  });
});

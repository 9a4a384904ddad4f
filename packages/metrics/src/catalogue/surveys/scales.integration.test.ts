import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, type EventFields, event, type Scenario } from '../../testing/scenario.ts';

const day = (text: string) => `${text}T00:00:00Z`;
const item = (item_id: string, measure: string, reverse = false) => ({
  ...{ item_id, measure, scale_min: 1, scale_max: 5, reverse },
});
const published = (instrument_version: number, items: readonly unknown[], instrument_id = 'bond') =>
  event('survey.instrument_published', day('2023-01-01'), { instrument_id, instrument_version, items });
const started = (pairing_id: string, at = '2024-01-01') =>
  event('pairing.activated', day(at), {
    ...{ programme_id: 's', pairing_id, mentor_id: `m-${pairing_id}`, mentee_id: `e-${pairing_id}` },
  });
const step = (type: 'pairing.completed' | 'pairing.ended_early' | 'pairing.voided', at: string, pairing_id: string) =>
  event(type, day(at), { programme_id: 's', pairing_id });

/** A mentee's response (or the mentor's) about a pairing, to version 1 of the questionnaire bond unless said otherwise. */
const answered = (at: string, pairing_id: string, wave: string, answers: EventFields, more: EventFields = {}) =>
  event('survey.response_submitted', day(at), {
    ...{ instrument_id: 'bond', instrument_version: 1, programme_id: 's', side: 'mentee', wave, pairing_id },
    ...{ participant_id: `e-${pairing_id}`, response_id: `${pairing_id}-${at}-${more['side'] ?? 'mentee'}` },
    answers: Object.entries(answers).map(([item_id, value]) => ({ item_id, value })),
    ...more,
  });
const anonymous = { participant_id: undefined };
const trust = (one: number, two: number, three: number) => ({ t1: one, t2: two, t3: three });

const history = [
  // The third question is reversed; version 2 asks only one.
  published(1, [item('t1', 'trust'), item('t2', 'trust'), item('t3', 'trust', true), item('s', 'satisfaction')]),
  published(2, [item('t1', 'trust')]),
  ...['a', 'b', 'c', 'd', 'void'].map((id) => started(id)),
  started('young', '2024-06-01'),
  step('pairing.completed', '2024-05-01', 'a'),
  step('pairing.ended_early', '2024-04-01', 'b'),
  step('pairing.completed', '2024-05-01', 'c'),
  step('pairing.voided', '2024-03-01', 'void'),
  // Before: a 3, b 2, c 4, d 3 and young 3, after reversing t3. Two of three answers are too few for a score.
  answered('2024-01-02', 'a', 'pre', trust(3, 4, 4)),
  answered('2024-01-02', 'b', 'pre', trust(2, 2, 4)),
  answered('2024-01-02', 'c', 'pre', trust(4, 5, 3)),
  answered('2024-01-02', 'd', 'pre', { t1: 5, t2: 1 }),
  answered('2024-06-02', 'young', 'pre', trust(3, 3, 3)),
  answered('2024-01-02', 'void', 'pre', trust(1, 1, 5)),
  // After: a first 3, then, in a second response, 5; b 4 at its exit; c is silent.
  answered('2024-05-02', 'a', 'post', trust(3, 3, 3)),
  answered('2024-05-03', 'a', 'post', trust(5, 5, 1)),
  answered('2024-04-02', 'b', 'exit', trust(4, 4, 2)),
  // Another version: never pooled, though on the same scale it can be somebody's second answer.
  answered('2024-03-01', 'd', 'mid', { t1: 5 }, { instrument_version: 2 }),
  // Both sides of a and b in the same wave (with January below): mean 3 and 1, 4.5 and 3. An anonymous one is no side.
  answered('2024-03-10', 'a', 'mid', { s: 5 }),
  answered('2024-03-11', 'a', 'mid', { s: 1 }, { side: 'mentor', participant_id: 'm-a' }),
  answered('2024-03-10', 'b', 'mid', { s: 4 }),
  answered('2024-03-11', 'b', 'mid', { s: 3 }, { side: 'mentor', participant_id: 'm-b' }),
  answered('2024-03-10', 'c', 'mid', { s: 1 }, anonymous),
  answered('2024-03-11', 'c', 'mid', { s: 5 }, { side: 'mentor', participant_id: 'm-c' }),
  // Satisfaction on day 14, 15, 44 and 45, and of a pairing that never was.
  answered('2024-01-15', 'a', 'mid', { s: 1 }),
  answered('2024-01-16', 'b', 'mid', { s: 5 }),
  answered('2024-02-14', 'c', 'mid', { s: 4 }, anonymous),
  answered('2024-02-15', 'd', 'mid', { s: 1 }),
  answered('2024-01-20', 'void', 'mid', { s: 1 }),
];

describe('scales and changes on 2024-07-01', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), day('2024-07-01'));
    await scenario.load(history);
  });
  afterAll(() => scenario.close());
  const ask = async (metric: string, request: Partial<MetricRequest> = {}) =>
    (await scenario.engine.run({ metric, programme: 's', protection: 'none', ...request })).rows;
  const pre = { where: { wave: ['pre'], measure: ['trust'] } };

  it('score each version of a scale for itself, where 80 % was answered', async () => {
    // Version 1: a 3, b 2, c 4, young 3, void (1 + 1 + 1) / 3 = 1; d answered two of three.
    const [first] = await ask('scale-score', pre);
    expect(first).toMatchObject({ group: { scale: 'bond v1: trust (1 to 5)' }, n: 5 });
    expect(first?.value).toBeCloseTo((3 + 2 + 4 + 3 + 1) / 5, 12);
    const all = await ask('scale-score', { where: { measure: ['trust'] } });
    expect(all.map(({ group, n }) => [group['scale'], n])).toEqual([
      ['bond v1: trust (1 to 5)', 8],
      ['bond v2: trust (1 to 5)', 1],
    ]);
  });

  it('tell how well the questions of a scale agree', async () => {
    // Scores (t1, t2, reversed t3): 3 4 2 · 2 2 2 · 4 5 3 · 3 3 3 · 1 1 1. Variances 1.3, 2.5, 0.7; of the sums 9, 6, 12, 9, 3: 11.7.
    const [row] = await ask('scale-reliability', pre);
    expect(row?.value).toBeCloseTo(1.5 * (1 - 4.5 / 11.7), 12);
    expect(row?.n).toBe(5);
  });

  it('compare the same people before and after, by the mean of each wave', async () => {
    // a 3 → 4 (3 and 5), b 2 → 4. c (4), d (3) and young (3) answered only before; void does not count.
    const [row] = await ask('paired-survey-change', { where: { measure: ['trust'] } });
    expect(row).toMatchObject({ group: { measure_range: 'trust (1 to 5)' }, value: 1.5, n: 2 });
    expect(row?.details).toMatchObject({ only_before: 3, only_after: 0 });
    const early = await ask('paired-survey-change', { where: { measure: ['trust'] }, asOf: day('2024-05-02') });
    // On 2 May the second response of a was still to come: 3 → 3 and 2 → 4.
    expect(early).toMatchObject([{ value: 1, n: 2 }]);
  });

  it('lose c of the three who could have answered again', async () => {
    const rows = await ask('survey-drop-out', { where: { measure: ['trust'] } });
    // d is open and young is young.
    expect(rows).toMatchObject([{ n: 3, count: 1 }]);
  });

  it('set the sides of one pairing against each other, named ones only', async () => {
    const rows = await ask('expectation-mismatch');
    expect(rows).toMatchObject([{ group: { measure_range: 'satisfaction (1 to 5)' }, n: 2, count: 1 }]);
  });

  it('read satisfaction by the age of the pairing', async () => {
    // Day 15: 5, day 44: 4.
    expect(await ask('satisfaction-early')).toMatchObject([{ value: 4.5, n: 2, favourable: { value: 1 } }]);
    const ages = await ask('satisfaction-by-age');
    // Up to day 59: 1, 5, 4, 1. Days 69 and 70: 5, 1, 4, 3, 1, 5.
    expect(ages.map(({ group, n, value }) => [group['age_band'], n, value])).toEqual([
      ['day 0030', 4, 2.75],
      ['day 0090', 6, expect.closeTo(19 / 6, 12)],
    ]);
    // Of all answers (that of the voided pairing too) 5, 4, 5, 4, 5 of eleven are 4 or 5.
    expect(await ask('satisfaction-favourable')).toMatchObject([{ n: 11, count: 5 }]);
  });
});

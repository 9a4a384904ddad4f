import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { evaluate, type Finding } from './evaluate.ts';
import { type AttentionScenario, createAttentionScenario, event } from './testing/attention-scenario.ts';

const programme = { programme_id: 'alpha' };
const DAY_MS = 86_400_000;

const pair = (pairing_id: string, day: string, fields: Record<string, unknown> = {}) =>
  event('pairing.activated', day, {
    ...{ ...programme, pairing_id, mentor_id: `m-${pairing_id}`, mentee_id: `e-${pairing_id}`, cadence_days: 14 },
    ...fields,
  });
const held = (pairing_id: string, day: string) =>
  event('meeting.held', day, { ...programme, pairing_id, meeting_id: `${pairing_id}-${day}` });
const rated = (pairing_id: string, day: string, rating: number, side = 'mentee') =>
  event('meeting.rated', day, { ...programme, pairing_id, meeting_id: `${pairing_id}-${day}`, side, rating });
const goal = (pairing_id: string, day: string, fields: Record<string, unknown> = {}) =>
  event('goal.set', day, {
    ...programme,
    pairing_id,
    goal_id: `g-${pairing_id}`,
    participant_id: `e-${pairing_id}`,
    ...fields,
  });
const asked = { ...programme, instrument_id: 'pulse', instrument_version: 1 };
const invited = (pairing_id: string, day: string, side: string, wave: string) =>
  event('survey.invitation_sent', day, {
    ...{ ...asked, pairing_id, side, wave, invitation_id: `i-${pairing_id}-${side}-${wave}` },
    participant_id: `${side === 'mentor' ? 'm' : 'e'}-${pairing_id}`,
  });
const answered = (pairing_id: string, day: string, side: string, wave: string, value: number) =>
  event('survey.response_submitted', day, {
    ...{ ...asked, pairing_id, side, wave, invitation_id: `i-${pairing_id}-${side}-${wave}` },
    ...{
      response_id: `r-${pairing_id}-${side}-${wave}`,
      participant_id: `${side === 'mentor' ? 'm' : 'e'}-${pairing_id}`,
    },
    answers: [{ item_id: 'fit', value }],
  });

// All is judged on 1 March; the cadence is 14 days, so that two cadences before are 1 February (28 days).
const history = [
  event('programme.configured', '2025-12-01', { ...programme, name: 'Alpha', time_zone: 'UTC', cadence_days: 14 }),
  event('survey.instrument_published', '2025-12-01', {
    ...{ instrument_id: 'pulse', instrument_version: 1 },
    items: [{ item_id: 'fit', measure: 'fit', scale_min: 1, scale_max: 5, reverse: false }],
  }),
  ...['quiet', 'just-not', 'paused', 'ended', 'void'].map((id) => pair(id, '2026-01-01')),
  held('quiet', '2026-02-01'),
  held('just-not', '2026-02-02'),
  held('paused', '2026-01-05'),
  event('pairing.paused', '2026-02-20', { ...programme, pairing_id: 'paused' }),
  held('ended', '2026-01-05'),
  event('pairing.ended_early', '2026-02-27', { ...programme, pairing_id: 'ended' }),
  held('void', '2026-01-05'),
  event('pairing.voided', '2026-02-27', { ...programme, pairing_id: 'void' }),
  // A pause of 20 days does not count: 35 days ago, 15 of them unpaused.
  pair('was-paused', '2026-01-01'),
  held('was-paused', '2026-01-25'),
  event('pairing.paused', '2026-01-26', { ...programme, pairing_id: 'was-paused' }),
  event('pairing.resumed', '2026-02-15', { ...programme, pairing_id: 'was-paused' }),
  // Fourteen days old and never met; thirteen days.
  pair('late', '2026-02-15'),
  pair('young', '2026-02-16'),
  // Without a cadence of its own the programme's counts; a monthly pair has time until 60 days.
  pair('monthly', '2026-01-01', { cadence_days: 30 }),
  held('monthly', '2026-01-02'),
  ...['stuck', 'due-lately', 'silent', 'reached'].flatMap((id) => [pair(id, '2025-12-20'), held(id, '2026-02-28')]),
  goal('stuck', '2025-12-25', { due_at: '2026-02-15' }),
  goal('due-lately', '2025-12-25', { due_at: '2026-02-16' }),
  goal('silent', '2026-01-04'),
  goal('reached', '2025-12-25', { due_at: '2026-02-01' }),
  event('goal.completed', '2026-02-20', { ...programme, pairing_id: 'reached', goal_id: 'g-reached' }),
  ...['low', 'falling', 'fine', 'once'].map((id) => pair(id, '2025-12-20')),
  ...['2026-02-10', '2026-02-20', '2026-02-27'].flatMap((day) => [held('low', day), rated('low', day, 2)]),
  ...['2026-01-10', '2026-01-15', '2026-01-20'].flatMap((day) => [held('falling', day), rated('falling', day, 5)]),
  ...['2026-02-10', '2026-02-20', '2026-02-27'].flatMap((day) => [held('falling', day), rated('falling', day, 4)]),
  ...['2026-02-20', '2026-02-27'].flatMap((day) => [held('fine', day), rated('fine', day, 3)]),
  ...[held('once', '2026-02-27'), rated('once', '2026-02-27', 1)],
  ...['mute', 'spoke', 'open'].flatMap((id) => [pair(id, '2025-12-20'), held(id, '2026-02-28')]),
  ...['mute', 'spoke'].flatMap((id) => [
    invited(id, '2026-01-01', 'mentor', 'mid'),
    invited(id, '2026-01-10', 'mentee', 'mid'),
  ]),
  ...[invited('spoke', '2026-01-20', 'mentor', 'exit'), answered('spoke', '2026-01-21', 'mentor', 'exit', 4)],
  ...[invited('open', '2026-01-01', 'mentor', 'mid'), invited('open', '2026-02-25', 'mentee', 'mid')],
  ...['apart', 'near', 'made-up'].flatMap((id) => [pair(id, '2025-12-20'), held(id, '2026-02-28')]),
  ...[answered('apart', '2026-02-01', 'mentor', 'mid', 5), answered('apart', '2026-02-03', 'mentee', 'mid', 3)],
  ...[answered('near', '2026-02-01', 'mentor', 'mid', 4), answered('near', '2026-02-03', 'mentee', 'mid', 3)],
  ...[answered('made-up', '2026-01-01', 'mentor', 'mid', 5), answered('made-up', '2026-01-03', 'mentee', 'mid', 1)],
  ...[answered('made-up', '2026-02-01', 'mentor', 'exit', 4), answered('made-up', '2026-02-03', 'mentee', 'exit', 4)],
];

describe('the rules on 1 March', () => {
  let scenario: AttentionScenario;
  let findings: Finding[];
  const MOMENT = Date.UTC(2026, 2, 1);
  const judged = (moment: number, asOf = moment) =>
    evaluate(scenario.query, { moments: new Map([['alpha', moment]]), asOf, knownAt: asOf });
  const of = (rule: string, list = findings) =>
    list.filter((finding) => finding.rule.id === rule).map(({ pairing }) => pairing);

  beforeAll(async () => {
    scenario = await createAttentionScenario(inject('clickhouseUrl'));
    await scenario.load(history);
    findings = await judged(MOMENT);
  });
  afterAll(() => scenario.close());

  it('find pairs that have not met for two cadences of unpaused time', () => {
    expect(of('no-meeting')).toEqual(['quiet']);
    expect(findings.find(({ pairing }) => pairing === 'quiet')).toMatchObject({
      ...{ programme: 'alpha', since: Date.UTC(2026, 1, 1), score: 1 },
      observed: { days_since_meeting: '28', cadence_days: '14', meetings_held: '1' },
    });
  });

  it('find pairs that have not met for a cadence after their start', () => {
    expect(of('first-meeting-late')).toEqual(['late']);
  });

  it('find goals that are a cadence overdue, or silent for four', () => {
    // silent: set on 4 January, 56 days before: just stuck.
    expect(of('goal-stuck')).toEqual(['silent', 'stuck']);
    expect(findings.find(({ pairing }) => pairing === 'stuck')?.observed).toMatchObject({
      goals_stuck: '1',
      days_stuck: '0',
    });
  });

  it('find low and falling ratings and say nothing of them', () => {
    expect(of('low-rating')).toEqual(['falling', 'low']);
    expect(
      findings.filter(({ rule }) => rule.id === 'low-rating').map(({ observed, score }) => [observed, score]),
    ).toEqual([
      [{}, 1],
      [{}, 1],
    ]);
  });

  it('find two invitations that closed unanswered, of whichever side', () => {
    expect(of('unanswered-surveys')).toEqual(['mute']);
  });

  it('find sides that differ by half of the scale in their latest common wave', () => {
    expect(of('expectation-mismatch')).toEqual(['apart']);
  });

  it('judge each programme at its own moment, although more is known', async () => {
    // On 1 February quiet meets; just-not has never met, and a month has gone.
    const earlier = await judged(Date.UTC(2026, 1, 1), MOMENT + DAY_MS);
    expect(of('no-meeting', earlier)).toEqual([]);
    expect(of('first-meeting-late', earlier)).toContain('just-not');
    expect(of('first-meeting-late', earlier)).not.toContain('late');
  });

  it('find nothing in programmes that nobody asked for', async () => {
    const moments = new Map([['beta', MOMENT]]);
    expect(await evaluate(scenario.query, { moments, asOf: MOMENT, knownAt: MOMENT })).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../request.ts';
import { createScenario, event, type Scenario } from '../testing/scenario.ts';

const DAY = 86_400_000;
const day = (n: number) => new Date(Date.UTC(2022, 0, 1) + n * DAY).toISOString();

type Person = {
  id: string;
  department: string;
  hired: number;
  left?: number;
  paired?: number;
  programme?: string;
  promoted?: number[];
};

/** A person's history; whoever is paired is the mentee of a mentor of their own, who has no employment record. */
function lifeOf({ id, department, hired, left, paired, programme = 'p', promoted = [] }: Person) {
  const employment = { participant_id: id, employment_id: `${id}-job` };
  return [
    event('participant.registered', day(hired), { participant_id: id, attributes: { department, level: 'l1' } }),
    event('participant.employment_started', day(hired), employment),
    ...promoted.map((at) => event('participant.promoted', day(at), { participant_id: id, grade: 2 })),
    ...(left === undefined
      ? []
      : [event('participant.employment_ended', day(left), { ...employment, separation: 'voluntary' })]),
    ...(paired === undefined
      ? []
      : [
          event('pairing.activated', day(paired), {
            ...{ programme_id: programme, pairing_id: `pair-${id}`, mentor_id: `mentor-of-${id}`, mentee_id: id },
          }),
        ]),
  ];
}

const many = (count: number, make: (index: number) => Person) =>
  Array.from({ length: count }, (_, index) => make(index));

// All pairings of the programme begin on day 100, so every index date is day 100. By then everyone has been there for 800 days, and day 465 is looked at.
const people: Person[] = [
  ...many(8, (n) => ({
    id: `it-in-${n}`,
    department: 'it',
    hired: -700,
    paired: 100,
    ...(n < 2 ? { left: 200 } : {}),
  })),
  ...many(2, (n) => ({ id: `law-in-${n}`, department: 'law', hired: -700, paired: 100, promoted: [300] })),
  ...many(10, (n) => ({ id: `it-out-${n}`, department: 'it', hired: -700, ...(n < 4 ? { left: 300 } : {}) })),
  ...many(10, (n) => ({ id: `law-out-${n}`, department: 'law', hired: -700, ...(n < 8 ? { left: 300 } : {}) })),
  // Gone before the index date, or not yet there: in neither group.
  { id: 'gone', department: 'it', hired: -700, left: 50 },
  { id: 'new', department: 'it', hired: 200 },
  // Paired later than the index date, elsewhere: one of the others all the same.
  { id: 'later', department: 'it', hired: -700, paired: 465, programme: 'q' },
];

describe('participants against others', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), day(600));
    await scenario.load(people.flatMap(lifeOf));
  });
  afterAll(() => scenario.close());
  const ask = async (request: Partial<MetricRequest> & { metric: string }) =>
    (await scenario.engine.run({ programme: 'p', protection: 'none', where: { side: ['mentee'] }, ...request })).rows;

  it('differ by the shares that stayed, with both shares, the balance and how to read it', async () => {
    const rows = await ask({ metric: 'retention-contrast', asOf: day(466) });
    expect(rows).toHaveLength(1);
    const [row] = rows;
    // Participants: 10, of whom 8 stayed. Others at day 100: 10 it (6 stayed), 10 law (2 stayed), later (stayed).
    expect(row?.contrast?.arms).toMatchObject({ participants: { n: 10, k: 8 }, others: { n: 21, k: 9 } });
    expect(row).toMatchObject({
      state: 'value',
      n: 31,
      ci: { method: 'newcombe_10' },
      flags: expect.arrayContaining(['low_power']),
    });
    expect(row?.value).toBeCloseTo(8 / 10 - 9 / 21, 12);
    expect(row?.contrast?.badge).toContain('Raw');
    expect(row?.contrast?.balance[0]?.covariate).toMatch(/^department/);
    expect(Math.abs(row?.contrast?.balance[0]?.before ?? 0)).toBeGreaterThan(0.25);
  });

  it('matched, are compared within departments', async () => {
    const [row] = await ask({ metric: 'retention-contrast', method: 'matched', asOf: day(466) });
    // Within it 6/8 against 7/11, within law 2/2 against 2/10, weighted by participants: 8 and 2 of 10.
    const expected = (8 * (6 / 8 - 7 / 11) + 2 * (2 / 2 - 2 / 10)) / 10;
    expect(row?.value).toBeCloseTo(expected, 12);
    expect(row?.contrast).toMatchObject({
      method: 'matched',
      matched: { participants: 10, others: 21, participants_left_out: 0 },
    });
    expect(row?.contrast?.balance.every(({ after }) => Math.abs(after ?? 0) < 1e-9)).toBe(true);
  });

  it('by difference in differences, lose what was different before, and show a placebo', async () => {
    const [row] = await ask({ metric: 'promotion-contrast', method: 'difference_in_differences', asOf: day(466) });
    // Two of ten participants promoted after, nobody before; no one of the others at any time.
    expect(row?.value).toBeCloseTo(0.2, 12);
    expect(row?.contrast?.placebo).toMatchObject({ value: 0 });
  });

  it('from the hire date are refused, with the reason, as is a difference that cannot exist', async () => {
    await expect(ask({ metric: 'retention-contrast', index: 'hire' })).rejects.toThrow('immortal time');
    await expect(ask({ metric: 'retention-contrast', method: 'difference_in_differences' })).rejects.toThrow(
      'no outcome before the start',
    );
    await expect(ask({ metric: 'pair-survival', method: 'matched' })).rejects.toThrow('contrasts no groups');
  });

  it('are hidden where either side is small', async () => {
    const rows = await ask({
      metric: 'retention-contrast',
      groupBy: ['department'],
      protection: { k: 5 },
      asOf: day(466),
    });
    expect(rows.map(({ state }) => state)).toEqual(['suppressed', 'suppressed']);
  });
});

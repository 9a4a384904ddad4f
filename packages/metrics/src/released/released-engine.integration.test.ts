import type { RapportEvent } from '@rapport/events';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createMemoryReleases, type MemoryReleases } from '../testing/memory-releases.ts';
import { createScenario, event, type Scenario } from '../testing/scenario.ts';
import { createReleasedEngine, type ReleasedEngine } from './released-engine.ts';

const R1 = '2024-06-01T00:00:00Z';
const R2 = '2024-06-02T00:00:00Z';
const R3 = '2024-06-03T00:00:00Z';
const k5 = { protection: { k: 5 } } as const;

let serial = 0;
/** Pairings of their own mentor and mentee, in a department, active since `started` and told an hour later. */
function pairs(count: number, department: string, started: string, programme_id = 'one'): RapportEvent[] {
  return Array.from({ length: count }, () => {
    serial += 1;
    const pairing = { programme_id, pairing_id: `p${serial}`, mentor_id: `m${serial}`, mentee_id: `e${serial}` };
    const told = new Date(Date.parse(started) - 86_400_000).toISOString();
    return [
      event('participant.registered', told, { participant_id: pairing.mentee_id, attributes: { department } }),
      event('pairing.activated', started, pairing),
    ];
  }).flat();
}

const programme = (programme_id: string) =>
  event('programme.configured', '2023-01-01T00:00:00Z', { programme_id, time_zone: 'UTC', cadence_days: 14 });

describe('answers of consecutive releases', () => {
  let scenario: Scenario;
  let store: MemoryReleases;
  let engine: ReleasedEngine;
  const shownOf = async (request: object, department?: string) => {
    const { rows } = await engine.run({ metric: 'pairings', programme: 'one', ...k5, ...request });
    const row = rows.find(({ group }) => department === undefined || group['mentee_department'] === department);
    return [row?.state, row?.value, row?.release];
  };
  const byDepartment = { groupBy: ['mentee_department'] };

  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), '2024-07-01T00:00:00Z');
    store = createMemoryReleases();
    engine = createReleasedEngine({ query: (sql, params) => scenario.warehouse.query(sql, params), store });
    await scenario.load([
      programme('one'),
      ...pairs(20, 'a', '2024-02-10T00:00:00Z'),
      ...pairs(30, 'b', '2024-02-10T00:00:00Z'),
      ...pairs(12, 'c', '2024-02-10T00:00:00Z'),
      // Between the first and the second release: two come to A and seven to B.
      ...pairs(2, 'a', '2024-06-01T05:00:00Z'),
      ...pairs(7, 'b', '2024-06-01T05:00:00Z'),
      // Between the second and the third: one comes to C.
      ...pairs(1, 'c', '2024-06-02T05:00:00Z'),
    ]);
  });
  afterAll(() => scenario.close());

  it('are refused before the first', async () => {
    await expect(engine.run({ metric: 'pairings', ...k5 })).rejects.toMatchObject({ code: 'NOTHING_RELEASED' });
  });

  it('show everything that hides nobody at the first', async () => {
    store.release(R1);
    expect(await shownOf({})).toEqual(['value', 62, R1]);
    expect(await shownOf(byDepartment, 'a')).toEqual(['value', 20, R1]);
    expect(await shownOf(byDepartment, 'b')).toEqual(['value', 30, R1]);
    expect(await shownOf(byDepartment, 'c')).toEqual(['value', 12, R1]);
  });

  it('hold back, with a department that two have joined, another that seven have: the total says nine', async () => {
    store.release(R2);
    expect(await shownOf({})).toEqual(['value', 71, R2]);
    expect(await shownOf(byDepartment, 'a')).toEqual(['value', 20, R1]);
    // C has not changed, and so is as it was; B must be unknown with A.
    expect(await shownOf(byDepartment, 'b')).toEqual(['value', 30, R1]);
    expect(await shownOf(byDepartment, 'c')).toEqual(['value', 12, R1]);
  });

  it('keep the old total when one has come', async () => {
    store.release(R3);
    expect(await shownOf({})).toEqual(['value', 71, R2]);
    expect(await shownOf(byDepartment, 'c')).toEqual(['value', 12, R1]);
  });
});

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createScenario, event, type Scenario } from './testing/scenario.ts';

// Half past midnight in Berlin, still last year in UTC and in Los Angeles.
const NEW_YEAR = '2023-12-31T23:30:00Z';

const programmeIn = (time_zone: string, programme_id: string) => [
  event('programme.configured', '2023-01-01T00:00:00Z', { programme_id, time_zone }),
  event('pairing.activated', NEW_YEAR, {
    programme_id,
    pairing_id: `of-${programme_id}`,
    mentor_id: `m-${programme_id}`,
    mentee_id: `e-${programme_id}`,
  }),
];

describe('time zones that this runtime takes', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), '2024-02-01T00:00:00Z');
    await scenario.load([
      ...programmeIn('Europe/Berlin', 'plain'),
      ...programmeIn('europe/berlin', 'lower'),
      ...programmeIn('US/Pacific-New', 'forgotten'),
    ]);
  });
  afterAll(() => scenario.close());
  const starts = async (programme?: string) => {
    const { rows, meta } = await scenario.engine.run({
      metric: 'pairings',
      programme,
      groupBy: ['programme', 'start_year'],
      protection: 'none',
    });
    return { years: rows.map(({ group }) => [group['programme'], group['start_year']]), zones: meta.time_zones };
  };

  it('mean the same in any case, and the warehouse’s spelling is told', async () => {
    expect(await starts('lower')).toEqual({ years: [['lower', '2024']], zones: ['Europe/Berlin'] });
  });

  it('are read as UTC where the warehouse has no such zone, and break no other programme', async () => {
    expect(await starts('forgotten')).toEqual({ years: [['forgotten', '2023']], zones: ['UTC'] });
    const all = await starts();
    expect(all.years).toEqual([
      ['forgotten', '2023'],
      ['lower', '2024'],
      ['plain', '2024'],
    ]);
    expect(all.zones).toEqual(['UTC', 'Europe/Berlin']);
  });
});

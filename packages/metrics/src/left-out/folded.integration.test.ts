import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { metrics } from '../catalogue.ts';
import { busyHistory } from '../testing/busy-history.ts';
import { createScenario, type Scenario } from '../testing/scenario.ts';

// Facts that are folded anew have columns of few values where copies and kept ones have texts.
const AS_OF = '2024-05-01T00:00:00Z';

describe('a question about an earlier moment, which is folded anew', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), '2024-06-01T00:00:00Z');
    await scenario.load(busyHistory(6));
  });
  afterAll(() => scenario.close());

  // Every third: their declarations are the same few texts.
  const leaving = metrics
    .flatMap(({ id, leavesOut }) => (leavesOut === undefined ? [] : [id]))
    .filter((_, place) => place % 3 === 0);
  it.each(leaving)('is answered with those that wider metrics have beside: %s', async (metric) => {
    const { rows } = await scenario.engine.run({ metric, programme: 'g0', asOf: AS_OF, protection: { k: 5 } });
    expect(Array.isArray(rows)).toBe(true);
  });
});

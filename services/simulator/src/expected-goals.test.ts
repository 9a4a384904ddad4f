import { describe, expect, it } from 'vitest';
import { expectedGoals, expectedSkillGain } from './expected-goals.ts';
import { resolveModel, SimulationOptionError } from './model.ts';

const base = resolveModel();
const HISTORY = 1000;

/** A goal's first days by small steps: how much of it is reached, and still open, on a day. */
function bySteps(completed: number, others: number, days: number): { reached: number; open: number } {
  const step = 0.0005;
  let open = 1;
  let reached = 0;
  for (let day = 0; day < days; day += step) {
    reached += open * completed * step;
    open *= 1 - (completed + others) * step;
  }
  return { reached, open };
}

describe('the closed forms of goals', () => {
  it('give what step-by-step summing gives when the pair ends at the same rate all along', () => {
    const one = resolveModel({ commitments: [{ days: 400, share: 1 }] });
    const pairEnds = -Math.log(0.7) / 400;
    const { reached } = bySteps(0.011, 0.003 + pairEnds, 90);
    expect(expectedGoals(one, HISTORY).reachedWithin['90']).toBeCloseTo(reached, 5);
    const abandoned = bySteps(0.003, 0.011 + pairEnds, 180).reached;
    expect(expectedGoals(one, HISTORY).abandonedWithin180).toBeCloseTo(abandoned, 5);
  });

  it('end with the pair: a window that outlasts the commitment counts only up to it', () => {
    // Set on day 10 to 20 of 170: on average 155 of the 180 days are left.
    const goals = { ...base.goals, completedHazard: 0, abandonedHazard: 1e-6, dueDays: { short: 60, long: 120 } };
    const one = resolveModel({ goals, prematureClosure: 0.06, commitments: [{ days: 170, share: 1 }] });
    expect(expectedGoals(one, 1e9).abandonedWithin180 / 1e-6).toBeGreaterThan(145);
    expect(expectedGoals(one, 1e9).abandonedWithin180 / 1e-6).toBeLessThan(155);
  });

  it('give those revised 30 days more: a quarter of what is open half-way to the due date', () => {
    const goals = { ...base.goals, shortShare: 1, revisedShare: 0.25 };
    const one = resolveModel({ goals, commitments: [{ days: 400, share: 1 }] });
    const others = 0.003 - Math.log(0.7) / 400;
    const at = (day: number) => bySteps(0.011, others, day).reached;
    const { completion } = expectedGoals(one, 1e9);
    expect(completion.firstDue).toBeCloseTo(at(60), 5);
    expect(completion.latestDue).toBeCloseTo(0.75 * at(60) + 0.25 * at(90), 5);
  });

  it('weigh by what is due before the horizon: revised goals are due later and so fewer', () => {
    const goals = { ...base.goals, shortShare: 1, revisedShare: 1 };
    const one = resolveModel({ goals, commitments: [{ days: 400, share: 1 }] });
    const others = 0.003 - Math.log(0.7) / 400;
    const [half, later] = [bySteps(0.011, others, 30), bySteps(0.011, others, 90)];
    // Set on day 15 of the pair on average: due in the first 1000 - 75 days of activations, or in 1000 - 105 when moved.
    const top = 925 * half.reached + 895 * (later.reached - half.reached);
    const bottom = 925 * (1 - half.open) + 895 * half.open;
    expect(expectedGoals(one, HISTORY).completion.latestDue).toBeCloseTo(top / bottom, 4);
  });
});

describe('skills', () => {
  it('gain the middle of their bounds, and spread as a uniform does', () => {
    expect(expectedSkillGain(base)).toEqual({
      self: { mean: 8, standardDeviation: expect.closeTo(28 / Math.sqrt(12), 12) },
      manager: { mean: 5, standardDeviation: expect.closeTo(26 / Math.sqrt(12), 12) },
    });
  });
});

describe('a model of goals that cannot be true', () => {
  it.each([
    ['goals that outlast a commitment', { goals: { ...base.goals, dueDays: { short: 60, long: 200 } } }],
    ['scores beyond the scale', { skills: { ...base.skills, before: { low: 0, high: 60 } } }],
  ])('is refused: %s', (_, overrides) => {
    expect(() => resolveModel(overrides)).toThrow(SimulationOptionError);
  });
});

import { describe, expect, it } from 'vitest';
import { expectedValues } from './expected-values.ts';
import { endHazard, exitHazards, resolveModel, SimulationOptionError } from './model.ts';

const model = resolveModel();
const expected = expectedValues(model, 1000);

/** The incidence by summing small steps, as a check on the closed form. */
function incidenceBySteps(wanted: number, other: number, days: number): number {
  const step = 0.001;
  let still = 1;
  let happened = 0;
  for (let day = 0; day < days; day += step) {
    happened += still * wanted * step;
    still *= 1 - (wanted + other) * step;
  }
  return happened;
}

describe('the closed forms of the truth', () => {
  it('let a committed length of d days survive to d with 1 minus the chance of an early end', () => {
    const one = resolveModel({ commitments: [{ days: 400, share: 1 }] });
    const { pairSurvival } = expectedValues(one, 1000);
    expect(pairSurvival['365']).toBeCloseTo(0.7 ** (365 / 400), 12);
    expect(pairSurvival['730']).toBe(0);
  });

  it('mix the committed lengths by their shares', () => {
    const byHand = 0.25 * 0.7 ** (90 / 183) + 0.5 * 0.7 ** (90 / 366) + 0.25 * 0.7 ** (90 / 731);
    expect(expected.pairSurvival['90']).toBeCloseTo(byHand, 12);
    expect(expected.pairSurvival['365']).toBeCloseTo(0.5 * 0.7 ** (365 / 366) + 0.25 * 0.7 ** (365 / 731), 12);
  });

  it('give promotion against separation what step-by-step summing gives', () => {
    const steps = incidenceBySteps(model.promotionHazard.mentored, exitHazards(model).mentored, 365);
    expect(expected.promotionIncidence365.mentored).toBeCloseTo(steps, 5);
  });

  it('give the first meeting against an early end what step-by-step summing gives', () => {
    const held = model.meetingsPerDay * model.meetingOutcomes.held;
    const bySteps = model.commitments.map(
      ({ days, share }) => share * incidenceBySteps(held, endHazard(model, days), 30),
    );
    expect(expected.firstMeetingWithin['30']).toBeCloseTo(
      bySteps.reduce((sum, part) => sum + part, 0),
      4,
    );
  });

  it('leave early cancels out of the meeting denominators and count "both" on either side', () => {
    expect(expected.meetingCompletion).toBeCloseTo(0.74 / 0.91, 12);
    expect(expected.noShow).toEqual({
      mentor: expect.closeTo(0.05 / 0.91, 12),
      mentee: expect.closeTo(0.07 / 0.91, 12),
    });
  });

  it('score the mentors 45 − 19 and average their satisfaction by its weights', () => {
    expect(expected.nps.mentor).toBeCloseTo(26, 12);
    expect(expected.satisfactionMean.mentor).toBeCloseTo((2 + 12 + 60 + 176 + 140) / 100, 12);
  });

  it('take 20 days of waiting off the milestones reached in 1,000 days', () => {
    expect(expected.milestone).toEqual({ eventually: 0.55, byHorizon: expect.closeTo(0.55 * 0.98, 12) });
  });
});

describe('a model that cannot be true', () => {
  it.each([
    ['shares of commitments', { commitments: [{ days: 100, share: 0.9 }] }],
    ['meeting outcomes', { meetingOutcomes: { ...model.meetingOutcomes, held: 0.9 } }],
    ['fewer early ends than leaving alone causes', { prematureClosure: 0.05 }],
  ])('is refused: %s', (_, overrides) => {
    expect(() => resolveModel(overrides)).toThrow(SimulationOptionError);
  });
});

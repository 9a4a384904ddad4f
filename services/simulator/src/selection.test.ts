import { proportion, proportionDifference } from '@rapport/statistics';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectedRetention } from './expected-careers.ts';
import { favouredDepartments, resolveModel } from './model.ts';
import { simulateProgramme } from './simulate-programme.ts';
import { foldReferenceFacts } from './testing/reference-facts.ts';
import { comparisonForAYear, employedAfterAYear, mentoredForAYear } from './testing/reference-metrics.ts';

// Nobody gains anything by taking part, but departments whose people stay anyway take part three times as readily.
const noEffect = resolveModel({
  retention365: { mentored: 0.7, notMentored: 0.7 },
  selection: { odds: 3, hazardRatio: 0.3 },
  prematureClosure: 0.6,
  commitments: [{ days: 366, share: 1 }],
  meetingsPerDay: 0.001,
});

describe('a selection', () => {
  it('leaves every truth as it was when it selects nobody', () => {
    const { within, ...all } = expectedRetention(resolveModel());
    expect(all.mentored).toBeCloseTo(0.9, 12);
    expect(all.notMentored).toBeCloseTo(0.82, 12);
    expect(all.difference).toBeCloseTo(0.08, 12);
    expect(all.effectOnParticipants).toBeCloseTo(0.08, 12);
    expect(within.favoured).toEqual(within.others);
  });

  it('shows a difference where taking part does nothing', () => {
    const { difference, effectOnParticipants, within } = expectedRetention(noEffect);
    // Favoured: 6 of 9 participants, and of those not mentored 2 · 0.7^0.15 to 3 · 0.7^0.5 half a year after hire.
    const others = (2 * 0.7 ** 0.15) / (2 * 0.7 ** 0.15 + 3 * 0.7 ** 0.5);
    expect(within.favoured.mentored).toBeCloseTo(0.7 ** 0.3, 12);
    expect(difference).toBeCloseTo((2 / 3 - others) * (0.7 ** 0.3 - 0.7), 12);
    expect(effectOnParticipants).toBeCloseTo(0, 12);
  });

  it('keeps the effect apart from itself: differences within departments, weighed by participants', () => {
    const model = { ...noEffect, retention365: { mentored: 0.8, notMentored: 0.7 } };
    const byHand = (2 / 3) * (0.8 ** 0.3 - 0.7 ** 0.3) + (1 / 3) * (0.8 - 0.7);
    expect(expectedRetention(model).effectOnParticipants).toBeCloseTo(byHand, 12);
  });
});

describe('a simulated selection', { timeout: 30_000 }, () => {
  type Person = ReturnType<typeof mentoredForAYear>[number];
  let mentored: Person[];
  let others: Person[];
  const expected = expectedRetention(noEffect);

  beforeAll(() => {
    const { events, truth } = simulateProgramme({ seed: 4, programme: 'chosen', pairs: 500, model: noEffect });
    const facts = foldReferenceFacts(events);
    mentored = mentoredForAYear(facts, Date.parse(truth.asOf));
    others = comparisonForAYear(facts, Date.parse(truth.asOf));
  }, 30_000);

  const summary = (people: Person[]) => ({ n: people.length, k: people.filter(employedAfterAYear).length });
  const isFavoured = ({ career }: Person) => favouredDepartments.includes(career.department);

  it('deceives the raw comparison as it says, and not the one within departments', () => {
    const raw = proportionDifference(summary(mentored), summary(others)).ci;
    expect(raw?.low).toBeGreaterThan(0);
    expect(raw?.low).toBeLessThan(expected.difference);
    expect(raw?.high).toBeGreaterThan(expected.difference);
    for (const favoured of [true, false]) {
      const within = (people: Person[]) => summary(people.filter((person) => isFavoured(person) === favoured));
      const { ci } = proportionDifference(within(mentored), within(others));
      expect(ci?.low).toBeLessThan(0);
      expect(ci?.high).toBeGreaterThan(0);
    }
  });

  it('lets as many people of favoured departments take part as its odds say', () => {
    const share = proportion({ n: mentored.length, k: mentored.filter(isFavoured).length }).ci;
    expect(share?.low).toBeLessThan(2 / 3);
    expect(share?.high).toBeGreaterThan(2 / 3);
    expect(share?.low).toBeGreaterThan(0.5);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from './golden/incidence.json' with { type: 'json' };
import { cumulativeIncidence, type IncidenceRow, incidenceAt } from './incidence.ts';
import { medianIncidence } from './incidence-median.ts';
import { survival } from './survival.ts';
import { createSeededUniform, largestDifference } from './testing/close.ts';

const unitRows = (times: number[], causes: number[]): IncidenceRow[] =>
  times.map((time, i) => ({
    time,
    events: causes[i] === 1 ? 1 : 0,
    competing: (causes[i] ?? 0) > 1 ? 1 : 0,
    censored: causes[i] === 0 ? 1 : 0,
  }));

const rowsOf = fc.array(
  fc.record({
    time: fc.nat({ max: 20 }),
    events: fc.nat({ max: 3 }),
    competing: fc.nat({ max: 3 }),
    censored: fc.nat({ max: 3 }),
  }),
  { minLength: 1, maxLength: 30 },
);

describe('cumulative incidence against statsmodels (estimates checked there with R cmprsk, errors with Stata)', () => {
  it.each(golden.cases)('$name: the estimate and its standard error', (published) => {
    const curve = cumulativeIncidence(unitRows(published.times, published.causes));
    const pairs = published.points.flatMap((point) => {
      const step = curve.steps.find(({ time }) => time === point.day);
      return [
        [step?.incidence, point.incidence] as const,
        // statsmodels has no error where everyone ends at once: nothing to compare there
        [point.se === null ? null : Math.sqrt(step?.variance ?? Number.NaN), point.se] as const,
      ];
    });
    expect(published.points.length).toBeGreaterThan(5);
    expect(largestDifference(pairs)).toBeLessThan(1e-9);
  });

  it('agrees with lifelines on variance and log–log band where no times are tied', () => {
    const [untied] = golden.cases;
    const curve = cumulativeIncidence(unitRows(untied?.times ?? [], untied?.causes ?? []));
    const pairs = (untied?.lifelines ?? []).flatMap((reference) => {
      const step = curve.steps.find(({ time }) => time === reference.day);
      return [
        [step?.variance, reference.variance] as const,
        [step?.band?.low, reference.low] as const,
        [step?.band?.high, reference.high] as const,
      ];
    });
    expect(pairs.length).toBeGreaterThan(300);
    expect(largestDifference(pairs)).toBeLessThan(1e-9);
  });
});

describe('cumulative incidence at its edges', () => {
  it('has no curve without units', () => {
    const curve = cumulativeIncidence([]);
    expect(incidenceAt(curve, 3)).toMatchObject({ incidence: null, at_risk: 0, reason: 'no_units' });
    expect(medianIncidence(curve)).toEqual({ value: null, n: 0, ci: null, reason: 'no_units' });
  });

  it('is 0 without an interval until the event of interest is seen', () => {
    const curve = cumulativeIncidence([{ time: 2, events: 0, competing: 1, censored: 1 }]);
    const nothingYet = { incidence: 0, ci_low: null, ci_high: null, at_risk: 2, reason: 'no_events' };
    expect(incidenceAt(curve, 1)).toEqual({ day: 1, ...nothingYet });
    expect(incidenceAt(curve, 2)).toEqual({ day: 2, ...nothingYet });
    expect(incidenceAt(curve, 3)).toMatchObject({ incidence: null, reason: 'follow_up_too_short' });
  });

  it('stays where it is once nobody is left', () => {
    const curve = cumulativeIncidence([
      { time: 1, events: 2, competing: 1, censored: 0 },
      { time: 4, events: 0, competing: 3, censored: 0 },
    ]);
    expect(incidenceAt(curve, 400)).toMatchObject({ at_risk: 0, ci_low: expect.any(Number) });
    expect(incidenceAt(curve, 400).incidence).toBeCloseTo(1 / 3, 12);
    expect(medianIncidence(curve)).toMatchObject({ value: null, reason: 'not_reached' });
  });

  it('has no interval at 1', () => {
    const curve = cumulativeIncidence([{ time: 1, events: 3, competing: 0, censored: 0 }]);
    expect(incidenceAt(curve, 1)).toMatchObject({ incidence: 1, ci_low: null, reason: 'everyone_ended' });
    expect(medianIncidence(curve)).toEqual({ value: 1, n: 3, ci: null, reason: 'too_few_units' });
  });

  it('gives the first time at which half of all units have had the event, not half of those who had it', () => {
    const curve = cumulativeIncidence([
      { time: 5, events: 3, competing: 3, censored: 0 },
      { time: 9, events: 1, competing: 0, censored: 0 },
      { time: 12, events: 3, competing: 0, censored: 0 },
    ]);
    expect(medianIncidence(curve)).toMatchObject({ value: 12, n: 10, ci: { low: 5 } });
    const early = cumulativeIncidence([{ time: 5, events: 1, competing: 0, censored: 1 }]);
    expect(medianIncidence(early).value).toBe(5);
  });

  it('refuses negative counts', () => {
    const curve = cumulativeIncidence([{ time: 1, events: -1, competing: 2, censored: 0 }]);
    expect(incidenceAt(curve, 1)).toMatchObject({ incidence: null, reason: 'invalid_input' });
  });
});

describe('cumulative incidence for any counts', () => {
  it('adds up: incidence of both kinds and the share free of both make 1 at every time', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const one = cumulativeIncidence(rows);
        const other = cumulativeIncidence(
          rows.map((row) => ({ ...row, events: row.competing, competing: row.events })),
        );
        one.steps.forEach((step, i) => {
          expect(step.incidence + (other.steps[i]?.incidence ?? Number.NaN) + step.survival).toBeCloseTo(1, 12);
        });
      }),
    );
  });

  it('rises within [0, 1], inside its band, whatever the order of the rows', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const curve = cumulativeIncidence(rows);
        expect(cumulativeIncidence(rows.toReversed())).toEqual(curve);
        let before = 0;
        for (const { incidence, band } of curve.steps) {
          expect(incidence).toBeGreaterThanOrEqual(before);
          expect(incidence).toBeLessThanOrEqual(1 + 1e-12);
          if (band) expect(band.low <= incidence && incidence <= band.high).toBe(true);
          before = incidence;
        }
      }),
    );
  });

  it('is 1 − Kaplan–Meier with Greenwood variance when nothing competes', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const alone = cumulativeIncidence(rows.map((row) => ({ ...row, competing: 0 })));
        const curve = survival(rows.map(({ time, events, censored }) => ({ time, ended: events, censored })));
        alone.steps.forEach((step, i) => {
          const km = curve.steps[i];
          expect(step.incidence).toBeCloseTo(1 - (km?.survival ?? Number.NaN), 12);
          expect(step.variance).toBeCloseTo((km?.survival ?? 0) ** 2 * (km?.greenwood ?? 0), 12);
        });
      }),
    );
  });

  it('has the binomial variance F(1 − F)/n when nothing is censored', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const full = cumulativeIncidence(rows.map((row) => ({ ...row, censored: 0 })));
        for (const { incidence, variance } of full.steps) {
          expect(variance).toBeCloseTo((incidence * (1 - incidence)) / full.n, 12);
        }
      }),
    );
  });

  // Two constant hazards (means 100 and 150 days), censoring uniform on 0–300 days, 100 units; bounds as in
  // survival.test.ts: 3.4 standard errors either way.
  it('holds the true incidence in about 95 % of 600 seeds', () => {
    const [day, seeds] = [60, 600];
    const hazard = 1 / 100 + 1 / 150;
    const truth = (1 / 100 / hazard) * (1 - Math.exp(-day * hazard));
    let covered = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const uniform = createSeededUniform(seed);
      const causes: number[] = [];
      const times = Array.from({ length: 100 }, () => {
        const [first, second, end] = [-100 * Math.log(uniform()), -150 * Math.log(uniform()), 300 * uniform()];
        const time = Math.min(first, second, end);
        causes.push(time === first ? 1 : time === second ? 2 : 0);
        return time;
      });
      const { ci_low, ci_high } = incidenceAt(cumulativeIncidence(unitRows(times, causes)), day);
      if ((ci_low ?? 1) <= truth && truth <= (ci_high ?? 0)) covered++;
    }
    expect(covered / seeds).toBeGreaterThan(0.92);
    expect(covered / seeds).toBeLessThan(0.98);
  });
});

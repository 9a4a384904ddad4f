import { describe, expect, it } from 'vitest';
import { parseRequest } from '../request.ts';
import { withoutLoneReadings } from './lone-readings.ts';
import type { BodyCell, PublishedRow } from './table-body.ts';
import type { TableSpec } from './table-spec.ts';

const NOW = Date.UTC(2026, 0, 1);
const spec: TableSpec = {
  ...{ metric: 'pair-survival', version: 1, programme: 'p', by: ['mentee_location'], level: 'none', k: 5 },
  ...{ horizon: 730, method: null },
};
const query = parseRequest({ metric: 'pair-survival', groupBy: ['mentee_location'], protection: { k: 5 } }, NOW);
const made = { spec, query, relatives: [] };

const cellOf = (name: string, units: number, days: number[], row: Partial<PublishedRow> = {}): BodyCell => ({
  ...{ key: [name, ''], people: [units], units, published: true, open: true, coarse: false, changed: null },
  ...{ wasPublished: true, base: 'r', release: 'r', wasEmpty: false },
  row: {
    ...{ state: 'value', value: 0.62, n: units, ci: null, details: { ended: 10, censored: units - 10 } },
    points: days.map((day) => ({ day, survival: 0.8, ci_low: null, ci_high: null, at_risk: 20 })),
    ...row,
  },
});
const daysOf = (cells: readonly BodyCell[]) => cells.map(({ row }) => row?.points?.map(({ day }) => day));

describe('curves of one table', () => {
  it('tell no day that a single group does not, but by another one too', () => {
    const cells = withoutLoneReadings(made, [
      cellOf('east', 8, [30, 365]),
      cellOf('south', 29, [30, 90, 365]),
      cellOf('north', 76, [30, 90, 365]),
    ]);
    expect(daysOf(cells)).toEqual([
      [30, 365],
      [30, 365],
      [30, 90, 365],
    ]);
    // The value is that of day 365, which all tell.
    expect(cells.map(({ row }) => row?.value)).toEqual([0.62, 0.62, 0.62]);
  });

  it('round the value beside a single one that is a bound, in fifths of 29', () => {
    const cells = withoutLoneReadings(made, [
      cellOf('east', 8, [], { value: 0.5, reason: 'at_least' }),
      cellOf('south', 29, [365]),
      cellOf('north', 76, [365]),
    ]);
    const [, south, north] = cells;
    expect(south?.row).toMatchObject({ value: 0.6, ci: null, reason: 'near_20_percent', points: [] });
    expect([south?.coarse, north?.coarse, north?.row?.value]).toEqual([true, false, 0.62]);
  });

  it('tell how many ended ever of no single group less', () => {
    const { details: _, ...without } = cellOf('east', 8, [365]).row ?? { state: 'value', value: 0, n: 0, ci: null };
    const cells = withoutLoneReadings(made, [
      { ...cellOf('east', 8, [365]), row: without },
      cellOf('south', 29, [365]),
      cellOf('north', 76, [365]),
    ]);
    expect(cells.map(({ row }) => row?.details !== undefined)).toEqual([false, false, true]);
  });

  it('of all programmes tell nothing that a single programme does not', () => {
    const part = (programme: string, days: number[]) => ({
      spec: { ...spec, programme },
      body: {
        ...{ format: 1 as const, first: 'r', zones: [], groups: [], labels: [], told: [], margins: [] },
        cells: [cellOf('east', 40, days)],
      },
    });
    const whole = { ...made, spec: { ...spec, programme: null }, relatives: [part('p', [30, 365]), part('q', [365])] };
    expect(daysOf(withoutLoneReadings(whole, [cellOf('east', 80, [30, 365])]))).toEqual([[365]]);
  });

  it('and tables of other metrics stay as they are', () => {
    const shares = parseRequest({ metric: 'premature-closure', protection: { k: 5 } }, NOW);
    const cells = [cellOf('east', 8, []), cellOf('south', 29, [90])];
    expect(withoutLoneReadings({ ...made, query: shares }, cells)).toEqual(cells);
  });
});

import { describe, expect, it } from 'vitest';
import { unknownTogether } from './unknown-together.ts';

const cell = (key: string, units: number, isUnknown = false) => ({ key: key.split('/'), units, isUnknown });
const keys = (cells: ReadonlySet<{ key: readonly string[] }>) => [...cells].map(({ key }) => key.join('/')).sort();

describe('cells that are unknown together', () => {
  it('take the smallest other one along, as their total tells the single one', () => {
    expect(keys(unknownTogether([cell('east', 8, true), cell('south', 29), cell('north', 76)]))).toEqual(['south']);
  });

  it('are none where all are known, or two are unknown anyway', () => {
    expect(unknownTogether([cell('east', 8), cell('south', 29)]).size).toBe(0);
    expect(unknownTogether([cell('east', 8, true), cell('south', 29, true), cell('north', 76)]).size).toBe(0);
  });

  it('are two in every line of two axes', () => {
    const table = [...[cell('east/it', 8, true), cell('east/hr', 20)], ...[cell('south/it', 30), cell('south/hr', 40)]];
    // East's other one, it's other one, and then the fourth, which these would leave.
    expect(keys(unknownTogether(table))).toEqual(['east/hr', 'south/hr', 'south/it']);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { relationNamed } from '../relations/catalogue.ts';
import { type ReportingView, reportingViews } from './reporting-views.ts';

describe('the contract of the reporting views', () => {
  type Contract = Record<string, Record<string, string[]>>;
  const contract: Contract = JSON.parse(readFileSync(new URL('contract.json', import.meta.url), 'utf8'));

  it('promises just the columns that there are', () => {
    const now = reportingViews.map(({ name, version, relation }) => [
      `${name} v${version}`,
      relationNamed(relation).columns.map(({ name: column, type }) => `${column} ${type}`),
    ]);
    const promised = reportingViews.map(({ name, version }) => [`${name} v${version}`, contract[name]?.[version]]);
    // A column that comes or goes: a new version in reporting-views.ts with its change, and its columns in contract.json.
    expect(now).toEqual(promised);
  });

  it('tells a column that went or changed as a breaking change', () => {
    for (const { name, changes } of reportingViews as readonly ReportingView[]) {
      for (const { version, breaking } of changes.slice(1)) {
        const before = contract[name]?.[version - 1] ?? [];
        const after = new Set(contract[name]?.[version]);
        expect([name, version, before.some((column) => !after.has(column)) && !breaking]).toEqual([
          name,
          version,
          false,
        ]);
      }
    }
  });
});

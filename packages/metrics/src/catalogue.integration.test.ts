import { createWarehouse, migrate, relationNames, relationSql } from '@rapport/warehouse';
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { metrics } from './catalogue.ts';
import { compile } from './compile.ts';
import type { MetricDefinition } from './definition.ts';
import { isPairingStart } from './dimensions.ts';
import { relationsRead } from './relations-read.ts';
import { type MetricQuery, parseRequest } from './request.ts';

const NOW = Date.UTC(2024, 6, 1);
const warehouse = createWarehouse({
  url: inject('clickhouseUrl'),
  database: `catalogue_${crypto.randomUUID().replaceAll('-', '')}`,
});

/** Every breakdown and every filter that the metric allows, at once: more than a request may ask, and one query's work. */
function everything(metric: MetricDefinition): MetricQuery {
  const grouped = metric.dimensions.slice(0, 1);
  const query = parseRequest(
    { metric: metric.id, grain: 'month', from: '2024-01-01', groupBy: grouped, protection: { k: 5 } },
    NOW,
  );
  const filters = [...metric.dimensions, ...(metric.sampleFilters ?? [])];
  return { ...query, groupBy: metric.dimensions, where: Object.fromEntries(filters.map((id) => [id, ['!x']])) };
}

function withoutPairingStarts(query: MetricQuery): MetricQuery {
  const where = Object.fromEntries(Object.entries(query.where).filter(([id]) => !isPairingStart(id)));
  return { ...query, groupBy: query.groupBy.filter((id) => !isPairingStart(id)), where };
}

describe('every metric', () => {
  beforeAll(async () => {
    await migrate(warehouse);
    // Empty tables in the shape of the relations: what a sample says is checked in full, and nothing is folded.
    for (const name of relationNames) {
      await warehouse.exec(
        `CREATE TABLE empty_${name} ENGINE = MergeTree ORDER BY tuple() AS SELECT * FROM (${relationSql(name)}) LIMIT 0`,
        { as_of: '2024-06-01 00:00:00.000', known_at: '2024-06-01 00:00:00.000' },
      );
    }
  });
  afterAll(async () => {
    await warehouse.exec(`DROP DATABASE ${warehouse.database}`);
    await warehouse.close();
  });

  it.each(metrics.map((metric) => [metric.id, metric] as const))(
    '%s carries the columns of all its breakdowns',
    async (_, metric) => {
      const times = { zones: ['UTC'], range: { first: '2024-01-01', count: 6 } };
      const { sql, params } = compile(everything(metric), times, (name) => `SELECT * FROM empty_${name}`);
      await warehouse.query(`DESCRIBE (${sql})`, params);
    },
  );

  it.each(metrics.map((metric) => [metric.id, metric] as const))(
    '%s reads no relation that it does not name',
    async (_, metric) => {
      const all = everything(metric);
      const times = { zones: ['UTC'], range: { first: '2024-01-01', count: 6 } };
      for (const query of [all, withoutPairingStarts(all)]) {
        const named = relationsRead(query);
        compile(query, times, (name) => {
          if (named.includes(name)) return `SELECT * FROM ${name}`;
          throw new Error(`${metric.id} reads ${name}, which its relations do not name`);
        });
      }
    },
  );
});

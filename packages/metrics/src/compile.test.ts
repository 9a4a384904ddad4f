import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketRange } from './bucket-range.ts';
import { metrics } from './catalogue.ts';
import { compile } from './compile.ts';
import { needsBreakdown } from './composition.ts';
import { type MetricRequest, parseRequest } from './request.ts';

const now = Date.UTC(2024, 5, 15, 12);
const relation = (name: string) => `SELECT * FROM ${name}`;

function compiled(request: Partial<MetricRequest>, zones = ['UTC']) {
  const query = parseRequest({ metric: 'pair-survival', protection: 'none', ...request }, now);
  return compile(query, { zones, range: bucketRange(query, zones, Date.UTC(2024, 0, 1)) }, relation);
}

describe('the compiler', () => {
  it('keeps every text of the caller out of the SQL', () => {
    const plain = compiled({ metric: 'milestone-rate', where: { level: ['a'], milestone: ['b'] } });
    expect(plain.sql).not.toContain("'a'");
    expect(plain.sql).not.toContain("'b'");
    fc.assert(
      fc.property(fc.string({ minLength: 8, maxLength: 40 }), (text) => {
        const { sql, params } = compiled({ programme: text, where: { mentor_level: [`x${text}`] } });
        expect(sql).toBe(compiled({ programme: 'p', where: { mentor_level: ['q'] } }).sql);
        expect(params).toMatchObject({ programme: text, where_mentor_level: [`x${text}`] });
      }),
    );
  });

  it('binds every parameter that a metric names, for every metric, with and without a grain', () => {
    for (const metric of metrics) {
      const groupBy = needsBreakdown(metric) ? metric.dimensions.slice(0, 1) : [];
      for (const grain of [undefined, 'month']) {
        const { sql, params } = compiled({ metric: metric.id, grain, groupBy, from: '2024-01-01', to: '2024-06-01' }, [
          'UTC',
          'Europe/London',
        ]);
        const named = [...sql.matchAll(/\{(\w+):/g)].map(([, name]) => name);
        for (const name of named) expect(params, `${metric.id} ${grain}`).toHaveProperty(name ?? '');
      }
    }
  });

  it('turns a leading ! into an exclusion', () => {
    const { sql, params } = compiled({ where: { mentor_level: ['!l1', '!l2'] } });
    expect(sql).toContain('NOT IN {where_mentor_level:Array(String)}');
    expect(params['where_mentor_level']).toEqual(['l1', 'l2']);
  });

  it('reads days in the zone of each row’s programme', () => {
    const { sql, params } = compiled({ grain: 'month' }, ['UTC', 'Africa/Cairo']);
    expect(sql).toContain(
      'multiIf(lower(time_zone) = lower({zone_1:String}), toDate32(at, {zone_1:String}), toDate32(at, {zone_0:String}))',
    );
    expect(params).toMatchObject({ zone_0: 'UTC', zone_1: 'Africa/Cairo' });
  });
});

describe('buckets of snapshots and intervals', () => {
  it('run from the start of the data until now, in the zone that is furthest on', () => {
    const query = parseRequest({ metric: 'open-pairs', grain: 'quarter', protection: 'none' }, now);
    expect(bucketRange(query, ['UTC'], Date.UTC(2024, 1, 20))).toEqual({ first: '2024-01-01', count: 2 });
    const daily = { ...query, grain: 'day' as const, asOf: Date.UTC(2024, 1, 22, 20) };
    expect(bucketRange(daily, ['UTC', 'Asia/Tokyo'], Date.UTC(2024, 1, 20))).toEqual({ first: '2024-02-20', count: 4 });
    expect(bucketRange(query, ['UTC'], null).count).toBe(0);
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type AccessLogLine, listAccessLog, writeAccessLog } from './access-log.ts';
import { createWarehouse, type Warehouse } from './client.ts';
import { migrate } from './migrate.ts';

const NOON = Date.UTC(2026, 10, 22, 12);

function line(minute: number, own: Partial<AccessLogLine> = {}): AccessLogLine {
  return {
    at: NOON + minute * 60_000,
    id: randomUUID(),
    trace_id: `req-${minute}`,
    token_id: '0123456789ab',
    name: 'analyst: token impact',
    role: 'analyst',
    method: 'GET',
    route: '/v1/metrics/:id/series',
    url: '/v1/metrics/nps/series?programme=north',
    status: 200,
    metrics: ['nps'],
    questions: '[{"metric":"nps"}]',
    cells_shown: 3,
    cells_hidden: 2,
    release: '2026-11',
    duration_ms: 17,
    ...own,
  };
}

describe('the request log', () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    const database = `access_log_${randomUUID().replaceAll('-', '')}`;
    warehouse = createWarehouse({ url: inject('clickhouseUrl'), database });
    await migrate(warehouse);
  });
  afterAll(async () => {
    await warehouse.exec(`DROP DATABASE ${warehouse.database}`);
    await warehouse.close();
  });

  test('gives lines as they were written, the newest first, and one that was written twice once', async () => {
    const [first, second] = [line(0), line(1, { metrics: ['nps', 'meetings'], token_id: '', name: 'demo' })];
    await writeAccessLog(warehouse, [first, second]);
    await writeAccessLog(warehouse, [second]);
    await writeAccessLog(warehouse, []);
    expect(await listAccessLog(warehouse, { limit: 10 })).toEqual([second, first]);
    expect(await listAccessLog(warehouse, { limit: 1 })).toEqual([second]);
  });

  test('finds by token, by its name, by metric and by time, half-open', async () => {
    const found = async (filter: object) =>
      (await listAccessLog(warehouse, { limit: 10, ...filter })).map(({ trace_id }) => trace_id);
    expect(await found({ token: '0123456789ab' })).toEqual(['req-0']);
    expect(await found({ token: 'impact' })).toEqual(['req-0']);
    expect(await found({ token: 'imp' })).toEqual([]);
    expect(await found({ metric: 'meetings' })).toEqual(['req-1']);
    expect(await found({ since: NOON, until: NOON + 60_000 })).toEqual(['req-0']);
  });
});

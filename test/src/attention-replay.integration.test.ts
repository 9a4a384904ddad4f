/**
 * The rules over a simulated programme whose pairs drift before they end early: what would have been raised day by day, and
 * how good that was. The catalogue's metrics must find the same as the arithmetic beside the rules.
 */
import { type AlertQuality, alertQuality, replayAttention, rules } from '@rapport/attention';
import { type AlertEvent, encodeEvent, latestSchema, type RapportEvent, streamOf, topicOf } from '@rapport/events';
import { createMetricEngine, type MetricRow } from '@rapport/metrics';
import { simulateProgramme } from '@rapport/simulator';
import { createChunkSink, createWarehouse, migrate, sinkChunkFromRows, type Warehouse } from '@rapport/warehouse';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

const FROM = Date.UTC(2025, 9, 1);
const TO = Date.UTC(2026, 0, 31);

const simulation = simulateProgramme({
  ...{ seed: 3, programme: 'drifting', pairs: 130, start: '2025-05-01', end: '2026-02-01' },
  model: {
    // Many ends in little time, nine in ten of them announced by silence; everybody else meets about weekly.
    commitments: [{ days: 183, share: 1 }],
    prematureClosure: 0.5,
    meetingsPerDay: 1 / 7,
    drift: { share: 0.9, days: { from: 45, to: 75 }, noticed: 0, falseAlarm: 0 },
  },
});
const asOf = simulation.truth.asOf;

let warehouse: Warehouse;
let quality: AlertQuality[];
let raised: Extract<AlertEvent, { type: 'alert.raised' }>[];
const query = (sql: string, params: Record<string, unknown>) => warehouse.query<Record<string, unknown>>(sql, params);

async function store(events: readonly RapportEvent[]): Promise<void> {
  const sink = createChunkSink({ warehouse, projection: 'warehouse@1', epoch: 1 });
  for (const [stream, own] of Map.groupBy(events, ({ type }) => streamOf(type))) {
    const rows = own.map((event, index) => ({
      ...{ offset: BigInt(index), timestampMs: event.recorded_at, schemaId: latestSchema(stream).id },
      datum: encodeEvent(event).subarray(5),
    }));
    const range = { firstOffset: 0n, lastOffset: BigInt(own.length - 1) };
    await sink.write(sinkChunkFromRows({ stream, topic: topicOf(stream), partition: 0, ...range, rows, dead: 0 }));
  }
}

async function ask(metric: string, where?: Record<string, string[]>): Promise<MetricRow | undefined> {
  const engine = createMetricEngine({
    query: (sql, params) => warehouse.query(sql, params),
    clock: () => Date.parse(asOf),
  });
  const range = metric === 'alert-precision' ? {} : { from: '2025-10-01', to: '2026-02-01' };
  const { rows } = await engine.run({
    ...{ metric, programme: 'drifting', asOf, protection: 'none' },
    ...range,
    ...(where === undefined ? {} : { where }),
  });
  return rows[0];
}

async function prematureEnds() {
  const rows = await query(
    `SELECT pairing_id AS pairing, toString(toUnixTimestamp64Milli(assumeNotNull(ended_at))) AS at FROM fact_pairing
     WHERE NOT voided AND end_kind = 'ended_early' AND ifNull(ended_at < committed_end_at, 1)`,
    {},
  );
  const ends = rows.map(({ pairing, at }) => ({ pairing: String(pairing), at: Number(at) }));
  return ends.filter(({ at }) => at >= FROM);
}

beforeAll(async () => {
  warehouse = createWarehouse({ url: inject('clickhouseUrl'), database: `replay_${process.pid}` });
  await migrate(warehouse);
  await store([...simulation.events]);
  // Every other day and half of the rules, to be quick: `rapport attention replay` asks all of them every day.
  const some = rules.filter(({ evidence }) => evidence === 'open');
  const events = await replayAttention(query, { programme: 'drifting', from: FROM, to: TO, everyDays: 2, rules: some });
  await store(events);
  raised = events.filter((event) => event.type === 'alert.raised');
  quality = alertQuality(events, await prematureEnds(), Date.parse(asOf));
}, 600_000);
afterAll(async () => {
  await warehouse.exec(`DROP DATABASE IF EXISTS ${warehouse.database}`);
  await warehouse.close();
});

const of = (rule: string) => quality.find((one) => one.rule === rule);

test('silence of a month before an end is nearly always found, weeks ahead', async () => {
  // Told by the facts and not by the rule: ends after 31 to 80 unpaused days without a meeting.
  const silent = await query(
    `SELECT pairing_id FROM fact_pairing WHERE NOT voided AND end_kind = 'ended_early' AND ifNull(ended_at < committed_end_at, 1)
       AND empty(pauses) AND meetings_held > 0 AND toUnixTimestamp64Milli(assumeNotNull(ended_at)) >= ${FROM}
       AND dateDiff('hour', assumeNotNull(last_held_at), assumeNotNull(ended_at)) BETWEEN 31 * 24 AND 80 * 24`,
    {},
  );
  const alerted = new Set(raised.filter((one) => one.rule_id === 'no-meeting').map(({ pairing_id }) => pairing_id));
  const found = silent.filter(({ pairing_id }) => alerted.has(String(pairing_id)));
  expect(silent.length).toBeGreaterThan(5);
  expect(found.length / silent.length).toBeGreaterThan(0.8);
  // Pairs stop 45 to 75 days before the end, and are found after 28 days of silence.
  expect(of('no-meeting')?.leadDays.value).toBeGreaterThan(10);
  expect(of('no-meeting')?.leadDays.value).toBeLessThan(50);
});

test('what announces nothing is found out: goals are as often stuck where nobody drifts', () => {
  const [silence, goals] = [of('no-meeting'), of('goal-stuck')];
  expect(silence?.precision.value).toBeGreaterThan(goals?.precision.value ?? 1);
});

test('the catalogue finds what the arithmetic beside the rules does', async () => {
  for (const rule of ['no-meeting', 'goal-stuck']) {
    const where = { rule: [rule] };
    const own = of(rule);
    expect((await ask('alert-precision', where))?.value).toBeCloseTo(own?.precision.value ?? -1, 12);
    expect(await ask('alert-precision', where)).toMatchObject({ n: own?.precision.n, immature: own?.immature });
    expect((await ask('alert-recall', where))?.value).toBeCloseTo(own?.recall.value ?? -1, 12);
    expect((await ask('alert-lead-time', where))?.value).toBeCloseTo(own?.leadDays.value ?? -1, 6);
  }
  expect(await ask('alerts-raised')).toMatchObject({ value: of('any rule')?.raised });
});

test('the figures, for who runs this', () => {
  for (const { rule, raised, immature, precision, recall, leadDays } of quality) {
    const share = ({ value, n, ci }: typeof precision) =>
      value === null ? '–' : `${value.toFixed(2)} [${ci?.low.toFixed(2) ?? '–'}, ${ci?.high.toFixed(2) ?? '–'}] n ${n}`;
    const line = `${rule}: raised ${raised} (${immature} immature), precision ${share(precision)}, recall ${share(recall)}, lead ${share(leadDays)} d\n`;
    process.stdout.write(line);
    expect(raised).toBeGreaterThan(0);
  }
});

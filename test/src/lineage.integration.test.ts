/**
 * Every metric of the catalogue on simulated data: a cell is followed to its units, and from these alone its estimate is made
 * again, in another language than the warehouse's. What the answer shows must be what its lineage gives.
 */
import { eventIdFrom, type RapportEvent, topicOf } from '@rapport/events';
import { createLineage, createMetricEngine, type MetricEngine, type MetricRow, metrics } from '@rapport/metrics';
import { simulateProgramme } from '@rapport/simulator';
import {
  createWarehouse,
  migrate,
  type RelationName,
  relationNames,
  relationSql,
  type Warehouse,
  writeDeadLetters,
} from '@rapport/warehouse';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { storeEvents } from './store-events.ts';

const simulation = simulateProgramme({ seed: 5, programme: 'traced', pairs: 60 });
const { asOf } = simulation.truth;
const moment = new Date(asOf).toISOString().replace('T', ' ').replace('Z', '');

/** Alerts are raised by a service that watches, and no history is born with them. */
const EMPTY = ['alert-acknowledgement-time', 'alert-lead-time', 'alert-precision', 'alerts-raised'];

const at = Date.parse(asOf) - 90 * 86_400_000;
const beside = (key: string, days = 0) => {
  const occurred_at = at + days * 86_400_000;
  return { event_id: eventIdFrom('lineage-test', key), occurred_at, recorded_at: occurred_at, source: 'lineage-test' };
};
const programme_id = 'traced';
const scale = { instrument_id: 'two-questions', instrument_version: 1 };
const question = (item_id: string) => ({ item_id, measure: 'trust', scale_min: 1, scale_max: 5, reverse: false });
const simulated = [...simulation.events];
const pairing_id = simulated.flatMap((one) => (one.type === 'pairing.activated' ? [one.pairing_id] : []))[0] ?? '';

/** What the simulator has none of: a meeting that nobody planned, a mentor who says for how many, a scale of two questions. */
const further: RapportEvent[] = [
  { ...beside('met'), type: 'meeting.held', programme_id, pairing_id, meeting_id: 'unplanned', evidence: 'inferred' },
  { ...beside('told'), type: 'participant.registered', participant_id: 'mentor-2', attributes: { capacity: '2' } },
  { ...beside('enrolled', 1), type: 'participant.enrolled', programme_id, participant_id: 'mentor-2', role: 'mentor' },
  { ...beside('asked'), type: 'survey.instrument_published', ...scale, items: [question('a'), question('b')] },
  ...[1, 2, 4, 5].map((value): RapportEvent => {
    const answers = [
      { item_id: 'a', value },
      { item_id: 'b', value: value === 4 ? 5 : value },
    ];
    const response = { response_id: `two-${value}`, participant_id: `answerer-${value}`, side: 'mentee', wave: 'pre' };
    return {
      ...beside(`answer-${value}`, 2),
      type: 'survey.response_submitted',
      programme_id,
      ...scale,
      ...response,
      answers,
    } as RapportEvent;
  }),
];

let warehouse: Warehouse;
let engine: MetricEngine;
let lineage: ReturnType<typeof createLineage>;

beforeAll(async () => {
  warehouse = createWarehouse({ url: inject('clickhouseUrl'), database: `lineage_${process.pid}` });
  await migrate(warehouse);
  await storeEvents(warehouse, [...simulated, ...further]);
  await writeDeadLetters(warehouse, [
    {
      ...{ topic: topicOf('pairing'), partition: 0, offset: 9_999_999n, timestampMs: at, recordedAtMs: at },
      ...{ headers: {}, programmeId: '', projection: 'warehouse@1' },
      ...{ code: 'NOT_AVRO', field: '', message: 'unreadable', key: null, value: Buffer.from('?') },
    },
  ]);
  // Facts laid down once: folding anew for each of so many questions would take many minutes.
  for (const name of relationNames) {
    await warehouse.exec(`CREATE TABLE copy_of_${name} ENGINE = MergeTree ORDER BY tuple() AS ${relationSql(name)}`, {
      ...{ as_of: moment, known_at: moment },
    });
  }
  const relation = (name: RelationName) => `SELECT * FROM copy_of_${name}`;
  const given = { query: warehouse.query, clock: () => Date.parse(asOf), relation };
  engine = createMetricEngine(given);
  lineage = createLineage(given);
}, 120_000);
afterAll(async () => {
  await warehouse.exec(`DROP DATABASE IF EXISTS ${warehouse.database}`);
  await warehouse.close();
});

const empty: string[] = [];
const byUnits = (a: MetricRow, b: MetricRow) => (b.n ?? 0) - (a.n ?? 0);

test.each(metrics.map((metric) => [metric.id, metric] as const))('%s is what its units give', async (id, metric) => {
  const [first] = metric.dimensions.filter((dimension) => dimension !== 'programme');
  const groupBy = metric.alwaysBy ?? (first === undefined ? [] : [first]);
  const request = { metric: id, groupBy, grain: 'year', protection: 'none' } as const;
  const { rows } = await engine.run(request);
  const [fullest] = rows.filter(({ n }) => (n ?? 0) > 0).sort(byUnits);
  if (fullest === undefined) {
    empty.push(id);
    return;
  }
  const { cell, recount } = await lineage.walk(request, fullest);
  expect(cell).toEqual(fullest);
  const counted = await recount();
  const { value, n, ci } = fullest;
  expect(counted).toMatchObject({ estimate: { value, n, ci }, differs: [] });
});

test('every metric but those of alerts has units here', () => {
  expect(empty).toEqual(EMPTY);
});

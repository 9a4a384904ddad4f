/** The sections of the bench, each with topics, consumer groups and databases of its own. */
import { eventHeaders, eventKey, type RapportEvent } from '@rapport/events';
import { jsonRow } from './json-copy.ts';
import { type Latency, measureLatency, plainRows, receipts } from './latency.ts';
import { measureReading, measureWriting } from './limits.ts';
import { dropDatabase, measureMover, type Run } from './measure.ts';
import { type Mover, nativeEngine, rapport, straightforward, tunedForThroughput } from './movers.ts';
import { clickhouseSinker } from './peer-sinker.ts';
import { startRegistryServer } from './registry-server.ts';
import { jsonTopic, type Load, type Rig, say } from './rig.ts';

const LATENCY = { perSecond: 200, seconds: 30 };
const MILLION = 1_000_000;
/** Polls and blocks as small as the rate makes them. */
const tunedForLatency = {
  kafka_num_consumers: 2,
  kafka_thread_per_consumer: 1,
  kafka_flush_interval_ms: 50,
  kafka_poll_timeout_ms: 10,
};

export type Wish = {
  events: number;
  seed: number;
  huge: boolean;
  only: string | undefined;
  sinker: string | undefined;
};

// `--only` names parts of movers' names, separated by commas.
const isWished = ({ only }: Wish, { name }: Mover): boolean =>
  only === undefined || only.split(',').some((part) => name.includes(part));

// One consumer group stands behind a topic prefix, so each of our runs has a prefix of its own; the log is the same.
async function loadOf(
  rig: Rig,
  wish: Wish,
  name: string,
  partitions: number,
  forms: readonly ('avro' | 'json')[],
): Promise<Load> {
  const load = { prefix: `${name}.`, partitions, events: wish.events, seed: wish.seed };
  await rig.makeTopics(load.prefix, partitions);
  say(`producing ${wish.events.toLocaleString('en')} events as ${forms.join(' and ')}, ${partitions} partitions …`);
  const seconds = await rig.produce(load, forms);
  say(`… in ${seconds.toFixed(1)} s`);
  return load;
}

function pipelineMovers(rig: Rig, load: Load, registryUrl: string, sinker: string | undefined): Mover[] {
  const native = (format: 'JSONEachRow' | 'AvroConfluent', tuned?: Record<string, number>) =>
    nativeEngine(rig, load, { format, registryUrl, ...(tuned === undefined ? {} : { tuned }) });
  return [
    rapport(rig, load, { full: false, database: 'bench_rapport' }),
    rapport(rig, load, { full: true, database: 'bench_rapport_full' }),
    native('JSONEachRow'),
    native('JSONEachRow', tunedForThroughput),
    native('AvroConfluent'),
    native('AvroConfluent', tunedForThroughput),
    straightforward(rig, load),
    ...(sinker === undefined ? [] : [clickhouseSinker(rig, load, sinker)]),
  ];
}

/** The same events through each mover into the same plain table, and the limits. */
export async function pipelineSection(rig: Rig, wish: Wish): Promise<Run[]> {
  const load = await loadOf(rig, wish, 'bench', 4, ['avro', 'json']);
  const registry = await startRegistryServer();
  try {
    const runs: Run[] = [];
    for (const mover of pipelineMovers(rig, load, registry.url, wish.sinker)) {
      if (!isWished(wish, mover)) continue;
      runs.push(await measureMover(rig, mover, load.events));
      await rig.forgetGroups();
    }
    if (wish.only !== undefined) return runs;
    runs.push(await measureReading(rig, load, 'kafkajs'), await measureReading(rig, load, 'rapport'));
    runs.push(await measureWriting(rig, load));
    return runs;
  } finally {
    registry.close();
  }
}

/** Ours on the tables that already hold the load, with everything on; the others on an empty plain table. */
export async function latencySection(rig: Rig, wish: Wish): Promise<Latency[]> {
  const load = await loadOf(rig, wish, 'latency', 4, ['avro']);
  const registry = await startRegistryServer();
  const producer = await rig.log(load.prefix).createProducer();
  const asAvro = (events: readonly RapportEvent[]) => producer.send(events);
  const asJson = (events: readonly RapportEvent[]) =>
    producer.sendRaw(
      events.map((event) => {
        const value = Buffer.from(JSON.stringify(jsonRow(event)));
        return {
          topic: jsonTopic(load.prefix),
          key: eventKey(event),
          value,
          headers: eventHeaders(event),
          timestampMs: event.recorded_at,
        };
      }),
    );
  const at = (round: number) => ({ ...LATENCY, firstNumber: load.events + round * MILLION, seed: load.seed });
  try {
    const ours = rapport(rig, load, { full: true, database: 'latency_rapport' });
    await measureMover(rig, ours, load.events, true);
    const answers = [await measureLatency(rig, ours, receipts, at(1), asAvro)];
    await dropDatabase(rig, ours.database);
    const json = { format: 'JSONEachRow', registryUrl: registry.url } as const;
    const others = [
      straightforward(rig, load),
      nativeEngine(rig, load, json),
      nativeEngine(rig, load, { ...json, tuned: tunedForLatency }),
    ];
    for (const [index, mover] of others.entries()) {
      if (!isWished(wish, mover)) continue;
      await mover.prepare(rig.warehouse(mover.database));
      answers.push(await measureLatency(rig, mover, plainRows, at(2 + index), asJson));
      await dropDatabase(rig, mover.database);
    }
    return answers;
  } finally {
    await producer.close();
    registry.close();
  }
}

/** One, two and four projectors; 4 and 16 partitions; 1 and 10 (50) million stored events: cost a million events. */
export async function scaleSection(rig: Rig, wish: Wish): Promise<Run[]> {
  const runs: Run[] = [];
  for (const partitions of [4, 16]) {
    const load = await loadOf(rig, wish, `scale${partitions}`, partitions, ['avro']);
    for (const projectors of [1, 2, 4]) {
      const mover = rapport(rig, load, { full: true, projectors, database: `scale_${partitions}_${projectors}` });
      const run = await measureMover(rig, mover, load.events);
      await rig.forgetGroups();
      runs.push({ ...run, name: `${projectors} projectors, ${partitions} partitions` });
    }
  }
  return [...runs, ...(await growingStore(rig, wish))];
}

// The next million on top of what is stored: were it dearer than the first, cost would grow faster than the work.
async function growingStore(rig: Rig, wish: Wish): Promise<Run[]> {
  const runs: Run[] = [];
  let load = await loadOf(rig, wish, 'stored', 4, ['avro']);
  const mover = rapport(rig, load, { full: true, database: 'scale_stored' });
  for (const stored of [1, 10, ...(wish.huge ? [50] : [])]) {
    const already = load.events;
    const until = wish.events * stored;
    if (already < until) await rig.produce({ ...load, events: until }, ['avro'], already);
    await measureMover(rig, mover, until, true);
    load = { ...load, events: until + wish.events };
    await rig.produce(load, ['avro'], until);
    const run = await measureMover(rig, mover, load.events, true);
    runs.push({ ...run, events: wish.events, name: `on top of ${until.toLocaleString('en')} stored events` });
  }
  await dropDatabase(rig, mover.database);
  return runs;
}

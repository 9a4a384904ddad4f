/** Those who take the load from Kafka to the table, each on a database and a consumer group of its own. */
import type { ChildProcess } from 'node:child_process';
import { freePort } from '@rapport/local-stack';
import { migrate, type Warehouse } from '@rapport/warehouse';
import { preparePlainDatabase } from './plain-table.ts';
import { end, jsonTopic, type Load, meetingTopic, type Rig } from './rig.ts';

/** A mover that has begun: `pids` are its own processes, none for what runs inside ClickHouse; `begunAt` as performance.now() tells. */
type Running = { pids: readonly number[]; begunAt: number; stop(): Promise<void> };

export type Mover = {
  name: string;
  database: string;
  /** Makes the table. */
  prepare(warehouse: Warehouse): Promise<void>;
  /** Begins. The clock starts when the program is loaded and begins to connect: Node's own start is not its work. */
  start(warehouse: Warehouse): Promise<Running>;
};

const pidsOf = (children: readonly ChildProcess[]): number[] =>
  children.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));

// The first line of its output says that a program is loaded.
function loaded(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', () => resolve(performance.now()));
    child.stderr?.once('data', () => resolve(performance.now()));
    child.once('exit', (code) => reject(new Error(`a mover ended with code ${code}`)));
  });
}

/** Rapport's projector: `full` with receipts, precedence and replacing tables, else into the plain table. The ledger is kept in both. */
export function rapport(
  rig: Rig,
  load: Load,
  options: { full: boolean; projectors?: number; database: string },
): Mover {
  const { full, projectors = 1, database } = options;
  async function start(): Promise<Running> {
    const children = await Promise.all(
      Array.from({ length: projectors }, async () =>
        rig.start('services/projector/src/main.ts', [], {
          RAPPORT_KAFKA_BROKERS: rig.stack.kafkaBrokers.join(','),
          RAPPORT_CLICKHOUSE_URL: rig.stack.clickhouseUrl,
          RAPPORT_CLICKHOUSE_DATABASE: database,
          RAPPORT_TOPIC_PREFIX: load.prefix,
          RAPPORT_PROJECTOR_PORT: String(await freePort()),
        }),
      ),
    );
    const begunAt = Math.min(...(await Promise.all(children.map(loaded))));
    return { pids: pidsOf(children), begunAt, stop: async () => void (await Promise.all(children.map(end))) };
  }
  return {
    name: full ? 'Rapport, everything on' : 'Rapport',
    database,
    prepare: async (warehouse) => void (await (full ? migrate(warehouse) : preparePlainDatabase(warehouse))),
    start,
  };
}

export function straightforward(rig: Rig, load: Load): Mover {
  const database = 'bench_straightforward';
  const args = [
    rig.stack.kafkaBrokers.join(','),
    jsonTopic(load.prefix),
    'straightforward',
    rig.stack.clickhouseUrl,
    database,
  ];
  return {
    name: 'kafkajs + zod + JSONEachRow',
    database,
    prepare: async (warehouse) => void (await preparePlainDatabase(warehouse)),
    async start() {
      const child = rig.start('test/src/bench/straightforward-consumer.ts', args);
      const begunAt = await loaded(child);
      return { pids: pidsOf([child]), begunAt, stop: () => end(child) };
    },
  };
}

type EngineOptions = { format: 'JSONEachRow' | 'AvroConfluent'; registryUrl: string; tuned?: Record<string, number> };

/** Two consumers with a thread each, large polls and blocks, flushed each second: see test/bench/README.md. */
export const tunedForThroughput = {
  kafka_num_consumers: 2,
  kafka_thread_per_consumer: 1,
  kafka_poll_max_batch_size: 65_536,
  kafka_max_block_size: 262_144,
  kafka_flush_interval_ms: 1_000,
} as const;

/** The engine of ClickHouse itself. */
export function nativeEngine(rig: Rig, load: Load, { format, registryUrl, tuned }: EngineOptions): Mover {
  const way = tuned === undefined ? 'at defaults' : 'tuned, 2 consumers';
  const database = `bench_native_${format.toLowerCase()}${tuned === undefined ? '' : '_tuned'}`;
  let columns = '';
  async function start(warehouse: Warehouse): Promise<Running> {
    const begunAt = performance.now();
    const settings = {
      kafka_broker_list: rig.stack.kafkaBrokers.join(','),
      kafka_topic_list: format === 'JSONEachRow' ? jsonTopic(load.prefix) : meetingTopic(load.prefix),
      kafka_group_name: database,
      kafka_format: format,
      ...(format === 'AvroConfluent' ? { format_avro_schema_registry_url: registryUrl } : {}),
      ...tuned,
    };
    const list = Object.entries(settings).map(
      ([name, value]) => `${name} = ${typeof value === 'number' ? value : `'${value}'`}`,
    );
    const read = columns
      .split(', `')
      .slice(3)
      .map((column) => `\`${column}`)
      .join(', ');
    await warehouse.exec(`CREATE TABLE queue (${read}) ENGINE = Kafka SETTINGS ${list.join(', ')}`);
    const position = '_partition, _offset, ifNull(_timestamp_ms, toDateTime64(0, 3)) AS _timestamp';
    await warehouse.exec(`CREATE MATERIALIZED VIEW take TO events_meeting AS SELECT ${position}, * FROM queue`);
    async function stop(): Promise<void> {
      await warehouse.exec('DROP TABLE take SYNC');
      await warehouse.exec('DROP TABLE queue SYNC');
    }
    return { pids: [], begunAt, stop };
  }
  return {
    name: `native engine, ${format}, ${way}`,
    database,
    prepare: async (warehouse) => {
      columns = await preparePlainDatabase(warehouse);
    },
    start,
  };
}

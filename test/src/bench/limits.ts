/** What this machine's parts can do alone: reading without writing, writing without reading. */
import { encodeEvent, topicOf } from '@rapport/events';
import { createChunkSink, sinkChunkFromRows } from '@rapport/warehouse';
import { loadEvent, slices } from './load.ts';
import { dropDatabase, type Run, whenQuiet } from './measure.ts';
import { preparePlainDatabase } from './plain-table.ts';
import { end, type Load, type Rig, say } from './rig.ts';
import { usageOf } from './usage.ts';

const CHUNK_ROWS = 65_000;
const FRAME_BYTES = 5;

/** A consumer that only counts, as kafkajs comes or on the raw path of ours. */
export async function measureReading(rig: Rig, load: Load, way: 'kafkajs' | 'rapport'): Promise<Run> {
  const name = `limit: reading only, ${way === 'kafkajs' ? 'kafkajs as it comes' : 'raw path of ours'}`;
  say(`${name} …`);
  const before = { clickhouse: usageOf(rig.clickhousePid), kafka: usageOf(rig.kafkaPid) };
  const args = [rig.stack.kafkaBrokers.join(','), load.prefix, way, String(load.events)];
  const child = rig.start('test/src/bench/read-only.ts', args);
  let begun = 0;
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (text: Buffer) => {
      if (begun === 0) begun = performance.now();
      if (text.includes('done')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`${name} ended with code ${code}`)));
  });
  const seconds = (performance.now() - begun) / 1_000;
  const kafka = usageOf(rig.kafkaPid);
  const run: Run = {
    name,
    events: load.events,
    seconds,
    mover: usageOf(child.pid ?? 0),
    clickhouse: { cpuSeconds: 0, peakMb: 0 },
    kafka: { cpuSeconds: kafka.cpuSeconds - before.kafka.cpuSeconds, peakMb: kafka.peakMb },
  };
  child.removeAllListeners('exit');
  await end(child);
  return run;
}

/** The same events as chunks that are ready in memory, one insert after the other, into the plain table. */
export async function measureWriting(rig: Rig, load: Load): Promise<Run> {
  const name = 'limit: inserting only, Avro blocks from memory';
  say(`${name} …`);
  const database = 'bench_inserting_only';
  const warehouse = rig.warehouse(database);
  await preparePlainDatabase(warehouse);
  const sink = createChunkSink({ warehouse, projection: 'bench@1', epoch: 1 });
  const chunks = [...slices(0, load.events, CHUNK_ROWS)].map((numbers) =>
    sinkChunkFromRows({
      stream: 'meeting',
      topic: topicOf('meeting'),
      partition: 0,
      firstOffset: BigInt(numbers[0] ?? 0),
      lastOffset: BigInt(numbers.at(-1) ?? 0),
      dead: 0,
      rows: numbers.map((n) => {
        const bytes = encodeEvent(loadEvent(n, 0, load.seed));
        const datum = bytes.subarray(FRAME_BYTES);
        return { offset: BigInt(n), timestampMs: 0, schemaId: bytes.readUInt32BE(1), datum };
      }),
    }),
  );
  await whenQuiet(rig);
  const before = usageOf(rig.clickhousePid);
  const began = performance.now();
  for (const chunk of chunks) await sink.write(chunk);
  const after = usageOf(rig.clickhousePid);
  const seconds = (performance.now() - began) / 1_000;
  await dropDatabase(rig, database);
  const clickhouse = { cpuSeconds: after.cpuSeconds - before.cpuSeconds, peakMb: after.peakMb };
  return { name, events: load.events, seconds, mover: undefined, clickhouse, kafka: { cpuSeconds: 0, peakMb: 0 } };
}

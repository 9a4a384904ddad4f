/** Rebuilding the tables from the log, as a user would: `rapport rebuild`, beside tables that hold the same events. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Run } from './measure.ts';
import { measureMover, whenQuiet } from './measure.ts';
import { rapport } from './movers.ts';
import { type Rig, say } from './rig.ts';
import type { Wish } from './sections.ts';
import { usageOf } from './usage.ts';

const TIMES = 10;
const LOOK_EVERY_MS = 200;

/** Ten times the load of the other sections. */
export async function rebuildSection(rig: Rig, wish: Wish): Promise<Run[]> {
  const load = { prefix: 'rebuild.', partitions: 4, events: wish.events * TIMES, seed: wish.seed };
  const database = 'rebuild_live';
  await rig.makeTopics(load.prefix, load.partitions);
  say(`producing ${load.events.toLocaleString('en')} events …`);
  await rig.produce(load, ['avro']);
  const first = await measureMover(rig, rapport(rig, load, { full: true, database }), load.events, true);
  await whenQuiet(rig);
  say('rapport rebuild …');
  const before = { clickhouse: usageOf(rig.clickhousePid), kafka: usageOf(rig.kafkaPid) };
  const began = performance.now();
  const child = rig.start('packages/cli/src/main.ts', ['rebuild'], {
    RAPPORT_KAFKA_BROKERS: rig.stack.kafkaBrokers.join(','),
    RAPPORT_CLICKHOUSE_URL: rig.stack.clickhouseUrl,
    RAPPORT_CLICKHOUSE_DATABASE: database,
    RAPPORT_TOPIC_PREFIX: load.prefix,
  });
  let ended = false;
  const exit = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      ended = true;
      resolve(code);
    }),
  );
  // What it cost can only be read while it lives.
  let mover = usageOf(child.pid ?? 0);
  while (!ended) {
    try {
      mover = usageOf(child.pid ?? 0);
    } catch {
      break;
    }
    await Promise.race([exit, pause(LOOK_EVERY_MS)]);
  }
  const code = await exit;
  if (code !== 0) throw new Error(`rapport rebuild ended with code ${code}`);
  const seconds = (performance.now() - began) / 1_000;
  const [clickhouse, kafka] = [usageOf(rig.clickhousePid), usageOf(rig.kafkaPid)];
  const rebuilt: Run = {
    name: 'rapport rebuild, with comparison and swap',
    events: load.events,
    seconds,
    mover,
    clickhouse: { ...clickhouse, cpuSeconds: clickhouse.cpuSeconds - before.clickhouse.cpuSeconds },
    kafka: { ...kafka, cpuSeconds: kafka.cpuSeconds - before.kafka.cpuSeconds },
  };
  return [{ ...first, name: 'projector, the same events' }, rebuilt];
}

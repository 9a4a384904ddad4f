/** A producer that dies in mid-send and is started again: what its file says was acknowledged is what the oracle believes. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault, Stage } from './fault.ts';
import { makeLoad, ordinaryLoad } from './load.ts';
import type { Sending } from './sending.ts';

const DEATHS = 4;
const SCRIPT = join('test', 'chaos', 'producer-under-test.ts');

/** What the file of a producer process says: one number of an acknowledged batch a line. A torn last line was not acknowledged. */
export function acknowledgedBatches(file: string): Set<number> {
  if (!existsSync(file)) return new Set();
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return new Set(lines.map(Number));
}

async function produceAndDie(stage: Stage, file: string): Promise<void> {
  for (let life = 0; ; life += 1) {
    const dieAt = life < DEATHS ? String(3 + stage.dice.below(4)) : '0';
    const over = {
      CHAOS_SEED: String(stage.seed),
      CHAOS_ACK_FILE: file,
      CHAOS_DIE_AT: dieAt,
      RAPPORT_SINK_MAX_ROWS: undefined,
    };
    const producer = stage.script({ name: `producer-${life}`, script: SCRIPT }, over);
    await producer.ended;
    if (producer.exitCode() === 0) return;
    if (producer.exitCode() !== null) throw new Error(`the producer ended by itself: ${producer.tail().at(-1)}`);
  }
}

export const killedProducer: Fault = {
  name: 'producer-kill',
  does: `kill -9 of the producer in mid-send, ${DEATHS} times; it sends again whatever it has no acknowledgement of on disk`,
  needs: 'own',
  disturb: async (stage) => {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-chaos-acks-'));
    stage.closeLater(async () => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'acknowledged');
    stage.projector('one');
    stage.projector('two');
    await produceAndDie(stage, file);
    stage.healed();
    const batches = makeLoad(stage.seed, stage.topicPrefix, ordinaryLoad);
    const taken = acknowledgedBatches(file);
    const acknowledged = batches.filter((_, index) => taken.has(index));
    const idsOf = (some: typeof batches) =>
      new Set(some.flatMap(({ events }) => events.map((event) => event.event_id)));
    const putIn: Sending['putIn'] = {
      sent: idsOf(batches),
      acknowledged: idsOf(acknowledged),
      poisonAcknowledged: acknowledged.reduce((sum, { poison }) => sum + poison.length, 0),
    };
    if (taken.size !== batches.length) throw new Error(`${taken.size} of ${batches.length} batches were acknowledged`);
    stage.sentBy({ putIn, done: Promise.resolve(), stop: () => undefined });
  },
};

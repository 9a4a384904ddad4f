/** Faults of Kafka, of the way to it, of its dead-letter topic and of those who send. */
import { setTimeout as pause } from 'node:timers/promises';
import { deadLetterTopic } from '@rapport/events';
import { createLogClient } from '@rapport/log';
import { eventually } from '../src/eventually.ts';
import type { Fault, Stage } from './fault.ts';
import { plainKafka } from './log-truth.ts';
import { killedProducer } from './producer-kill.ts';
import type { ProxyMode } from './proxy.ts';

const HELD_MS = 6_000;

async function whenSomeAre(stage: Stage, count: number): Promise<void> {
  await eventually(`${count} records to be projected`, async () => (await stage.projected()) >= count);
}

const allBrokers: Fault = {
  name: 'broker-kill-all',
  does: 'kill -9 of all three brokers under load, started again',
  needs: 'rig',
  disturb: async (stage) => {
    const { brokers } = stage.rig;
    stage.projector('one');
    stage.projector('two');
    stage.send(300);
    await whenSomeAre(stage, 500);
    const ids = (brokers?.nodes ?? []).map(({ id }) => id);
    await Promise.all(ids.map((id) => brokers?.kill(id)));
    await pause(1_000);
    await Promise.all(ids.map((id) => brokers?.start(id)));
    stage.healed();
  },
};

const oneBroker: Fault = {
  name: 'broker-kill-one',
  does: 'kill -9 of one of three brokers (replication 3, two must have a record); the load goes on; it comes back after 10 s',
  needs: 'rig',
  disturb: async (stage) => {
    const { brokers } = stage.rig;
    stage.projector('one');
    stage.projector('two');
    stage.send(500);
    await whenSomeAre(stage, 500);
    const id = 1 + stage.dice.below(3);
    await brokers?.kill(id);
    // Recovery is to happen without it.
    stage.healed();
    await pause(10_000);
    await brokers?.start(id);
  },
};

const network = (name: string, does: string, harm: (stage: Stage) => Promise<void>): Fault => ({
  ...{ name, does, needs: 'fronts' },
  disturb: async (stage) => {
    const over = { RAPPORT_KAFKA_BROKERS: (stage.rig.fronts ?? []).map(({ port }) => `127.0.0.1:${port}`).join(',') };
    stage.projector('behind', over);
    stage.projector('beside');
    stage.send(300);
    await whenSomeAre(stage, 500 + stage.dice.below(1_000));
    await harm(stage);
    stage.healed();
  },
});

async function heldIn({ rig: { fronts = [] } }: Stage, mode: ProxyMode, ms: number): Promise<void> {
  for (const front of fronts) front.setMode(mode);
  await pause(ms);
  for (const front of fronts) front.setMode('open');
}

const deadLettersAway: Fault = {
  name: 'dead-letters-away',
  does: 'the dead-letter topic is not there while bad records come; it is made again after 6 s',
  needs: 'own',
  disturb: async (stage) => {
    const one = stage.projector('one');
    await eventually('the projector to join', async () => one.tail().some((line) => line.includes('joined the group')));
    const admin = plainKafka(stage.rig.kafkaBrokers).admin();
    const topic = deadLetterTopic(stage.topicPrefix);
    await admin.connect();
    await admin.deleteTopics({ topics: [topic] });
    await admin.disconnect();
    stage.send();
    await pause(HELD_MS);
    // By a client of its own: one that has asked for a topic that is gone refuses everything else too.
    const operator = createLogClient({
      brokers: stage.rig.kafkaBrokers,
      clientId: 'chaos-operator',
      topicPrefix: stage.topicPrefix,
    });
    await operator.ensureTopics();
    await operator.close();
    stage.healed();
  },
};

export const brokerFaults: readonly Fault[] = [
  allBrokers,
  oneBroker,
  network('kafka-cut', 'one projector’s connections to all brokers are reset and refused for 6 s', (stage) =>
    heldIn(stage, 'cut', HELD_MS),
  ),
  network(
    'kafka-hang',
    'one projector’s brokers accept and do not answer for 12 s, longer than its session lasts',
    (stage) => heldIn(stage, 'paused', 2 * HELD_MS),
  ),
  network('kafka-half-open', 'one projector’s connections swallow what they are given and are never told', (stage) =>
    heldIn(stage, 'half-open', HELD_MS),
  ),
  network(
    'kafka-slow',
    'every piece of data between one projector and the brokers is 100 ms late, for 6 s',
    async (stage) => {
      for (const front of stage.rig.fronts ?? []) front.setDelay(100);
      await pause(HELD_MS);
      for (const front of stage.rig.fronts ?? []) front.setDelay(0);
    },
  ),
  deadLettersAway,
  killedProducer,
];

/** Makes the place for a run: a log and a database of its own, and everything that has to go when it is over. */
import { deadLetterTopic, streams, topicOf } from '@rapport/events';
import { createLogClient, type LogClient } from '@rapport/log';
import { createWarehouse, groupIdOf, migrate, warehouseProjection } from '@rapport/warehouse';
import type { Fault, Stage } from './fault.ts';
import { makeLoad, ordinaryLoad } from './load.ts';
import { plainKafka } from './log-truth.ts';
import { type Member, type MemberEnv, startMember, startProjector, startProjectorUnderTest } from './members.ts';
import { patiently } from './patiently.ts';
import type { Rig } from './rig.ts';
import { diceFrom, seedOf } from './seed.ts';
import { type Sending, startSending } from './sending.ts';

export const GROUP = groupIdOf(warehouseProjection);
// Small chunks, so that there are many moments to fail at.
const CHUNK_ROWS = '300';

export type OpenStage = {
  stage: Stage;
  streamTopics: readonly string[];
  deadLetters: string;
  members: readonly Member[];
  sending(): Sending | undefined;
  healedAt(): number | undefined;
  close(): Promise<void>;
};

let opened = 0;

/** What is on the topics and not behind the group's checkpoints; a range announced and not confirmed counts too. */
export async function lagOf(log: LogClient, groupId: string, topics: readonly string[]): Promise<number> {
  let lag = 0;
  for (const topic of topics) {
    const [ends, committed] = await patiently(() =>
      Promise.all([log.endOffsets(topic), log.committed(groupId, topic)]),
    );
    for (const [partition, end] of ends) {
      const position = committed.get(partition);
      lag += Number(end - (position?.offset ?? 0n)) + (position?.pending === undefined ? 0 : 1);
    }
  }
  return lag;
}

async function removeTopics(brokers: readonly string[], topics: readonly string[]): Promise<void> {
  const admin = plainKafka(brokers).admin();
  try {
    await admin.connect();
    await admin.deleteTopics({ topics: [...topics] });
  } finally {
    await admin.disconnect();
  }
}

export async function openStage(rig: Rig, seed: number, fault: Fault): Promise<OpenStage> {
  opened += 1;
  const database = `chaos${process.pid.toString(36)}x${opened}`;
  const topicPrefix = `${database}.`;
  const log = createLogClient({ brokers: rig.kafkaBrokers, clientId: 'chaos', topicPrefix });
  const warehouse = createWarehouse({ url: rig.clickhouseUrl, database });
  const streamTopics = streams.map(({ name }) => topicOf(name, topicPrefix));
  const deadLetters = deadLetterTopic(topicPrefix);
  const members: Member[] = [];
  const closings: (() => Promise<unknown>)[] = [];
  let sending: Sending | undefined;
  let healedAt: number | undefined;
  await migrate(warehouse);
  // What a merge would take away is to be seen: only then can the first line of defence be judged by itself.
  await warehouse.exec('SYSTEM STOP MERGES event_receipts');
  await log.ensureTopics();
  const producer = await log.createProducer();

  const env = (over: MemberEnv = {}): MemberEnv => ({
    RAPPORT_KAFKA_BROKERS: rig.kafkaBrokers.join(','),
    RAPPORT_CLICKHOUSE_URL: rig.clickhouseUrl,
    RAPPORT_CLICKHOUSE_DATABASE: database,
    RAPPORT_TOPIC_PREFIX: topicPrefix,
    RAPPORT_SINK_MAX_ROWS: CHUNK_ROWS,
    ...over,
  });
  function keep(member: Member): Member {
    members.push(member);
    return member;
  }
  function send(paceMs = 100): Sending {
    const batches = makeLoad(seed, topicPrefix, fault.load ?? ordinaryLoad);
    sending = startSending({ producer, batches, paceMs });
    return sending;
  }
  async function projected(): Promise<number> {
    const positions = await patiently(() => Promise.all(streamTopics.map((topic) => log.committed(GROUP, topic))));
    return positions.flatMap((one) => [...one.values()]).reduce((sum, { offset }) => sum + Number(offset), 0);
  }

  async function close(): Promise<void> {
    sending?.stop();
    await Promise.all(members.map((member) => member.stop()));
    const rest = [
      ...closings.map((closing) => closing()),
      producer.close(),
      warehouse.exec(`DROP DATABASE IF EXISTS ${database}`),
      warehouse.exec(`DROP DATABASE IF EXISTS ${database}_quiet`),
      removeTopics(rig.kafkaBrokers, [...streamTopics, deadLetters]),
    ];
    // On a broken rig not all of this can be had; the rig's own end removes what is left.
    await Promise.allSettled(rest);
    await Promise.allSettled([log.close(), warehouse.close()]);
  }

  return {
    stage: {
      ...{ rig, seed, warehouse, log, topicPrefix, send, projected },
      dice: diceFrom(seedOf(seed, fault.name)),
      projector: (name, over, nodeArgs) => keep(startProjector(name, env(over), nodeArgs)),
      underTest: (name, plan, over) => keep(startProjectorUnderTest(name, env(over), plan)),
      script: (spec, over) => keep(startMember({ ...spec, env: env(over) })),
      sentBy: (other) => {
        sending = other;
      },
      healed: (at = Date.now()) => {
        healedAt = at;
      },
      closeLater: (closing) => void closings.push(closing),
    },
    ...{ streamTopics, deadLetters, members, close },
    sending: () => sending,
    healedAt: () => healedAt,
  };
}

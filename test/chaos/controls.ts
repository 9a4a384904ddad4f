/**
 * Controls. With a defence switched off the damage must be found, or the check is blind; with one line of defence alone
 * there must be none. Switched off here only, by wrapped parts (wrapped.ts), by this run's own tables, by its own group.
 */
import { eventually } from '../src/eventually.ts';
import type { Fault, Stage } from './fault.ts';
import { plainKafka } from './log-truth.ts';
import type { Defence } from './plan.ts';
import { freezeAndWake, untilDead } from './process-faults.ts';
import { GROUP } from './stage.ts';

const EMPTY_MS = 30_000;

/** Takes the second line away: rows of the same record stay side by side. */
async function keepEveryRow({ warehouse }: Stage): Promise<void> {
  await warehouse.exec(
    `CREATE TABLE plain_receipts AS event_receipts ENGINE = MergeTree ORDER BY (stream, partition, offset)
     SETTINGS non_replicated_deduplication_window = 50000`,
  );
  await warehouse.exec('EXCHANGE TABLES event_receipts AND plain_receipts');
}

/** Takes the pending range away: the committed offsets stay, what was announced with them is forgotten. */
async function forgetPending(stage: Stage): Promise<void> {
  const admin = plainKafka(stage.rig.kafkaBrokers).admin();
  const groupId = `${stage.topicPrefix}${GROUP}`;
  try {
    await admin.connect();
    await eventually(
      'the group to be empty',
      async () => (await admin.describeGroups([groupId])).groups[0]?.state === 'Empty',
      EMPTY_MS,
    );
    for (const { topic, partitions } of await admin.fetchOffsets({ groupId })) {
      const known = partitions.filter(({ offset }) => Number(offset) >= 0);
      if (known.length === 0) continue;
      await admin.setOffsets({
        groupId,
        topic,
        partitions: known.map(({ partition, offset }) => ({ partition, offset })),
      });
    }
  } finally {
    await admin.disconnect();
  }
}

type Switches = { token: boolean; pending: boolean };

/** One projector dies between storing and committing; the next one reads on, and cuts its chunks elsewhere. */
async function dieAndGoOn(stage: Stage, { token, pending }: Switches): Promise<void> {
  const without: Defence[] = token ? [] : ['token'];
  const blow = { moment: 'stored', chunk: 3 + stage.dice.below(3), what: 'kill' } as const;
  const victim = stage.underTest('victim', { without, blow });
  stage.send();
  await untilDead(stage, victim);
  if (!pending) await forgetPending(stage);
  stage.underTest('successor', { without }, { RAPPORT_SINK_MAX_ROWS: '170' });
}

const control = (name: string, does: string, rest: Omit<Fault, 'name' | 'does' | 'needs'>): Fault => ({
  ...{ name, does, needs: 'own' as const },
  ...rest,
});

export const controls: readonly Fault[] = [
  control('without-order', 'offsets are committed before rows are stored; kill -9', {
    mustFind: 'lost',
    disturb: async (stage) => {
      const blow = { moment: 'announced', chunk: 6, what: 'kill' } as const;
      const victim = stage.underTest('victim', { without: ['order'], blow });
      stage.send();
      await untilDead(stage, victim);
      stage.projector('successor');
    },
  }),
  control('without-dead-letters', 'bad records are dropped, their offsets committed', {
    mustFind: 'lost',
    disturb: async (stage) => {
      stage.underTest('careless', { without: ['dead-letters'] });
      await stage.send(50).done;
    },
  }),
  control('without-both-lines', 'no pending replay, no token, no merging rows; kill -9 before the commit', {
    mustFind: 'duplicated',
    unaudited: true,
    prepare: keepEveryRow,
    disturb: (stage) => dieAndGoOn(stage, { token: false, pending: false }),
  }),
  control('without-token', 'pending replay, but no token and no merging rows; kill -9 before the commit', {
    mustFind: 'duplicated',
    unaudited: true,
    prepare: keepEveryRow,
    disturb: (stage) => dieAndGoOn(stage, { token: false, pending: true }),
  }),
  control('without-replay', 'tokens, but no pending replay and no merging rows; kill -9 before the commit', {
    mustFind: 'duplicated',
    unaudited: true,
    prepare: keepEveryRow,
    disturb: (stage) => dieAndGoOn(stage, { token: true, pending: false }),
  }),
  control('fence-alone', 'a zombie that asks whether it is stale; no token, no merging rows', {
    unaudited: true,
    prepare: keepEveryRow,
    disturb: (stage) => freezeAndWake(stage, 'announced', { without: ['token'], oneAtATime: true }),
  }),
  control('without-fence', 'a zombie that does not ask whether it is stale; no token, no merging rows', {
    mustFind: 'duplicated',
    unaudited: true,
    prepare: keepEveryRow,
    disturb: (stage) => freezeAndWake(stage, 'announced', { without: ['token', 'fence'], oneAtATime: true }),
  }),
  control('first-line-alone', 'pending replay and tokens, but no merging rows; kill -9 before the commit', {
    unaudited: true,
    prepare: keepEveryRow,
    disturb: (stage) => dieAndGoOn(stage, { token: true, pending: true }),
  }),
  control('second-line-alone', 'no pending replay and no token, but rows merge; kill -9 before the commit', {
    mustFind: 'rawDuplicates',
    disturb: (stage) => dieAndGoOn(stage, { token: false, pending: false }),
  }),
];

/** Faults of the projectors themselves: killed at every moment of a chunk, frozen, joining and leaving, with wrong clocks. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../src/eventually.ts';
import { projectRoot } from '../src/rapport-command.ts';
import type { Fault, Stage } from './fault.ts';
import type { Member } from './members.ts';
import type { Moment, Plan } from './plan.ts';

const STRIKE_MS = 60_000;
// Beyond the session timeout of a process under test (6 s), by enough for the group to have given its partitions away.
const FROZEN_MS = 9_000;
const CLOCK = join(projectRoot, 'test', 'chaos', 'clock-skew.ts');
const HOUR_MS = 3_600_000;

/** Waits for a process to die by its own hand; recovery counts from then. */
export async function untilDead(stage: Stage, victim: Member): Promise<void> {
  await eventually(`${victim.name} to die`, async () => !victim.isRunning(), STRIKE_MS);
  if (victim.exitCode() !== null) throw new Error(`${victim.name} was to be killed and ended by itself`);
  stage.healed(victim.endedAt());
}

const words: Record<Moment, string> = {
  announced: 'after the pending commit, before the insert',
  'half-sent': 'in the middle of the insert’s bytes',
  inserting: 'when the insert is sent and not answered',
  inserted: 'when the rows are stored and the ledger row is not',
  stored: 'when all is stored and the offset is not committed',
};

function killAt(moment: Moment): Fault {
  return {
    name: `kill-${moment}`,
    does: `kill -9 ${words[moment]}; another projector runs on, a new one starts`,
    needs: 'own',
    disturb: async (stage) => {
      const victim = stage.underTest('victim', { blow: { moment, chunk: 2 + stage.dice.below(5), what: 'kill' } });
      // With partitions of its own before there is anything to read: on a slow machine the others would leave it nothing.
      await victim.said('"assignment"', STRIKE_MS);
      stage.projector('survivor');
      stage.send();
      await untilDead(stage, victim);
      stage.projector('successor');
    },
  };
}

/** Freezes one projector at the moment until the group has given its partitions to another, then lets it go on. */
export async function freezeAndWake(stage: Stage, moment: Moment, plan: Plan = {}): Promise<void> {
  const blow = { moment, chunk: 2 + stage.dice.below(4), what: 'freeze' } as const;
  const zombie = stage.underTest('zombie', { ...plan, blow });
  stage.underTest('survivor', { ...plan });
  stage.send(300);
  await zombie.said('frozen', STRIKE_MS);
  await pause(FROZEN_MS);
  zombie.signal('SIGCONT');
  stage.healed();
}

const zombie = (moment: Moment): Fault => ({
  name: `zombie-${moment}`,
  does: `SIGSTOP ${words[moment]}, for longer than the session timeout, then SIGCONT: it goes on with what is not its own any more`,
  needs: 'own',
  disturb: (stage) => freezeAndWake(stage, moment),
});

const storm: Fault = {
  name: 'rebalance-storm',
  does: 'for 15 s a projector joins or leaves about every second, every second one by kill -9',
  needs: 'own',
  disturb: async (stage) => {
    stage.projector('steady');
    stage.send(400);
    await eventually('the first chunk', async () => (await stage.projected()) > 0);
    const guests: Member[] = [];
    for (let second = 0; second < 15; second += 1) {
      if (second % 3 !== 2) guests.push(stage.underTest(`guest-${second}`, {}));
      else guests.shift()?.signal(stage.dice.chance(0.5) ? 'SIGKILL' : 'SIGTERM');
      if (guests.length > 2) guests.shift()?.signal(stage.dice.chance(0.5) ? 'SIGKILL' : 'SIGTERM');
      await pause(1_000);
    }
    for (const guest of guests) guest.signal('SIGKILL');
  },
};

const clocks: Fault = {
  name: 'clock-skew',
  does: 'one projector’s clock is an hour fast, another’s an hour slow; the fast one is killed and the slow one takes over',
  needs: 'own',
  disturb: async (stage) => {
    const fast = stage.projector('fast', { CHAOS_SKEW_MS: String(HOUR_MS) }, ['--import', CLOCK]);
    stage.projector('slow', { CHAOS_SKEW_MS: String(-HOUR_MS) }, ['--import', CLOCK]);
    stage.send(250);
    await eventually('some chunks', async () => (await stage.projected()) > 2_000);
    fast.signal('SIGKILL');
    await untilDead(stage, fast);
  },
};

export const processFaults: readonly Fault[] = [
  killAt('announced'),
  killAt('half-sent'),
  killAt('inserting'),
  killAt('inserted'),
  killAt('stored'),
  zombie('announced'),
  zombie('half-sent'),
  storm,
  clocks,
];

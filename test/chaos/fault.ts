/** What a fault is, and what it can do to a run. */
import type { LogClient } from '@rapport/log';
import type { Warehouse } from '@rapport/warehouse';
import type { LoadSize } from './load.ts';
import type { Member, MemberEnv, MemberSpec } from './members.ts';
import type { Plan } from './plan.ts';
import type { Rig } from './rig.ts';
import type { Dice } from './seed.ts';
import type { Sending } from './sending.ts';

/** One run's log and database, and the processes on them. */
export type Stage = {
  rig: Rig;
  seed: number;
  dice: Dice;
  warehouse: Warehouse;
  log: LogClient;
  topicPrefix: string;
  /** The shipped projector. Give over what of its environment is to be different. */
  projector(name: string, over?: MemberEnv, nodeArgs?: readonly string[]): Member;
  /** The projector with a plan. */
  underTest(name: string, plan: Plan, over?: MemberEnv): Member;
  /** Any other script. */
  script(spec: Omit<MemberSpec, 'env'>, over?: MemberEnv): Member;
  /** Starts the load; a batch every `paceMs` at best. */
  send(paceMs?: number): Sending;
  /** Somebody else sends, and tells what was acknowledged. */
  sentBy(sending: Sending): void;
  /** Recovery counts from here: the kill, or the end of what held things up. Default: the end of `disturb`. */
  healed(at?: number): void;
  /** How many records are behind the group's checkpoints. */
  projected(): Promise<number>;
  /** Closed with the run. */
  closeLater(close: () => Promise<unknown>): void;
};

export type Finding = 'lost' | 'duplicated' | 'rawDuplicates';

export type Fault = {
  name: string;
  /** In words, for the list. */
  does: string;
  /** What it needs for itself alone: its `own` processes, the proxies before the brokers, or the whole rig. */
  needs: 'own' | 'fronts' | 'rig';
  load?: LoadSize;
  /** What is different before anything starts. */
  prepare?(stage: Stage): Promise<void>;
  /** Starts projectors and load, does harm. Resolves when the harm is over. */
  disturb(stage: Stage): Promise<void>;
  /**
   * Set in a control, where a defence is switched off: this must be found, or the check is blind. `rawDuplicates` alone is
   * no damage: what the first line let through, the second has merged away.
   */
  mustFind?: Finding;
  /** Its tables are not what the auditor reads: judged without it. */
  unaudited?: boolean;
};

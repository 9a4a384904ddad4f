/** What a process under test is told to suffer, and which of its defences are switched off. Goes over in one variable. */

/**
 * Moments in the life of a chunk of events. `announced`: its range is committed as pending. `half-sent`: half of its
 * insert's bytes are on the way. `inserting`: all of them are, no answer yet. `inserted`: its rows are stored, its ledger
 * row is not. `stored`: all is, its offset is not committed.
 */
export type Moment = 'announced' | 'half-sent' | 'inserting' | 'inserted' | 'stored';

/** What happens to the process itself, on its n-th chunk of events (from 1). `freeze` waits for a SIGCONT from outside. */
export type Blow = { moment: Moment; chunk: number; what: 'kill' | 'freeze' };

/**
 * Defences that can be switched off, here only. `order`: the offset is committed before the rows are stored. `token`: no
 * deduplication token. `dead-letters`: bad records are dropped. `fence`: whoever lost the partition does not hear of it.
 */
export type Defence = 'order' | 'token' | 'dead-letters' | 'fence';

export type Plan = {
  blow?: Blow;
  without?: readonly Defence[];
  /** Another name for the projection: a group of its own, which reads the log from its start and writes no dead letters. */
  quietAs?: string;
  /** One chunk is stored at a time, all partitions together: what else was on its way plays no part then. */
  oneAtATime?: boolean;
  sessionTimeoutMs?: number;
  requestTimeoutMs?: number;
};

export const PLAN_VARIABLE = 'CHAOS_PLAN';

export function planFrom(env: Record<string, string | undefined>): Plan {
  return JSON.parse(env[PLAN_VARIABLE] ?? '{}') as Plan;
}

/** Whether the time of an answer tells hidden cells from one another or from empty ones: for the report, as a busy machine decides no test. */
import { performance } from 'node:perf_hooks';
import { pathOf } from './adversary.ts';
import type { Ground } from './ground.ts';

const ROUNDS = 150;
const WARM_UP = 10;

export type Timing = {
  what: string;
  medianMs: number /** Chance that it takes longer than the first. 0.5: no telling. */;
  longer: number;
};

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Mann and Whitney's: of all pairs, the share in which the second is longer. */
function shareLonger(first: readonly number[], second: readonly number[]): number {
  const wins = second.flatMap((b) => first.map((a): number => (b > a ? 1 : b === a ? 0.5 : 0)));
  return wins.reduce((sum, win) => sum + win, 0) / wins.length;
}

/** Asks about a small department, one hidden for its sake and one of nobody, in turns, so that what else runs hits all alike. */
export async function timingOf(ground: Ground): Promise<Timing[]> {
  const who = ground.admit('analyst');
  const asked = [
    { what: 'few people (legal)', department: 'legal' },
    { what: 'hidden with it (finance)', department: 'finance' },
    { what: 'nobody (no such department)', department: 'nobody' },
  ].map((one) => ({ ...one, times: [] as number[] }));
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
    for (let turn = 0; turn < asked.length; turn += 1) {
      const one = asked[(round + turn) % asked.length];
      const path = pathOf('pairings', 'series', { programme: 'alpha', 'f.mentee_department': one?.department ?? '' });
      const began = performance.now();
      await who.get(path);
      if (round >= WARM_UP) one?.times.push(performance.now() - began);
    }
  }
  const [first] = asked;
  return asked.map(({ what, times }) => ({
    what,
    medianMs: median(times),
    longer: shareLonger(first?.times ?? [], times),
  }));
}

/** Whether the projection works, in one sentence when it does not. */
import type { Projector } from './projector.ts';
import { describeStandstill } from './standstill.ts';

type Observed = Pick<Projector, 'trouble' | 'state'>;

// Probes may come every moment; Kafka is asked this often.
const ASK_EVERY_MS = 5_000;

/**
 * A readiness check: rejects with `starting` before there is a projector, with what fails and is being repeated, or with
 * the partition that stands still. A quiet topic is ready. Kafka being away is another check’s to tell.
 */
export function createProjectionCheck(projector: () => Observed | undefined, now: () => number = Date.now) {
  let asked = Number.NEGATIVE_INFINITY;
  let standstill: string | undefined;

  async function look(running: Observed): Promise<void> {
    if (now() - asked < ASK_EVERY_MS) return;
    asked = now();
    const state = await running.state().catch(() => undefined);
    if (state === undefined) return;
    standstill = state.standstill === undefined ? undefined : describeStandstill(state.standstill);
  }

  return async function checkProjection(): Promise<void> {
    const running = projector();
    if (running === undefined) throw new Error('starting');
    const trouble = running.trouble();
    if (trouble !== undefined) throw new Error(`${trouble.code}: ${trouble.message} (${trouble.attempts} attempts)`);
    await look(running);
    if (standstill !== undefined) throw new Error(standstill);
  };
}

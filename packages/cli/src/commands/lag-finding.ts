/** What `doctor` says of the projector's lag. */
import { readLags } from '../lag.ts';
import type { Platform } from '../platform.ts';

// A record that waits longer than this shows a projector that does not keep up, or does not run.
const LATE_SECONDS = 60;

async function lagText(platform: Platform, topicPrefix: string): Promise<{ ok: boolean; says: string }> {
  const connections = await platform.connect();
  try {
    const lags = await readLags(connections.log, topicPrefix);
    const times = lags.flatMap(({ oldestWaitingMs }) => (oldestWaitingMs === undefined ? [] : [oldestWaitingMs]));
    if (times.length === 0) return { ok: true, says: 'everything on the log is queryable' };
    const waiting = lags.reduce((sum, { end, done }) => sum + end - done, 0n);
    const seconds = Math.max(0, (Date.now() - Math.min(...times)) / 1_000);
    return { ok: seconds < LATE_SECONDS, says: `${waiting} records wait, the oldest for ${seconds.toFixed(1)} s` };
  } finally {
    await connections.close();
  }
}

/** How far the projector is behind, as a check: well while nothing waits for long. */
export async function lagFinding(platform: Platform, topicPrefix: string) {
  try {
    return { check: 'lag', ...(await lagText(platform, topicPrefix)) };
  } catch (error) {
    return { check: 'lag', ok: false, says: error instanceof Error ? error.message : String(error) };
  }
}

/** `rapport status`: what runs, where it listens, and how far the projector is. */
import { readLags, type StreamLag } from '../lag.ts';
import type { Platform } from '../platform.ts';
import type { Settings } from '../settings.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

function lagLine({ stream, end, done, oldestWaitingMs }: StreamLag, now: number): string[] {
  const behind = oldestWaitingMs === undefined ? '0' : (Math.max(0, now - oldestWaitingMs) / 1_000).toFixed(1);
  return [stream, String(end), String(end - done), behind];
}

/** Prints the processes and the lag; false when nothing runs. */
export async function status(platform: Platform, settings: Settings, terminal: Terminal): Promise<boolean> {
  const processes = await platform.processes();
  terminal.print(
    table(
      ['process', 'state', 'pid', 'port'],
      processes.map((p) => [
        p.name,
        p.alive ? 'running' : 'dead',
        String(p.pid),
        p.port === undefined ? '–' : String(p.port),
      ]),
    ),
  );
  if (!processes.some((process) => process.alive)) {
    terminal.say('nothing runs here: start it with `npm start` or `npm run -s rapport -- up`');
    return false;
  }
  const connections = await platform.connect();
  try {
    const lags = await readLags(connections.log, settings.topicPrefix);
    const now = Date.now();
    terminal.print(
      `\n${table(
        ['stream', 'records', 'waiting', 'seconds behind'],
        lags.map((lag) => lagLine(lag, now)),
      )}`,
    );
    const end = lags.reduce((sum, lag) => sum + lag.end, 0n);
    const done = lags.reduce((sum, lag) => sum + lag.done, 0n);
    terminal.print(`\n${done} of ${end} records on the log are queryable (${end - done} waiting)`);
  } finally {
    await connections.close();
  }
  return true;
}

/** `rapport status`: what runs, where it listens, and how far the projector is. */
import { readPositions } from '../lag.ts';
import type { Platform } from '../platform.ts';
import type { Settings } from '../settings.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

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
    const { end, done } = await readPositions(connections.log, settings.topicPrefix);
    terminal.print(`\n${done} of ${end} records on the log are queryable (${end - done} waiting)`);
  } finally {
    await connections.close();
  }
  return true;
}

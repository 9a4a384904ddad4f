/** What every command is given. */
import type { Connections, Platform } from './platform.ts';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

export type Context = { settings: Settings; platform: Platform; terminal: Terminal };

/** Does work with connections to what runs, and gives them back whatever happens. */
export async function connected<T>({ platform }: Context, work: (connections: Connections) => Promise<T>): Promise<T> {
  const connections = await platform.connect();
  try {
    return await work(connections);
  } finally {
    await connections.close();
  }
}

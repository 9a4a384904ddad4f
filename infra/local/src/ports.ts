import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { StackError } from './stack-error.ts';

const LOOPBACK = '127.0.0.1';

/** A TCP port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const port = await bindOnce(0);
  if (port === undefined)
    throw new StackError('PORT_TAKEN', 'No free port is left on this machine', { retriable: true });
  return port;
}

/** `last`: the port it had before, taken again instead of any free one, as others still know it by that port. */
export type PortUse = { wanted: number; owner: string; knob: string; last?: number | undefined };

const TRIES = 3;

/**
 * Starts something on the wanted port, or on any free one for 0. Another program may take a free port before the new
 * process has bound it, so that a start on a free port which fails is tried again on another.
 * Fails with PORT_TAKEN, which names the knob that changes the port.
 */
export async function onPort<T>(use: PortUse, start: (port: number) => Promise<T>): Promise<T> {
  if (use.wanted !== 0) return start(await claimPort(use));
  let { last } = use;
  for (let tries = 1; ; tries += 1) {
    try {
      return await start(await portAgain(last));
    } catch (error) {
      const ended = error instanceof StackError && error.code === 'PROCESS_EXITED';
      last = undefined;
      if (!ended || tries === TRIES || !/EADDRINUSE|Address already in use/.test(error.message)) throw error;
    }
  }
}

// A process that was killed just now is gone, but its threads may keep its socket for some moments more.
const LAST_PORT_WAIT_MS = 2_000;
const POLL_MS = 40;

async function portAgain(last: number | undefined): Promise<number> {
  if (last === undefined) return freePort();
  const deadline = Date.now() + LAST_PORT_WAIT_MS;
  while ((await bindOnce(last)) === undefined) {
    if (Date.now() > deadline) return freePort();
    await pause(POLL_MS);
  }
  return last;
}

async function claimPort({ wanted, owner, knob }: PortUse): Promise<number> {
  if ((await bindOnce(wanted)) !== undefined) return wanted;
  const text = `Port ${wanted} for ${owner} is taken by another program: end that program, or set ${knob} (0 = any free port)`;
  throw new StackError('PORT_TAKEN', text);
}

function bindOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}

import { createServer } from 'node:net';
import { StackError } from './stack-error.ts';

const LOOPBACK = '127.0.0.1';

/** A TCP port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const port = await bindOnce(0);
  if (port === undefined)
    throw new StackError('PORT_TAKEN', 'No free port is left on this machine', { retriable: true });
  return port;
}

/** The wanted port if it is free, any free one for 0; else PORT_TAKEN, which names the knob that changes it. */
export async function claimPort(wanted: number, owner: string, knob: string): Promise<number> {
  if (wanted === 0) return freePort();
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

/** A TCP proxy that can be a bad network: pause, cut, half-open, delay. One per address that it stands before. */
import { createServer, type Server, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * `open`: passes everything on. `paused`: connections are accepted and stay, bytes wait and go on later. `half-open`: bytes
 * vanish and connections stay, with nobody told, ever. `cut`: connections are reset and new ones refused.
 */
export type ProxyMode = 'open' | 'paused' | 'half-open' | 'cut';

export type TcpProxy = {
  port: number;
  mode(): ProxyMode;
  setMode(mode: ProxyMode): void;
  /** Every piece of data is this late, in both directions; 0 = at once. */
  setDelay(ms: number): void;
  /** Connections that are open at present. */
  connections(): number;
  close(): Promise<void>;
};

type Link = { near: Socket; far: Socket /** Its bytes vanish for good. */; lost: boolean };

const HOST = '127.0.0.1';

/** Listens on `port` (0 = any free one) and passes on to `target`, asked at each connection, on this machine. */
export async function startProxy(target: () => number, port = 0): Promise<TcpProxy> {
  const links = new Set<Link>();
  let mode: ProxyMode = 'open';
  let delayMs = 0;
  let wake = Promise.withResolvers<void>();

  async function pass(link: Link, from: Socket, to: Socket): Promise<void> {
    // One piece after the other: what is read is on its way before the next is read, so order holds in every mode.
    for await (const piece of from) {
      if (delayMs > 0) await pause(delayMs);
      while (mode === 'paused') await wake.promise;
      if (link.lost || mode === 'half-open') continue;
      if (!to.write(piece as Buffer)) await new Promise((resolve) => to.once('drain', resolve).once('close', resolve));
    }
    while (mode === 'paused') await wake.promise;
    if (!link.lost) to.end();
  }

  function drop(link: Link): void {
    links.delete(link);
    link.near.resetAndDestroy();
    link.far.resetAndDestroy();
  }

  function accept(near: Socket): void {
    if (mode === 'cut') return void near.resetAndDestroy();
    const far = new Socket({ allowHalfOpen: true });
    const link: Link = { near, far, lost: mode === 'half-open' };
    links.add(link);
    near.setNoDelay(true);
    far.setNoDelay(true);
    for (const socket of [near, far]) {
      socket.on('error', () => !link.lost && drop(link));
      socket.on('close', () => !link.lost && links.delete(link));
    }
    if (!link.lost) far.connect(target(), HOST);
    Promise.all([pass(link, near, far), pass(link, far, near)]).catch(() => !link.lost && drop(link));
  }

  function setMode(next: ProxyMode): void {
    mode = next;
    if (next === 'half-open') for (const link of links) link.lost = true;
    if (next === 'cut') for (const link of links) drop(link);
    wake.resolve();
    wake = Promise.withResolvers();
  }

  async function close(): Promise<void> {
    setMode('cut');
    await new Promise((resolve) => server.close(resolve));
  }

  const server: Server = createServer({ allowHalfOpen: true }, accept);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, HOST, resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    mode: () => mode,
    setMode,
    setDelay: (ms) => {
      delayMs = ms;
    },
    connections: () => links.size,
    close,
  };
}

import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../src/eventually.ts';
import { startProxy, type TcpProxy } from './proxy.ts';

// An echo behind a proxy, and a client that remembers what it heard.
let echo: Server;
let proxy: TcpProxy;
const sockets = new Set<Socket>();

beforeEach(async () => {
  echo = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).pipe(socket);
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  const address = echo.address();
  proxy = await startProxy(() => (typeof address === 'object' ? (address?.port ?? 0) : 0));
});

afterEach(async () => {
  await proxy.close();
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await new Promise((resolve) => echo.close(resolve));
});

function client() {
  const heard = { text: '', ended: false };
  const socket = connect(proxy.port, '127.0.0.1');
  sockets.add(socket);
  socket.on('data', (data) => {
    heard.text += data.toString();
  });
  socket
    .on('error', () => undefined)
    .on('close', () => {
      heard.ended = true;
    });
  const hears = (text: string) => eventually(`hearing ${text}`, async () => heard.text === text, 5_000);
  return { heard, socket, hears };
}

describe('the proxy', () => {
  it('passes everything on, and later when it is told to be slow', async () => {
    const { socket, hears } = client();
    socket.write('one');
    await hears('one');
    proxy.setDelay(60);
    const began = performance.now();
    socket.write('two');
    await hears('onetwo');
    expect(performance.now() - began).toBeGreaterThanOrEqual(115);
  });

  it('holds bytes back while it is paused, and loses none', async () => {
    const { socket, heard, hears } = client();
    socket.write('one');
    await hears('one');
    proxy.setMode('paused');
    socket.write('two');
    const late = client();
    late.socket.write('three');
    await eventually('both connections', async () => proxy.connections() === 2);
    expect([heard.text, late.heard.text]).toEqual(['one', '']);
    proxy.setMode('open');
    await hears('onetwo');
    await late.hears('three');
  });

  it('half open, swallows what it is given and tells nobody, and works for whoever comes later', async () => {
    const { socket, heard, hears } = client();
    socket.write('one');
    await hears('one');
    proxy.setMode('half-open');
    socket.write('two');
    proxy.setMode('open');
    socket.write('three');
    const later = client();
    later.socket.write('four');
    await later.hears('four');
    expect(heard).toEqual({ text: 'one', ended: false });
  });

  it('cut, resets what is open and refuses what comes', async () => {
    const { socket, heard, hears } = client();
    socket.write('one');
    await hears('one');
    proxy.setMode('cut');
    await eventually('the end', async () => heard.ended, 5_000);
    const refused = client();
    await eventually('the refusal', async () => refused.heard.ended, 5_000);
    proxy.setMode('open');
    const later = client();
    later.socket.write('two');
    await later.hears('two');
  });
});

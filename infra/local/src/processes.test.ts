import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from './lock.ts';
import { freePort, onPort } from './ports.ts';
import { identify, isAlive } from './process-identity.ts';
import { listProcesses, type ProcessSpec, startProcess, stopProcess } from './processes.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rapport-processes-'));
});
afterEach(async () => {
  for (const one of listProcesses(home)) await stopProcess(home, one.name, { graceMs: 100 });
  rmSync(home, { recursive: true, force: true });
});

const LISTEN = `require('node:http').createServer((_, r) => r.end(process.env.WORD)).listen(process.argv[1], '127.0.0.1')`;

async function webProcess(over: Partial<ProcessSpec> = {}): Promise<ProcessSpec> {
  const port = await freePort();
  return {
    home,
    name: 'web',
    command: process.execPath,
    args: ['-e', LISTEN, String(port)],
    env: { WORD: 'hello' },
    port,
    ready: async (running) => (await (await fetch(`http://127.0.0.1:${running.port}`)).text()) === 'hello',
    readyTimeoutMs: 20_000,
    ...over,
  };
}

describe('a supervised process', () => {
  it('is ready when it answers, is listed, and is gone after its stop', async () => {
    const record = await startProcess(await webProcess());
    expect(listProcesses(home)).toMatchObject([{ name: 'web', pid: record.pid, alive: true }]);
    expect(await stopProcess(home, 'web', { graceMs: 5_000 })).toBe(true);
    expect(isAlive(record)).toBe(false);
    expect(listProcesses(home)).toEqual([]);
  });

  it('is started once, however many start it at the same time', async () => {
    const spec = await webProcess();
    const records = await Promise.all([startProcess(spec), startProcess(spec), startProcess(spec)]);
    expect(new Set(records.map((one) => one.pid)).size).toBe(1);
  });

  it('that already runs is asked on its own port, not on the one that the next start has chosen', async () => {
    const first = await startProcess(await webProcess());
    const again = await startProcess(await webProcess({ readyTimeoutMs: 2_000 }));
    expect(again).toMatchObject({ pid: first.pid, port: first.port });
  });

  it('that ends early is reported with the end of its log', async () => {
    const spec = await webProcess({ args: ['-e', 'console.error("the cause"); process.exit(3)'] });
    await expect(startProcess(spec)).rejects.toMatchObject({
      code: 'PROCESS_EXITED',
      message: expect.stringContaining('the cause'),
    });
    expect(listProcesses(home)).toEqual([]);
  });

  it('that is never ready is reported and not left behind', async () => {
    const spec = await webProcess({ ready: () => Promise.resolve(false), readyTimeoutMs: 300 });
    await expect(startProcess(spec)).rejects.toMatchObject({ code: 'PROCESS_NOT_READY' });
    expect(listProcesses(home)).toEqual([]);
  });

  it('that does not heed SIGTERM is killed', async () => {
    const stubborn = `process.on('SIGTERM', () => {}); ${LISTEN}`;
    const spec = await webProcess();
    const record = await startProcess({ ...spec, args: ['-e', stubborn, String(spec.port)] });
    await stopProcess(home, 'web', { graceMs: 200 });
    expect(isAlive(record)).toBe(false);
  });

  it('is started anew over the record of one that was killed', async () => {
    const first = await startProcess(await webProcess());
    process.kill(first.pid, 'SIGKILL');
    await expect.poll(() => isAlive(first), { timeout: 5_000 }).toBe(false);
    const second = await startProcess(await webProcess());
    expect(second.pid).not.toBe(first.pid);
    expect(isAlive(second)).toBe(true);
  });

  it('of another start is never touched, even with the pid of ours', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true });
    const { pid = 0, startTicks = 0 } = identify(stranger.pid ?? 0);
    mkdirSync(join(home, 'run'));
    writeFileSync(join(home, 'run', 'web.json'), JSON.stringify({ name: 'web', pid, startTicks: startTicks - 1 }));
    expect(listProcesses(home)).toMatchObject([{ alive: false }]);
    expect(await stopProcess(home, 'web', { graceMs: 100 })).toBe(false);
    expect(isAlive({ pid, startTicks })).toBe(true);
    stranger.kill('SIGKILL');
  });
});

describe('any free port', () => {
  const use = { wanted: 0, owner: 'web', knob: 'WEB_PORT' };
  const chosen = (last: number | undefined) => onPort({ ...use, last }, (port) => Promise.resolve(port));

  it('is the one that it had before, as its neighbours still look for it there', async () => {
    const last = await freePort();
    expect(await chosen(last)).toBe(last);
  });

  it('is another one when somebody has taken the one before', async () => {
    const last = await freePort();
    const other = createServer().listen(last, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    expect(await chosen(last)).not.toBe(last);
    other.close();
  });
});

describe('a lock', () => {
  it('lets one in at a time', async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };
    const file = join(home, 'one.lock');
    await Promise.all(Array.from({ length: 8 }, () => withLock(file, { waitMs: 10_000 }, work)));
    expect(most).toBe(1);
  });

  it('of a dead process is taken over', async () => {
    const file = join(home, 'dead.lock');
    writeFileSync(file, JSON.stringify({ pid: process.pid, startTicks: 1 }));
    const holder = await withLock(file, { waitMs: 2_000 }, async () => JSON.parse(readFileSync(file, 'utf8')));
    expect(holder).toEqual(identify(process.pid));
  });

  it('of a living process is waited for, and not for ever', async () => {
    const file = join(home, 'living.lock');
    writeFileSync(file, JSON.stringify(identify(process.pid)));
    await expect(withLock(file, { waitMs: 120 }, () => Promise.resolve())).rejects.toMatchObject({
      code: 'STACK_LOCKED',
    });
  });
});

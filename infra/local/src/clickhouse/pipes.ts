import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdirSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';

/** The reading end of a named pipe; `finish()` is called when the writer has ended and lets the reader come to its end. */
type PipeReader = { reader: Socket; finish(): void };

/** A place for one running query, with a named pipe which its output is read from. */
export type Slot = { pipePath: string; open(): PipeReader; release(): void };

export type Slots = { acquire(signal: AbortSignal): Promise<Slot>; busy(): number };

/**
 * Makes `size` named pipes in `folder` and hands them out, first come, first served. Rows go from the engine through a
 * pipe to the client in constant memory: when the client is slow the pipe fills up and the engine waits.
 */
export function createSlots(options: { folder: string; size: number }): Slots {
  rmSync(options.folder, { recursive: true, force: true });
  mkdirSync(options.folder, { recursive: true });
  const paths = Array.from({ length: options.size }, (_, index) => join(options.folder, `result-${index}`));
  execFileSync('mkfifo', ['-m', '600', ...paths]);
  const free = [...paths];
  const waiting: ((path: string) => void)[] = [];

  function giveBack(path: string): void {
    const next = waiting.shift();
    if (next === undefined) free.push(path);
    else next(path);
  }

  function slotOf(pipePath: string): Slot {
    return { pipePath, open: () => openPipe(pipePath), release: () => giveBack(pipePath) };
  }

  return {
    busy: () => paths.length - free.length,
    acquire(signal) {
      const path = free.pop();
      if (path !== undefined) return Promise.resolve(slotOf(path));
      return new Promise((resolve, reject) => {
        const take = (freed: string): void => {
          signal.removeEventListener('abort', leave);
          resolve(slotOf(freed));
        };
        const leave = (): void => {
          waiting.splice(waiting.indexOf(take), 1);
          reject(signal.reason);
        };
        waiting.push(take);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
  };
}

// A writing end of our own keeps the pipe from looking ended before the engine has opened it, or when it never does.
function openPipe(path: string): PipeReader {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const keeper = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  const reader = new Socket({ fd, readable: true, writable: false });
  reader.on('error', () => reader.destroy());
  let open = true;
  return {
    reader,
    finish() {
      if (open) closeSync(keeper);
      open = false;
    },
  };
}

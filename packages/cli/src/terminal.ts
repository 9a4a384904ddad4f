/** How the command speaks: data on stdout, everything else on stderr. */
import { once } from 'node:events';
import { exitCodes } from './cli-error.ts';

export type Terminal = {
  /** Data: what a script would read. */
  print(text: string): void;
  /** A line for the person at the keyboard. */
  say(text: string): void;
  /** Settles once what was printed has been taken: for what is longer than memory. */
  drained?(): Promise<void>;
  /** Progress of a long step: redrawn in place on a terminal, a line every few seconds otherwise. */
  progress(label: string): Progress;
};

export type Progress = { update(done: number, total?: number, note?: string): void; end(summary: string): void };

const LINE_EVERY_MS = 3_000;
const BAR_CELLS = 24;

function bar(done: number, total: number): string {
  const filled = Math.round(BAR_CELLS * Math.min(1, total === 0 ? 1 : done / total));
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_CELLS - filled)}`;
}

function describe(label: string, done: number, total: number | undefined): string {
  if (total === undefined) return `${label}: ${done.toLocaleString('en')}`;
  return `${label} ${bar(done, total)} ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
}

/** Speaks through the given streams; `clock` gives milliseconds. */
export function createTerminal(
  out: NodeJS.WriteStream,
  err: NodeJS.WriteStream,
  clock: () => number = Date.now,
): Terminal {
  function progress(label: string): Progress {
    let shownAt = clock();
    return {
      update(done, total, note = '') {
        if (!err.isTTY && clock() - shownAt < LINE_EVERY_MS) return;
        if (err.isTTY && clock() - shownAt < 100) return;
        shownAt = clock();
        const text = `${describe(label, done, total)}${note === '' ? '' : ` · ${note}`}`;
        err.write(err.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
      },
      end(summary) {
        err.write(`${err.isTTY ? '\r\u001b[2K' : ''}${label}: ${summary}\n`);
      },
    };
  }
  return {
    print: (text) => void out.write(`${text}\n`),
    say: (text) => void err.write(`${text}\n`),
    drained: async () => {
      if (out.writableNeedDrain) await once(out, 'drain');
    },
    progress,
  };
}

type Output = Pick<NodeJS.WriteStream, 'on'>;
type Outputs = { stdout: Output; stderr: Output & Pick<NodeJS.WriteStream, 'write'> };

/**
 * Ends the command when nobody reads on (`rapport … | head`), quietly, and when its output cannot be written (a full
 * disk), with the reason. Without this, either one is an uncaught error with a stack trace.
 */
export function endOnBrokenOutput({ stdout, stderr }: Outputs, exit: (code: number) => void): void {
  stdout.on('error', (error: Error & { code?: string }) => {
    if (error.code === 'EPIPE') return exit(exitCodes.ok);
    stderr.write(`rapport: the output cannot be written: ${error.message}\n`);
    exit(exitCodes.failure);
  });
  // Where nobody hears, there is nothing left to tell; the work itself goes on.
  stderr.on('error', () => undefined);
}

/** Operating-system processes of a run: projectors and producers, each with its end on record. None outlives the run. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../src/rapport-command.ts';
import { PLAN_VARIABLE, type Plan } from './plan.ts';

export type Member = {
  name: string;
  pid: number;
  /** Resolves when it has ended. */
  ended: Promise<void>;
  isRunning(): boolean;
  /** Epoch ms of its end. */
  endedAt(): number | undefined;
  /** Its exit code; null when a signal ended it or it still runs. */
  exitCode(): number | null;
  /** Resolves when it has printed a line with these words in it. */
  said(words: string, deadlineMs: number): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Asks it to end; kills it after ten seconds. */
  stop(): Promise<void>;
  /** The last lines of what it logged, for a report. */
  tail(): string[];
};

export type MemberEnv = Record<string, string | undefined>;

const running = new Set<ChildProcess>();
const LINES_KEPT = 400;
const GRACE_MS = 10_000;

/** The way out: nothing that was started here stays. */
export function killAllMembers(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** `script` is a path from the project's folder. */
export type MemberSpec = {
  name: string;
  script: string;
  env: MemberEnv;
  args?: readonly string[];
  nodeArgs?: readonly string[];
};

export function startMember({ name, script, env, args = [], nodeArgs = [] }: MemberSpec): Member {
  const child = spawn(process.execPath, [...nodeArgs, join(projectRoot, script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...env } as NodeJS.ProcessEnv,
  });
  running.add(child);
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let endedAt: number | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > LINES_KEPT) lines.shift();
      for (const look of waiting) look();
    });
  }
  const ended = once(child, 'exit').then(() => {
    endedAt = Date.now();
    running.delete(child);
  });

  async function said(words: string, deadlineMs: number): Promise<void> {
    const heard = Promise.withResolvers<void>();
    const look = (): void => void (lines.some((line) => line.includes(words)) && heard.resolve());
    const late = setTimeout(
      () => heard.reject(new Error(`${name} did not say "${words}" in ${deadlineMs} ms`)),
      deadlineMs,
    );
    waiting.add(look);
    look();
    try {
      await heard.promise;
    } finally {
      waiting.delete(look);
      clearTimeout(late);
    }
  }

  async function stop(): Promise<void> {
    if (endedAt !== undefined) return;
    child.kill('SIGCONT');
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    await ended;
    clearTimeout(late);
  }

  return {
    name,
    pid: child.pid ?? 0,
    ended,
    isRunning: () => endedAt === undefined,
    endedAt: () => endedAt,
    exitCode: () => child.exitCode,
    said,
    signal: (signal) => void child.kill(signal),
    stop,
    tail: () => lines.slice(-40),
  };
}

const UNDISTURBED = join('services', 'projector', 'src', 'main.ts');
const UNDER_TEST = join('test', 'chaos', 'projector-under-test.ts');

/** The projector as it is shipped. */
export function startProjector(name: string, env: MemberEnv, nodeArgs: readonly string[] = []): Member {
  return startMember({ name, script: UNDISTURBED, env: { ...env, RAPPORT_PROJECTOR_PORT: '0' }, nodeArgs });
}

/** The projector with a plan for its life. */
export function startProjectorUnderTest(name: string, env: MemberEnv, plan: Plan): Member {
  return startMember({ name, script: UNDER_TEST, env: { ...env, [PLAN_VARIABLE]: JSON.stringify(plan) } });
}

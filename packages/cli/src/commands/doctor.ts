/** `rapport doctor`: is everything here that Rapport needs, and does everything that runs answer? */
import { spawnSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { describeStack } from '@rapport/local-stack';
import { readTokenFile, stateOf } from '@rapport/service';
import { type Platform, serviceNames } from '../platform.ts';
import { projectRoot, type Settings } from '../settings.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { lagFinding } from './lag-finding.ts';

type Finding = { check: string; ok: boolean; says: string };

const NEEDED_BYTES = 2_000_000_000;

function versionOf(command: string, args: string[]): string | undefined {
  const run = spawnSync(command, args, { encoding: 'utf8' });
  // Maven colours its version even when told not to.
  return run.status === 0 ? stripVTControlCharacters(`${run.stdout}${run.stderr}`).split('\n')[0] : undefined;
}

function javaFinding(): Finding {
  const line = versionOf('java', ['-version']);
  const major = Number(line?.match(/version "(\d+)/)?.[1] ?? 0);
  const ok = major >= 17;
  return {
    check: 'Java',
    ok,
    says: ok
      ? (line ?? '')
      : `Java 17 or later is needed${line === undefined ? ', none was found' : `, this is ${line}`}: apt-get install openjdk-17-jre-headless`,
  };
}

function mavenFinding(): Finding {
  const line = versionOf('mvn', ['--version', '--color=never']);
  return { check: 'Maven', ok: line !== undefined, says: line ?? 'not found: apt-get install maven' };
}

function diskFinding(): Finding {
  const { bavail, bsize } = statfsSync(projectRoot);
  const free = bavail * bsize;
  return {
    check: 'disk',
    ok: free > NEEDED_BYTES,
    says: `${(free / 1e9).toFixed(1)} GB free${free > NEEDED_BYTES ? '' : ': at least 2 GB are needed'}`,
  };
}

type StackFinding = { finding: Finding; kind: string | undefined };

async function stackFinding(home: string): Promise<StackFinding> {
  try {
    const { kind, reason, data } = await describeStack({ home });
    return { kind, finding: { check: 'stack', ok: true, says: `${kind} (${reason}), data ${data}` } };
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    return { kind: undefined, finding: { check: 'stack', ok: false, says } };
  }
}

/** Services go on with the tokens before a file that became wrong, and do not start with one. */
async function tokensFinding(path: string): Promise<Finding> {
  try {
    const tokens = await readTokenFile(path);
    if (tokens === undefined) return { check: 'tokens', ok: true, says: 'none: only this machine is answered' };
    const active = tokens.filter((token) => stateOf(token, Date.now()) === 'active').length;
    return { check: 'tokens', ok: true, says: `${active} of ${tokens.length} can be used, in ${path}` };
  } catch (error) {
    return { check: 'tokens', ok: false, says: error instanceof Error ? error.message : String(error) };
  }
}

async function serviceFinding(platform: Platform, name: (typeof serviceNames)[number]): Promise<Finding> {
  const address = await platform.addressOf(name);
  if (address === undefined) return { check: name, ok: false, says: 'does not run: npm run -s rapport -- up' };
  try {
    const answer = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(5_000) });
    return {
      check: name,
      ok: answer.ok,
      says: answer.ok ? `ready at ${address}` : `not ready: ${await answer.text()}`,
    };
  } catch (error) {
    return {
      check: name,
      ok: false,
      says: `no answer at ${address}: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/** Prints every check with what it found; true when all is well. */
export async function doctor(platform: Platform, settings: Settings, terminal: Terminal): Promise<boolean> {
  const stack = await stackFinding(settings.home);
  const findings: Finding[] = [
    { check: 'Node', ok: true, says: process.version },
    stack.finding,
    // Only the local kind runs Kafka on this machine's Java.
    ...(stack.kind === 'local' ? [javaFinding(), mavenFinding()] : []),
    diskFinding(),
    await tokensFinding(settings.tokensPath),
    ...(await Promise.all(serviceNames.map((name) => serviceFinding(platform, name)))),
    await lagFinding(platform, settings.topicPrefix),
  ];
  terminal.print(
    table(
      ['', 'check', 'finding'],
      findings.map(({ ok, check, says }) => [ok ? '✓' : '✗', check, says]),
    ),
  );
  return findings.every((finding) => finding.ok);
}

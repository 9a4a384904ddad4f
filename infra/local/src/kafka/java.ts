import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StackError } from '../stack-error.ts';

const run = promisify(execFile);
const OLDEST = 17;

/** The major version in the output of `java -version`: 8 for "1.8.0_402", 17 for "17.0.15". */
export function javaMajor(output: string): number | undefined {
  const found = /version "(?:1\.)?(\d+)/.exec(output);
  return found === null ? undefined : Number(found[1]);
}

/** The Java command to use: JAVA_HOME's, else the PATH's. Fails with JAVA_NOT_FOUND if there is none of version 17 or later. */
export async function findJava(env: Record<string, string | undefined>): Promise<string> {
  const home = env['JAVA_HOME'];
  const own = home === undefined || home === '' ? undefined : join(home, 'bin', 'java');
  const command = own !== undefined && existsSync(own) ? own : 'java';
  const fix = 'Install Java 17 or later (Debian: apt-get install openjdk-17-jre-headless) or point JAVA_HOME at one.';
  const { stderr, stdout } = await run(command, ['-version'], { env: { ...env } }).catch((error: unknown) => {
    throw new StackError('JAVA_NOT_FOUND', `Java 17 not found: ${command} cannot be run. ${fix}`, { cause: error });
  });
  const major = javaMajor(`${stderr}${stdout}`);
  if (major !== undefined && major >= OLDEST) return command;
  throw new StackError('JAVA_NOT_FOUND', `Java 17 not found: ${command} is version ${major ?? 'unknown'}. ${fix}`);
}

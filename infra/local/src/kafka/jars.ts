import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../lock.ts';
import { StackError } from '../stack-error.ts';

const KAFKA_VERSION = '4.3.0';
const POM = join(import.meta.dirname, '..', '..', 'kafka', 'pom.xml');
const TEN_MINUTES = 600_000;

export type JarsOptions = {
  cacheDir: string;
  env: Record<string, string | undefined>;
  progress: (line: string) => void;
};

/** The folder with Kafka's jars; the first time they are brought by Maven. Processes that need them at once wait for one. */
export async function ensureJars(options: JarsOptions): Promise<string> {
  const folder = join(options.cacheDir, `kafka-${KAFKA_VERSION}`);
  const jars = join(folder, 'jars');
  if (existsSync(jars)) return jars;
  mkdirSync(folder, { recursive: true });
  const onWait = (): void => options.progress('Waiting for another process that is downloading Kafka');
  return withLock(join(folder, 'download.lock'), { waitMs: TEN_MINUTES, onWait }, async () => {
    if (!existsSync(jars)) await download(folder, jars, options);
    return jars;
  });
}

// The jars go to a folder aside, which takes its name only when all of them are there.
async function download(folder: string, jars: string, options: JarsOptions): Promise<void> {
  const partial = join(folder, 'partial');
  rmSync(partial, { recursive: true, force: true });
  options.progress(`Downloading Apache Kafka ${KAFKA_VERSION} (44 MB) with Maven`);
  const started = Date.now();
  const args = ['-B', '-q', '-f', POM, 'dependency:copy-dependencies', `-DoutputDirectory=${partial}`];
  const { code, output } = await runMaven(args, options.env);
  if (code !== 0 || !existsSync(join(partial, `kafka_2.13-${KAFKA_VERSION}.jar`))) throw failure(output);
  renameSync(partial, jars);
  options.progress(`Apache Kafka ${KAFKA_VERSION} downloaded in ${Math.round((Date.now() - started) / 1000)} s`);
}

function runMaven(
  args: readonly string[],
  env: Record<string, string | undefined>,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('mvn', args, { env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-8_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('close', (code) => resolve({ code, output }));
    child.once('error', (error) => {
      const fix = 'Install Maven (Debian: apt-get install maven); it brings the jars of Apache Kafka.';
      reject(new StackError('MAVEN_NOT_FOUND', `Maven not found: mvn cannot be run. ${fix}`, { cause: error }));
    });
  });
}

function failure(output: string): StackError {
  if (output.includes('No space left on device')) {
    return new StackError('DISK_FULL', 'No space left on the disk while downloading the jars of Apache Kafka');
  }
  const lines = output
    .split('\n')
    .filter((line) => line.includes('ERROR'))
    .slice(0, 5);
  const fix = 'Check that Maven can reach its repository (its settings.xml, a proxy), then start again.';
  const text = `The jars of Apache Kafka ${KAFKA_VERSION} could not be downloaded. ${fix} Maven says:\n${lines.join('\n')}`;
  return new StackError('JARS_DOWNLOAD_FAILED', text, { retriable: true });
}

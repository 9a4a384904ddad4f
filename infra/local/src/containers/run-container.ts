import { setTimeout as pause } from 'node:timers/promises';
import { GenericContainer, type WaitStrategy } from 'testcontainers';
import { StackError } from '../stack-error.ts';

/** One container of the stack. `port.outside` is published on `host`; a `volume` keeps what is under its path. */
export type ContainerSpec = {
  part: string;
  image: string;
  host: string;
  port: { inside: number; outside: number };
  environment: Record<string, string>;
  labels: Record<string, string>;
  volume: { name: string; path: string } | undefined;
  answers(): Promise<boolean>;
  readyTimeoutMs: number;
};

const POLL_MS = 100;
const LOG_LINES_SHOWN = 15;
// As `processes.ts` says it, so that a start on any free port is tried again on another.
const PORT_IN_USE = 'Address already in use';

// testcontainers publishes on every interface; brokers without passwords belong on this machine's own, and only a subclass can say so.
class LoopbackContainer extends GenericContainer {
  override async beforeContainerCreated(): Promise<void> {
    for (const bindings of Object.values(this.hostConfig.PortBindings as Record<string, { HostIp?: string }[]>))
      for (const binding of bindings) binding.HostIp = '127.0.0.1';
  }
}

type DockerContainer = Parameters<WaitStrategy['waitUntilReady']>[0];

const FRAME_HEADER_BYTES = 8;

// Docker puts a header before each piece: the stream's number, three zeros, the length as a 32-bit number.
function textOf(raw: Buffer): string {
  const pieces: Buffer[] = [];
  for (let at = 0; at + FRAME_HEADER_BYTES <= raw.length; ) {
    const start = at + FRAME_HEADER_BYTES;
    const end = start + raw.readUInt32BE(at + 4);
    pieces.push(raw.subarray(start, end));
    at = end;
  }
  return Buffer.concat(pieces).toString('utf8');
}

async function logTail(container: DockerContainer): Promise<string> {
  const raw = await container.logs({ stdout: true, stderr: true, tail: LOG_LINES_SHOWN, follow: false });
  const lines = textOf(raw).trimEnd().split('\n');
  return `Its last lines:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

function untilAnswers(spec: ContainerSpec): WaitStrategy {
  const strategy: WaitStrategy = {
    withStartupTimeout: () => strategy,
    isStartupTimeoutSet: () => true,
    getStartupTimeout: () => spec.readyTimeoutMs,
    async waitUntilReady(container) {
      const deadline = Date.now() + spec.readyTimeoutMs;
      while (!(await spec.answers().catch(() => false))) {
        const { State } = await container.inspect();
        const ended = !State.Running;
        if (ended || Date.now() > deadline) {
          const what = ended ? `ended with code ${State.ExitCode} before it was ready` : 'was not ready in time';
          const text = `The container of ${spec.part} (${spec.image}) ${what}. ${await logTail(container)}`;
          throw new StackError(ended ? 'PROCESS_EXITED' : 'PROCESS_NOT_READY', text, { retriable: !ended });
        }
        await pause(POLL_MS);
      }
    },
  };
  return strategy;
}

/** Starts a container and waits until it answers. When it does not, nothing of it is left. */
export async function runContainer(spec: ContainerSpec): Promise<void> {
  const create = spec.host === '127.0.0.1' ? LoopbackContainer : GenericContainer;
  const container = new create(spec.image)
    .withEnvironment(spec.environment)
    .withLabels(spec.labels)
    .withExposedPorts({ container: spec.port.inside, host: spec.port.outside })
    .withWaitStrategy(untilAnswers(spec))
    // Containers outlive the command that starts them, as local processes do; what is left over is found by its labels.
    .withAutoCleanup(false);
  if (spec.volume !== undefined) container.withBindMounts([{ source: spec.volume.name, target: spec.volume.path }]);
  try {
    await container.start();
  } catch (error) {
    throw asStackError(spec, error);
  }
}

function asStackError(spec: ContainerSpec, error: unknown): StackError {
  if (error instanceof StackError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (/already in use|already allocated/i.test(text)) {
    return new StackError('PROCESS_EXITED', `${spec.part}: ${PORT_IN_USE}: ${spec.port.outside}`, { cause: error });
  }
  const code = /pull|manifest|registry|no such image|not found/i.test(text) ? 'IMAGE_NOT_HAD' : 'PROCESS_EXITED';
  const fix =
    code === 'IMAGE_NOT_HAD' ? ' Pull it, or name another by RAPPORT_KAFKA_IMAGE and RAPPORT_CLICKHOUSE_IMAGE.' : '';
  return new StackError(code, `The container of ${spec.part} (${spec.image}) cannot be started: ${text}.${fix}`, {
    cause: error,
  });
}

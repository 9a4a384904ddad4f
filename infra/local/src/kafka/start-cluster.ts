/** Several brokers on this machine, each with its controller: for what a single one cannot show. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../ports.ts';
import { isAlive } from '../process-identity.ts';
import { listProcesses, type ProcessRecord, stopProcess } from '../processes.ts';
import { StackError } from '../stack-error.ts';
import { ensureJars } from './jars.ts';
import { findJava } from './java.ts';
import { serverProperties } from './server-properties.ts';
import { formatStorage, newClusterId, startBroker } from './start-kafka.ts';

export type ClusterOptions = {
  home: string;
  /** How many; topics are replicated to three of them, and two must have a record for it to be acknowledged. */
  brokers: number;
  cacheDir: string;
  env: Record<string, string | undefined>;
  progress: (line: string) => void;
  /** Heap of each broker, as the JVM takes it. */
  heap?: string;
  /** One port for each broker, on which something stands before it: a second listener sends its clients there. */
  fronts?: readonly number[];
};

export type ClusterNode = {
  id: number;
  /** Where clients reach the broker itself. */
  port: number;
  /** Where the second listener is, behind its front. */
  frontPort: number | undefined;
};

export type KafkaCluster = {
  brokers: string[];
  nodes: readonly ClusterNode[];
  /** Ends one broker as a power cut does. */
  kill(id: number): Promise<void>;
  /** Starts a broker again with the data and ports it had; resolves when it answers. */
  start(id: number): Promise<void>;
  stop(): Promise<void>;
};

type Node = ClusterNode & { controllerPort: number; propertiesFile: string; dataDir: string };

const GRACE_MS = 15_000;
const BIND_TRIES = 5;
// A dead broker is noticed after this silence; the default of nine seconds suits a network, not one machine.
const NOTICE = 'broker.session.timeout.ms=4000\nbroker.heartbeat.interval.ms=1000\n';
const nameOf = (id: number): string => `kafka-${id}`;

async function planNodes({ home, brokers, fronts }: ClusterOptions): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let id = 1; id <= brokers; id += 1) {
    const folder = join(home, nameOf(id));
    mkdirSync(folder, { recursive: true });
    nodes.push({
      id,
      port: await freePort(),
      controllerPort: await freePort(),
      frontPort: fronts === undefined ? undefined : await freePort(),
      propertiesFile: join(folder, 'server.properties'),
      dataDir: join(folder, 'data'),
    });
  }
  const cluster = new Map(nodes.map(({ id, controllerPort }) => [id, controllerPort]));
  for (const [index, { id, port, frontPort, propertiesFile, ...place }] of nodes.entries()) {
    const advertisedPort = fronts?.[index];
    const front =
      frontPort === undefined || advertisedPort === undefined ? {} : { front: { port: frontPort, advertisedPort } };
    const text = serverProperties({ ...place, ...front, nodeId: id, brokerPort: port, cluster });
    writeFileSync(propertiesFile, text + NOTICE);
  }
  return nodes;
}

/** Starts Apache Kafka as a cluster with its data in `<home>/kafka-<id>`. Nothing is left running when it fails. */
export async function startKafkaCluster(options: ClusterOptions): Promise<KafkaCluster> {
  const { home, heap = '256m' } = options;
  const java = await findJava(options.env);
  const jars = await ensureJars(options);
  const nodes = await planNodes(options);
  const clusterId = newClusterId();

  const nodeOf = (id: number): Node => {
    const node = nodes.find((one) => one.id === id);
    if (node === undefined) throw new StackError('STACK_NOT_AVAILABLE', `the cluster has no broker ${id}`);
    return node;
  };

  // The threads of a broker that was killed just now may keep its socket for some moments more.
  async function startNode({ id, port, propertiesFile }: Node): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await startBroker({ home, name: nameOf(id), java, jars, propertiesFile, port, heap });
        return;
      } catch (error) {
        const bound = error instanceof StackError && /already in use/i.test(error.message);
        if (!bound || tries === BIND_TRIES) throw error;
        await pause(500);
      }
    }
  }

  async function stop(): Promise<void> {
    await Promise.all(nodes.map(({ id }) => stopProcess(home, nameOf(id), { graceMs: GRACE_MS })));
  }

  for (const { propertiesFile, dataDir } of nodes) {
    if (!existsSync(join(dataDir, 'meta.properties'))) await formatStorage({ java, jars, propertiesFile, clusterId });
  }
  options.progress(`Starting ${nodes.length} Kafka brokers`);
  // Together: none is ready before most of the controllers are there.
  const started = await Promise.allSettled(nodes.map(startNode));
  const failure = started.find((one) => one.status === 'rejected');
  if (failure !== undefined) {
    await stop();
    throw failure.reason;
  }
  return {
    brokers: nodes.map(({ port }) => `127.0.0.1:${port}`),
    nodes: nodes.map(({ id, port, frontPort }) => ({ id, port, frontPort })),
    kill: async (id) => killed(listProcesses(home).find(({ name }) => name === nameOf(nodeOf(id).id))),
    start: (id) => startNode(nodeOf(id)),
    stop,
  };
}

async function killed(record: (ProcessRecord & { alive: boolean }) | undefined): Promise<void> {
  if (record?.alive !== true) return;
  process.kill(record.pid, 'SIGKILL');
  while (isAlive(record)) await pause(20);
}

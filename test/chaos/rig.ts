/** Three brokers and an engine of this test's own, with a bad network before them that can be switched on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KafkaCluster, startClickHouse, startKafkaCluster } from '@rapport/local-stack';
import { projectRoot } from '../src/rapport-command.ts';
import { startProxy, type TcpProxy } from './proxy.ts';
import { createSpareEngine } from './spare-engine.ts';

/** What a run needs. The last three are there on a rig of our own only, not on the shared stack of the tests. */
export type Rig = {
  kafkaBrokers: string[];
  clickhouseUrl: string;
  brokers?: Pick<KafkaCluster, 'kill' | 'start' | 'nodes'>;
  /** One before each broker; whoever comes by them is sent to them by every broker. */
  fronts?: readonly TcpProxy[];
  engine?: { kill(): Promise<void>; start(): Promise<void> };
};

export type OwnRig = Required<Rig> & { stop(): Promise<void> };

/** Starts it in a temporary folder, which `stop` removes. */
export async function startRig(progress: (line: string) => void): Promise<OwnRig> {
  const home = mkdtempSync(join(tmpdir(), 'rapport-chaos-'));
  const env = process.env;
  const cacheDir = env['RAPPORT_CACHE_DIR'] || join(projectRoot, '.rapport', 'cache');
  const frontPorts: (number | undefined)[] = [];
  const fronts = await Promise.all([0, 1, 2].map((index) => startProxy(() => frontPorts[index] ?? 0)));
  const closings: (() => Promise<unknown>)[] = [...fronts.map((front) => front.close)];

  async function stop(): Promise<void> {
    await Promise.all(closings.map((close) => close()));
    rmSync(home, { recursive: true, force: true });
  }

  try {
    const engine = createSpareEngine({ home, start: (port) => startClickHouse({ home, port, env, progress }) });
    closings.push(engine.stop);
    const [cluster, clickhouseUrl] = await Promise.all([
      startKafkaCluster({ home, brokers: 3, cacheDir, env, progress, fronts: fronts.map(({ port }) => port) }),
      engine.start(),
    ]);
    // What they hold is thrown away: no need to hand it over in order.
    closings.push(async () => {
      await Promise.all(cluster.nodes.map(({ id }) => cluster.kill(id)));
      await cluster.stop();
    });
    for (const { frontPort } of cluster.nodes) frontPorts.push(frontPort);
    return {
      kafkaBrokers: cluster.brokers,
      clickhouseUrl,
      brokers: cluster,
      fronts,
      engine: { kill: engine.kill, start: async () => void (await engine.start()) },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** clickhouse_sinker, a consumer in Go, as a peer: it is not part of the project, so the bench is given a binary that was built elsewhere. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@rapport/local-stack';
import type { Mover } from './movers.ts';
import { preparePlainDatabase } from './plain-table.ts';
import { end, jsonTopic, type Load, type Rig } from './rig.ts';

type Place = { database: string; consumerGroup: string; topic: string };

// HTTP, as the local ClickHouse has no native port; a flush a second and the buffer at its default, which is its best for throughput.
function configOf(rig: Rig, { database, consumerGroup, topic }: Place): Record<string, unknown> {
  const { hostname, port } = new URL(rig.stack.clickhouseUrl);
  return {
    clickhouse: {
      hosts: [[hostname]],
      port: Number(port),
      db: database,
      username: 'default',
      password: '',
      protocol: 'http',
      maxOpenConns: 2,
    },
    kafka: { brokers: rig.stack.kafkaBrokers.join(',') },
    task: {
      ...{ name: consumerGroup, topic, consumerGroup, earliest: true, parser: 'fastjson' },
      tableName: 'events_meeting',
      autoSchema: true,
      flushInterval: 1,
      bufferSize: 262_144,
    },
    logLevel: 'warn',
  };
}

/** The peer over the JSON copy of the load. `binary` is the path of a built clickhouse_sinker. */
export function clickhouseSinker(rig: Rig, load: Load, binary: string): Mover {
  const database = 'bench_sinker';
  return {
    name: 'clickhouse_sinker, fastjson, flush 1 s',
    database,
    prepare: async (warehouse) => void (await preparePlainDatabase(warehouse)),
    async start() {
      const home = mkdtempSync(join(tmpdir(), 'rapport-sinker-'));
      const file = join(home, 'config.json');
      writeFileSync(
        file,
        JSON.stringify(configOf(rig, { database, consumerGroup: 'sinker', topic: jsonTopic(load.prefix) })),
      );
      const begunAt = performance.now();
      const port = String(await freePort());
      const child = rig.run(binary, ['--local-cfg-file', file, '--http-port', port]);
      const stop = () => end(child).finally(() => rmSync(home, { recursive: true, force: true }));
      return { pids: child.pid === undefined ? [] : [child.pid], begunAt, stop };
    },
  };
}

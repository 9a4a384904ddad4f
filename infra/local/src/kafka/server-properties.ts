/**
 * Where one broker with its controller listens and keeps its data. Alone unless `cluster` names the nodes beside it (their
 * ids with their controllers' ports, itself included). `front`: a second listener, whose clients are sent to `advertisedPort`:
 * something that stands before the broker, such as a proxy.
 */
export type BrokerPlace = {
  dataDir: string;
  brokerPort: number;
  controllerPort: number;
  nodeId?: number;
  cluster?: ReadonlyMap<number, number>;
  front?: { port: number; advertisedPort: number };
};

const TEN_YEARS_IN_MINUTES = 5_256_000;
const MIB = 1024 * 1024;

function listenersOf({ brokerPort, controllerPort, front }: BrokerPlace): Record<string, string> {
  const at = (name: string, port: number): string => `${name}://127.0.0.1:${port}`;
  const fronts = front === undefined ? [] : [at('FRONT', front.port)];
  const advertised = front === undefined ? [] : [at('FRONT', front.advertisedPort)];
  return {
    listeners: [at('BROKER', brokerPort), at('CONTROLLER', controllerPort), ...fronts].join(','),
    'advertised.listeners': [at('BROKER', brokerPort), ...advertised].join(','),
    'listener.security.protocol.map': 'BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT,FRONT:PLAINTEXT',
  };
}

/** What a node is told that keeps its log for good, on three brokers where there are so many. */
export function brokerProperties(place: BrokerPlace): Record<string, string | number | boolean> {
  const nodeId = place.nodeId ?? 1;
  const cluster = place.cluster ?? new Map([[nodeId, place.controllerPort]]);
  const replicas = Math.min(3, cluster.size);
  const inSync = Math.max(1, replicas - 1);
  return {
    'process.roles': 'broker,controller',
    'node.id': nodeId,
    'controller.quorum.voters': [...cluster].map(([id, port]) => `${id}@127.0.0.1:${port}`).join(','),
    ...listenersOf(place),
    'inter.broker.listener.name': 'BROKER',
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': place.dataDir,
    // Topics are made on purpose, with the partitions they shall have.
    'auto.create.topics.enable': false,
    'num.partitions': 3,
    'default.replication.factor': replicas,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': replicas,
    'offsets.topic.num.partitions': 8,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': inSync,
    'transaction.state.log.num.partitions': 8,
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.min.isr': inSync,
    // An event log: neither records nor the offsets of a projection that stood still for weeks may vanish.
    'log.retention.ms': -1,
    'log.retention.bytes': -1,
    'offsets.retention.minutes': TEN_YEARS_IN_MINUTES,
    'message.max.bytes': 8 * MIB,
    'replica.fetch.max.bytes': 8 * MIB,
    'group.initial.rebalance.delay.ms': 0,
    // The default is a quarter of the heap.
    'log.cleaner.dedupe.buffer.size': 16 * MIB,
    'log.cleaner.threads': 1,
    'num.network.threads': 2,
    'num.io.threads': 4,
    'num.recovery.threads.per.data.dir': 2,
  };
}

/** The same as the text of a `server.properties`. */
export function serverProperties(place: BrokerPlace): string {
  return `${Object.entries(brokerProperties(place))
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')}\n`;
}

/** Where one broker with its controller listens and keeps its data. */
export type BrokerPlace = { dataDir: string; brokerPort: number; controllerPort: number };

const TEN_YEARS_IN_MINUTES = 5_256_000;
const MIB = 1024 * 1024;

/** The `server.properties` of a single node which keeps its log for good. */
export function serverProperties(place: BrokerPlace): string {
  const properties: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${place.controllerPort}`,
    listeners: `BROKER://127.0.0.1:${place.brokerPort},CONTROLLER://127.0.0.1:${place.controllerPort}`,
    'advertised.listeners': `BROKER://127.0.0.1:${place.brokerPort}`,
    'listener.security.protocol.map': 'BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'BROKER',
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': place.dataDir,
    // Topics are made on purpose, with the partitions they shall have.
    'auto.create.topics.enable': false,
    'num.partitions': 3,
    'default.replication.factor': 1,
    'min.insync.replicas': 1,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 8,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 8,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
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
  return `${Object.entries(properties)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')}\n`;
}

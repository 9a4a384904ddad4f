export { type ClickHouseOptions, startClickHouse } from './clickhouse/start-clickhouse.ts';
export { type ClusterNode, type ClusterOptions, type KafkaCluster, startKafkaCluster } from './kafka/start-cluster.ts';
export { freePort } from './ports.ts';
export { listProcesses, type ProcessRecord, type ProcessSpec, startProcess, stopProcess } from './processes.ts';
export {
  chooseStackKind,
  runningStack,
  type Stack,
  type StackKind,
  type StackOptions,
  startStack,
  stopStack,
} from './stack.ts';
export { StackError, type StackErrorCode } from './stack-error.ts';

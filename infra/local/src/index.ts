export { namedStackKind } from './choose-stack.ts';
export { type ClickHouseOptions, startClickHouse } from './clickhouse/start-clickhouse.ts';
export { findContainers } from './containers/find-containers.ts';
export { type ClusterNode, type ClusterOptions, type KafkaCluster, startKafkaCluster } from './kafka/start-cluster.ts';
export { freePort } from './ports.ts';
export { listProcesses, type ProcessRecord, type ProcessSpec, startProcess, stopProcess } from './processes.ts';
export { describeStack, removeStackData, runningStack, startStack, stopStack } from './stack.ts';
export { StackError, type StackErrorCode } from './stack-error.ts';
export type { Stack, StackKind, StackOptions } from './stack-types.ts';

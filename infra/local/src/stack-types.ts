/** Where Kafka and ClickHouse come from: named by the environment, processes of this machine, or a container engine. */
export type StackKind = 'external' | 'local' | 'containers';

/** A running Kafka and ClickHouse. `home` is the folder of data, logs and process records; `stop()` leaves an external one alone. */
export type Stack = {
  kind: StackKind;
  kafkaBrokers: string[];
  clickhouseUrl: string;
  home: string;
  /** Where its data are, in words. */
  data: string;
  stop(): Promise<void>;
};

export type Env = Record<string, string | undefined>;

export type StackOptions = {
  home: string;
  env?: Env;
  /** Ports on 127.0.0.1; 0 = any free one. Default: RAPPORT_LOCAL_KAFKA_PORT or 9701, RAPPORT_LOCAL_CLICKHOUSE_PORT or 8704. */
  kafkaPort?: number;
  clickhousePort?: number;
  /** The stack is this process's own: containers keep nothing when they stop, and the next start removes what a killed owner left. */
  ephemeral?: boolean;
  progress?: (line: string) => void;
};

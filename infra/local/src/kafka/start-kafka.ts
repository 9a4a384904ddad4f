import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, onPort } from '../ports.ts';
import { lastPort, type ProcessRecord, startProcess } from '../processes.ts';
import { StackError } from '../stack-error.ts';
import { ensureJars } from './jars.ts';
import { findJava } from './java.ts';
import { kafkaAnswers } from './kafka-answers.ts';
import { serverProperties } from './server-properties.ts';

const run = promisify(execFile);

export type KafkaOptions = {
  home: string;
  port: number;
  cacheDir: string;
  env: Record<string, string | undefined>;
  progress: (line: string) => void;
};

/** Starts Apache Kafka (broker and controller in one JVM) with its data in `<home>/kafka`. */
export async function startKafka(options: KafkaOptions): Promise<ProcessRecord> {
  const java = await findJava(options.env);
  const jars = await ensureJars(options);
  const use = {
    wanted: options.port,
    owner: 'Kafka',
    knob: 'RAPPORT_LOCAL_KAFKA_PORT',
    last: lastPort(options.home, 'kafka'),
  };
  return onPort(use, (port) => startOnPort(options, { java, jars, port }));
}

type Broker = { java: string; jars: string; port: number };

async function startOnPort(options: KafkaOptions, { java, jars, port }: Broker): Promise<ProcessRecord> {
  const folder = join(options.home, 'kafka');
  const dataDir = join(folder, 'data');
  mkdirSync(folder, { recursive: true });
  const propertiesFile = join(folder, 'server.properties');
  writeFileSync(propertiesFile, serverProperties({ dataDir, brokerPort: port, controllerPort: await freePort() }));
  const formatted = existsSync(join(dataDir, 'meta.properties'));
  if (!formatted) await formatStorage({ java, jars, propertiesFile, clusterId: newClusterId() });
  options.progress(`Starting Kafka on port ${port}`);
  const heap = options.env['RAPPORT_LOCAL_KAFKA_HEAP'] || '512m';
  return startBroker({ home: options.home, name: 'kafka', java, jars, propertiesFile, port, heap });
}

export type BrokerProcess = {
  home: string;
  name: string;
  java: string;
  jars: string;
  propertiesFile: string;
  port: number;
  /** As the JVM takes it, such as `512m`. */
  heap: string;
};

/** Starts a broker whose data folder is formatted; resolves when it answers and knows its controller. */
export function startBroker({ home, name, java, jars, propertiesFile, port, heap }: BrokerProcess) {
  return startProcess({
    home,
    name,
    command: java,
    args: [...JVM_FLAGS, `-Xmx${heap}`, '-cp', join(jars, '*'), 'kafka.Kafka', propertiesFile],
    port,
    ready: (running) => kafkaAnswers(`127.0.0.1:${running.port ?? port}`),
    readyTimeoutMs: 120_000,
  });
}

const JVM_FLAGS = [
  '-XX:+UseSerialGC',
  '-XX:+ExitOnOutOfMemoryError',
  '-Djava.awt.headless=true',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  '-Dorg.slf4j.simpleLogger.showDateTime=true',
  '-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS',
];

export type StorageFormat = { java: string; jars: string; propertiesFile: string; clusterId: string };

/** Makes the data folder of a node ready for its cluster. */
export async function formatStorage({ java, jars, propertiesFile, clusterId }: StorageFormat): Promise<void> {
  const quiet = '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn';
  const args = [quiet, '-XX:+UseSerialGC', '-cp', join(jars, '*'), 'kafka.tools.StorageTool', 'format'];
  await run(java, [...args, '-t', clusterId, '-c', propertiesFile]).catch((error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    const code = text.includes('No space left on device') ? 'DISK_FULL' : 'KAFKA_FORMAT_FAILED';
    throw new StackError(code, `Kafka's data folder cannot be made: ${text}`, { cause: error });
  });
}

// A cluster id is a base64url UUID; Kafka's tools do not take one that begins with a dash.
export function newClusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? newClusterId() : id;
}

/** The way into the room: one client per process, from which producers, consumers and topic administration come. */
import { type Admin, type ISocketFactory, Kafka, logLevel } from 'kafkajs';
import { createPlacedWriter, type PlacedWriter } from './archive/placed-writer.ts';
import { createChunkedConsumer } from './consumer.ts';
import type { ChunkedConsumer, ConsumerOptions } from './consumer-options.ts';
import { teachKafkajsToUnpack } from './decompress.ts';
import { kafkaLogCreator, type LogLogger, silentLogger } from './log-logger.ts';
import { createLogPages } from './log-pages.ts';
import { createProducer, type EventProducer } from './producer.ts';
import { createRecordReader, type RecordReader } from './record-reader.ts';
import { answerSockets, createClosableSockets } from './response-socket.ts';
import { createTopicAdmin, type TopicAdmin } from './topics.ts';

export type LogClientOptions = {
  brokers: readonly string[];
  clientId: string;
  /** Prefix of every topic and, inside this room, of every consumer group: keeps installations on one cluster apart. */
  topicPrefix?: string;
  logger?: LogLogger;
};

export type LogClient = TopicAdmin &
  RecordReader & {
    createProducer(): Promise<EventProducer>;
    /** For restoring an archive: appends to partitions and at offsets of the caller's choice. */
    createPlacedWriter(): PlacedWriter;
    createChunkedConsumer(options: ConsumerOptions): ChunkedConsumer;
    /** Disconnects the administration; producers and consumers are closed by whoever made them. */
    close(): Promise<void>;
  };

function kafkaOf({ clientId, brokers }: LogClientOptions, logger: LogLogger, socketFactory: ISocketFactory): Kafka {
  return new Kafka({
    clientId,
    brokers: [...brokers],
    socketFactory,
    connectionTimeout: 3_000,
    requestTimeout: 30_000,
    logLevel: logLevel.INFO,
    logCreator: kafkaLogCreator(logger),
    retry: { retries: 5, initialRetryTime: 100, maxRetryTime: 2_000 },
  });
}

/** Connects to nothing yet: each part connects when it is first used. */
export function createLogClient(options: LogClientOptions): LogClient {
  const { topicPrefix = '', logger = silentLogger() } = options;
  teachKafkajsToUnpack();
  const kafka = kafkaOf(options, logger, answerSockets);
  const asking = createClosableSockets();
  const askingKafka = kafkaOf(options, logger, asking.make);
  let connecting: Promise<Admin> | undefined;

  async function connectAdmin(): Promise<Admin> {
    const admin = askingKafka.admin();
    await admin.connect();
    return admin;
  }

  // Shared, and forgotten when it fails, so that the next question tries again.
  async function admin(): Promise<Admin> {
    connecting ??= connectAdmin();
    try {
      return await connecting;
    } catch (error) {
      connecting = undefined;
      throw error;
    }
  }

  const topics = createTopicAdmin(admin, topicPrefix);
  const pages = createLogPages(askingKafka);
  return {
    ...topics,
    ...createRecordReader(pages),
    createProducer: () => createProducer({ kafka, topicPrefix, logger }),
    createPlacedWriter: () =>
      createPlacedWriter(kafka, async ({ topic, partition }) => (await topics.endOffsets(topic)).get(partition) ?? 0n),
    createChunkedConsumer: (consumer) => createChunkedConsumer({ kafka, topics, logger }, consumer),
    close: async () => {
      await pages.close();
      const open = connecting;
      connecting = undefined;
      if (open !== undefined) await (await open).disconnect();
      asking.destroyAll();
    },
  };
}

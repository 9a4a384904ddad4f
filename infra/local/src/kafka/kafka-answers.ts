import { Kafka, logLevel } from 'kafkajs';

/** Whether a broker answers a metadata request at `host:port` and knows its controller. */
export async function kafkaAnswers(broker: string): Promise<boolean> {
  const kafka = new Kafka({
    clientId: 'rapport-local-stack',
    brokers: [broker],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1_000,
    requestTimeout: 2_000,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    const cluster = await admin.describeCluster();
    return cluster.brokers.length > 0 && cluster.controller !== null;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

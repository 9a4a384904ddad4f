import type { LogClient } from './log-client.ts';
import type { EventProducer } from './producer.ts';

/** A producer for processes that seldom send: made with the first event, and made anew after a failure to make it. */
export function createLazyProducer(log: Pick<LogClient, 'createProducer'>): Pick<EventProducer, 'send' | 'close'> {
  let making: Promise<EventProducer> | undefined;

  async function producer(): Promise<EventProducer> {
    making ??= log.createProducer();
    try {
      return await making;
    } catch (error) {
      making = undefined;
      throw error;
    }
  }

  return {
    send: async (events) => (await producer()).send(events),
    close: async () => (await making?.catch(() => undefined))?.close(),
  };
}

/** Logging: any pino-like logger can be handed in; without one the room is silent. */
import type { logCreator } from 'kafkajs';

type Write = (fields: Record<string, unknown>, message: string) => void;
export type LogLogger = { debug: Write; info: Write; warn: Write; error: Write };

/** The logger of a room to which none was handed. */
export function silentLogger(): LogLogger {
  const nothing: Write = () => undefined;
  return { debug: nothing, info: nothing, warn: nothing, error: nothing };
}

/**
 * kafkajs's own messages, all for debugging: it calls every attempt at a broker that is away an error. What matters
 * reaches the caller as an exception, or is said once by this room.
 */
export function kafkaLogCreator(logger: LogLogger): logCreator {
  return () =>
    ({ namespace, label, log }) => {
      const { message, timestamp: _, logger: __, stack: ___, ...fields } = log;
      logger.debug({ ...fields, kafkajs: namespace, label }, message);
    };
}

/** Logging: any pino-like logger can be handed in; without one the room is silent. */
import { type logCreator, logLevel } from 'kafkajs';

type Write = (fields: Record<string, unknown>, message: string) => void;
export type LogLogger = { debug: Write; info: Write; warn: Write; error: Write };

export function silentLogger(): LogLogger {
  const nothing: Write = () => undefined;
  return { debug: nothing, info: nothing, warn: nothing, error: nothing };
}

/**
 * kafkajs's own messages, one level quieter than it means them: it calls every retry an error, and what matters
 * reaches the caller as an exception.
 */
export function kafkaLogCreator(logger: LogLogger): logCreator {
  return () =>
    ({ level, namespace, log }) => {
      const { message, timestamp: _, logger: __, stack: ___, ...fields } = log;
      const write = level === logLevel.ERROR ? logger.warn : logger.debug;
      write.call(logger, { ...fields, kafkajs: namespace }, message);
    };
}

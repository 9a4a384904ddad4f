import { type Logger, pino } from 'pino';

export type { Logger };

/**
 * The process's logger: JSON lines on stderr, so that stdout stays for data. `LOG_LEVEL` sets the level (default info).
 * Fields that could hold personal data are cut out by path, wherever somebody logs a whole object.
 */
export function createLogger(name: string, level = process.env['LOG_LEVEL'] ?? 'info'): Logger {
  return pino(
    {
      name,
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'answers',
          '*.answers',
          'attributes',
          '*.attributes',
          'headers.authorization',
          'req.headers.authorization',
        ],
        censor: '[redacted]',
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

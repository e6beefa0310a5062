import { type Logger, pino } from 'pino';

/** Structured lines on standard output, one JSON object each, with the time in UTC. */
export const createLog = (name: string, level: string): Logger =>
  pino({
    name,
    level,
    base: { name },
    timestamp: pino.stdTimeFunctions.isoTime,
    // A token is a secret wherever it turns up.
    redact: ['req.headers.authorization', '*.authorization', 'authorization'],
  });

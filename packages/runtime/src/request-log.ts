import { type DestinationStream, type Logger, pino } from 'pino';

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** What the environment asks for; `info` where it asks for nothing known, so that the fault can be told. */
export const logLevelIn = ({ LOG_LEVEL }: NodeJS.ProcessEnv) =>
  logLevels.find((each) => each === LOG_LEVEL) ?? 'info';

/** Structured lines on standard output, one JSON object each, with the time in UTC. */
export const createLog = (name: string, level: string, to: DestinationStream = pino.destination(1)): Logger =>
  pino(
    {
      name,
      level,
      base: { name },
      timestamp: pino.stdTimeFunctions.isoTime,
      // A token is a secret wherever it turns up.
      redact: ['req.headers.authorization', '*.authorization', 'authorization'],
    },
    to,
  );

import type { Logger } from 'pino';

/** What goes wrong again and again for as long as something is away. */
export interface Trouble {
  /** Once more; what else there is to say of it is asked only where it is said. */
  readonly failed: (error: unknown, more?: () => Promise<object>) => void;
  /** It went well, which is said where it was said that it did not. */
  readonly over: () => void;
}

/**
 * One line when it begins, with the reason; one a minute while it lasts, with how often it was tried; one when it is
 * over. Each try, with its stack, is for who looks for a fault (`LOG_LEVEL=debug`).
 */
export function watchTrouble(
  log: Logger,
  { begins, ends }: { readonly begins: string; readonly ends: string },
  everyMs = 60_000,
): Trouble {
  let times = 0;
  let said = false;
  let saidMs = -Infinity;
  /** A line that still asks what else there is to say. */
  let saying: Promise<void> | null = null;
  return {
    failed: (error, more = async () => ({})) => {
      times++;
      log.debug({ err: error }, begins);
      if (performance.now() - saidMs < everyMs) return;
      said = true;
      saidMs = performance.now();
      const line = { reason: reasonOf(error), times };
      // What cannot be asked either is left out.
      saying = more()
        .catch(() => ({}))
        .then((rest) => {
          log.warn({ ...line, ...rest }, begins);
          saying = null;
        });
    },
    over: () => {
      const line = { times };
      if (said && saying) void saying.then(() => log.info(line, ends));
      else if (said) log.info(line, ends);
      times = 0;
      said = false;
    },
  };
}

/** In one line: of several the first, since what is away is the same for all. */
const reasonOf = (error: unknown): string =>
  error instanceof AggregateError && error.errors.length > 0
    ? reasonOf(error.errors[0])
    : error instanceof Error
      ? `${error.name}: ${error.message}`
      : String(error);

/** A job done again and again, never twice at the same time. */
export interface Loop {
  /** Do it now, or once more after the round under way. */
  readonly wake: () => void;
  /** Resolves when the round under way is over; there is no other after it. */
  readonly stop: () => Promise<void>;
}

export function createLoop(
  job: () => Promise<void>,
  { everyMs, onError }: { everyMs: number; onError: (error: unknown) => void },
): Loop {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  const round = async () => {
    do {
      again = false;
      await job().catch(onError);
    } while (again && !stopped);
    running = null;
  };
  const wake = () => {
    if (stopped) return;
    if (running) again = true;
    // In a tick of its own: who wakes it may be inside of a transaction's context.
    else running = Promise.resolve().then(round);
  };
  const timer = setInterval(wake, everyMs);
  wake();
  return {
    wake,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

/**
 * Stops once, at the first SIGINT or SIGTERM. Those that follow cut nothing short: a terminal tells Ctrl-C to all of
 * its processes, and npm and pnpm pass it on once more.
 */
export function onStopSignal(stop: (signal: string) => void): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stop(signal);
    });
}

/** What happens and is counted (`metrics.ts`); what stands somewhere is looked up when it is asked for. */
export type Measured =
  | { readonly what: 'SENT'; readonly seconds: number }
  | { readonly what: 'NOT_SENT' }
  | { readonly what: 'HANDLED'; readonly seconds: number; readonly eventId: string }
  | { readonly what: 'TRIED_AGAIN' }
  /** A transaction was given up, because the database has no room left. */
  | { readonly what: 'NO_ROOM' };

/** Those who count in this process what its database does. */
export interface Measuring {
  readonly measured: Set<(measured: Measured) => void>;
}

export function measure({ measured }: Measuring, what: Measured): void {
  for (const each of measured) each(what);
}

/** Begins now; says how many seconds have gone. */
export function stopwatch(): () => number {
  const begun = performance.now();
  return () => (performance.now() - begun) / 1000;
}

import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string | null>();

/** Runs `job` under a W3C `traceparent`, which what it tells others will carry on. */
export const withTrace = <T>(traceparent: string | null, job: () => T): T => current.run(traceparent, job);

export const currentTraceparent = (): string | null => current.getStore() ?? null;

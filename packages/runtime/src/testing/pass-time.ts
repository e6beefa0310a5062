import type { Database } from '@anju/runtime/database';
import { runDueTimers, type TimerHandlers } from '@anju/runtime/timers';
import type { Instant } from '@anju/values/time';

/** Does all that has fallen due by `now`; a handler that fails fails the test. */
export const passTime = (db: Database, handlers: TimerHandlers, now: Instant): Promise<number> =>
  runDueTimers(
    db,
    handlers,
    () => now,
    (error) => {
      throw error;
    },
  );

import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Clock, type Instant, systemClock } from '@anju/values/time';

/** The sandbox's time: it runs like real time and can be moved forward, the same for every local process. */
export interface SandboxClock {
  readonly now: Clock;
  /** Never back: what has happened has happened. Returns the time it is then. */
  readonly advanceTo: (instant: Instant) => Instant;
}

/**
 * A clock kept in one durable file that all processes of a sandbox share. `startsAt` is the time it
 * shows when the file is new.
 */
export function openSandboxClock(file: string, startsAt: Instant): SandboxClock {
  let aheadMs = 0;
  let readAt = -1;

  const read = () => {
    const { mtimeMs } = statSync(file);
    if (mtimeMs === readAt) return;
    aheadMs = (JSON.parse(readFileSync(file, 'utf8')) as { aheadMs: number }).aheadMs;
    readAt = mtimeMs;
  };
  const write = (ms: number) => {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify({ aheadMs: ms }));
    renameSync(draft, file);
    readAt = -1;
  };
  const real = () => Date.parse(systemClock());
  const now = (): Instant => {
    read();
    return new Date(real() + aheadMs).toISOString() as Instant;
  };

  mkdirSync(dirname(file), { recursive: true });
  if (!statSync(file, { throwIfNoEntry: false })) write(Date.parse(startsAt) - real());
  return {
    now,
    advanceTo: (instant) => {
      if (instant < now()) throw new RangeError(`The clock stands at ${now()} and never goes back`);
      write(Date.parse(instant) - real());
      return now();
    },
  };
}

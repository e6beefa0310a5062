import { appendFileSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Clock, type Instant, systemClock, toInstant } from '@anju/values/time';
import { keepFirst } from './keep-first';
import { UnusableData } from './mendable';

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
  // Every move is a line of its own and the furthest counts, so that of two processes that move it at
  // once neither takes it back. It is read each time: two writes may bear the same file time.
  const lineOf = (instant: Instant) => `${JSON.stringify({ aheadMs: Date.parse(instant) - real() })}\n`;
  const real = () => Date.parse(systemClock());
  const now = () => toInstant(new Date(real() + furthest(file)));

  mkdirSync(dirname(file), { recursive: true });
  if (!statSync(file, { throwIfNoEntry: false })) keepFirst(file, lineOf(startsAt));
  // One that cannot be read is told at the start, and not by each request.
  now();
  return {
    now,
    advanceTo: (instant) => {
      if (instant < now()) throw new RangeError(`The clock stands at ${now()} and never goes back`);
      appendFileSync(file, lineOf(instant), { flush: true });
      return now();
    },
  };
}

function furthest(file: string): number {
  try {
    const moves = readFileSync(file, 'utf8').trimEnd().split('\n');
    const ahead = moves.map((line) => (JSON.parse(line) as { aheadMs: number }).aheadMs);
    if (ahead.every(Number.isSafeInteger)) return Math.max(...ahead);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) throw error;
  }
  throw new UnusableData(file, {
    zh: '没有记下沙箱的时间',
    en: 'does not say what time it is in the sandbox',
  });
}

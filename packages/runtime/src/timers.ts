import { deadlineState } from '@anju/rulebook/deadline';
import type { Fraction } from '@anju/values/fraction';
import { newId } from '@anju/values/id';
import type { Clock, Instant } from '@anju/values/time';
import { And, type EntityManager, In, LessThanOrEqual, MoreThan } from 'typeorm';
import type { Logger } from 'pino';
import type { Database } from './database';
import { giveBackLease, renewLease, takeLease } from './lease';
import { createLoop, type Loop } from './loop';
import { type Timer, TimerTable } from './timer.table';
import { transaction } from './transaction';
import { watchTrouble } from './trouble';

/** What to do when a timer of this name is due, in one transaction with marking it done. */
export type TimerHandler = (tx: EntityManager, timer: Timer, now: Instant) => Promise<void>;

/** By name. A timer without a handler is a deadline that people watch: it stays until it is met. */
export type TimerHandlers = Readonly<Record<string, TimerHandler>>;

type NewTimer = Pick<Timer, 'name' | 'subject' | 'rule' | 'startedAt' | 'dueAt'>;

/** Sets a timer, or sets it anew. */
export async function setTimer(tx: EntityManager, timer: NewTimer): Promise<void> {
  const { name, subject } = timer;
  const { affected } = await tx.update(TimerTable, { name, subject }, { ...timer, state: 'WAITING' });
  if (affected === 0) await tx.insert(TimerTable, { ...timer, id: newId('tmr'), state: 'WAITING' });
}

/** The duty was done, or what was to happen shall not. Nothing happens if there is no such timer. */
export async function endTimer(
  tx: EntityManager,
  { name, subject }: Pick<Timer, 'name' | 'subject'>,
  state: 'DONE' | 'CANCELLED' = 'DONE',
): Promise<void> {
  await tx.update(TimerTable, { name, subject, state: 'WAITING' }, { state });
}

/** How much of the time of a thing's deadline is left when people are warned (OVR-3). */
type AmberShareOf = (subject: string, startedAt: Instant) => Fraction;

/** The deadlines of each of a page of things, in one statement. */
export async function deadlinesOfEach(
  read: EntityManager,
  subjects: readonly string[],
  now: Instant,
  amberShareOf: AmberShareOf,
) {
  const where = { subject: In([...subjects]) };
  const timers = await read.find(TimerTable, { where, order: { dueAt: 'ASC', id: 'ASC' } });
  const present = ({ name, subject, rule, startedAt, dueAt, state }: Timer) => ({
    name,
    rule,
    dueAt,
    met: state === 'DONE',
    state:
      state === 'WAITING' ? deadlineState(startedAt, dueAt, now, amberShareOf(subject, startedAt)) : null,
  });
  const ofSubject = (subject: string) => timers.filter((timer) => timer.subject === subject).map(present);
  return new Map(subjects.map((subject) => [subject, ofSubject(subject)]));
}

/**
 * Does what has fallen due, oldest first; returns how many. Of several processes the one that has the lease
 * does it. Marking a timer done is a conditional write in the same transaction as its effect, so it is done once
 * even where that process was paused and another has gone on. One that fails is reported and tried again in the
 * next round; the others go on.
 */
export async function runDueTimers(
  db: Database,
  handlers: TimerHandlers,
  clock: Clock,
  onError: (error: unknown, timer: Timer) => void,
): Promise<number> {
  const names = Object.keys(handlers);
  let due = await nextDue(db, names, clock());
  // Asked first without the lease, so that waiting for a day writes nothing.
  if (due.length === 0) return 0;
  const lease = await takeLease(db, 'timers');
  if (!lease) return 0;

  let done = 0;
  // Page by page behind the last one, so that those which fail stand in nobody's way.
  for (;;) {
    for (const timer of due) {
      try {
        if (await ring(db, handlers[timer.name]!, timer, clock())) done++;
      } catch (error) {
        onError(error, timer);
      }
    }
    if (due.length < atOnce) break;
    await transaction(db, (tx) => renewLease(tx, lease), { silent: true });
    due = await nextDue(db, names, clock(), due.at(-1));
  }
  await transaction(db, (tx) => giveBackLease(tx, lease), { silent: true });
  return done;
}

/** For as long as the service runs, and several times a second; so what goes wrong is not said each time. */
export function startTimers(
  db: Database,
  handlers: TimerHandlers,
  { clock, log, everyMs }: { readonly clock: Clock; readonly log: Logger; readonly everyMs: number },
): Loop {
  const unread = watchTrouble(log, { begins: 'timers not read', ends: 'timers read again' });
  const undone = watchTrouble(log, { begins: 'timers failed', ends: 'no timer fails any more' });
  // What failed may be ended, put off or done by another process; or another has the lease, and it fails there.
  const isAnyDue = async () => (await nextDue(db, Object.keys(handlers), clock())).length > 0;
  let failing = false;
  return createLoop(
    async () => {
      const failed: { readonly error: unknown; readonly timer: Timer }[] = [];
      const done = await runDueTimers(db, handlers, clock, (error, timer) => {
        log.debug({ err: error, timer }, 'timer failed');
        failed.push({ error, timer });
      });
      unread.over();
      const [first] = failed;
      if (first) {
        failing = true;
        undone.failed(first.error, async () => ({ timers: failed.length, timer: first.timer }));
      } else if (failing && (done > 0 || !(await isAnyDue()))) {
        failing = false;
        undone.over();
      }
    },
    { everyMs, onError: unread.failed },
  );
}

const atOnce = 100;

const nextDue = (db: Database, names: string[], now: Instant, after?: Timer): Promise<Timer[]> => {
  const due = { state: 'WAITING' as const, name: In(names) };
  return db.read.find(TimerTable, {
    where: after
      ? [
          { ...due, dueAt: And(MoreThan(after.dueAt), LessThanOrEqual(now)) },
          { ...due, dueAt: after.dueAt, id: MoreThan(after.id) },
        ]
      : { ...due, dueAt: LessThanOrEqual(now) },
    order: { dueAt: 'ASC', id: 'ASC' },
    take: atOnce,
  });
};

const ring = (db: Database, handle: TimerHandler, { id, dueAt }: Timer, now: Instant): Promise<boolean> =>
  transaction(db, async (tx) => {
    // `dueAt` too: one that was set anew meanwhile is not due any more.
    const { affected } = await tx.update(TimerTable, { id, state: 'WAITING', dueAt }, { state: 'DONE' });
    if (affected !== 1) return false;
    await handle(tx, await tx.findOneByOrFail(TimerTable, { id }), now);
    return true;
  });

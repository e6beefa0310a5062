import { endTimer, setTimer, type TimerHandlers } from '@anju/runtime/timers';
import { endOfDay, startOfDay } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import type { PmContract } from './pm-contract';

/** The contract's term runs out; whoever wants the company to stay asks the owners before (PM-13, OVR-3). */
export const setContractEnd = (tx: EntityManager, { id, from, until }: PmContract): Promise<void> =>
  setTimer(tx, {
    name: 'contract-end',
    subject: id,
    rule: 'PM-13',
    startedAt: startOfDay(from),
    dueAt: endOfDay(until),
  });

/** What was entered of the term was wrong, so nothing ends by it. One that rang already changed nothing. */
export const cancelContractEnd = (tx: EntityManager, { id }: PmContract): Promise<void> =>
  endTimer(tx, { name: 'contract-end', subject: id }, 'CANCELLED');

/** A term ends by its date alone, so once it rings there is nothing more to do than to mark it over. */
export const contractEnd: TimerHandlers = { 'contract-end': async () => undefined };

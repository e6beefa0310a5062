import { endTimer, setTimer } from '@anju/runtime/timers';
import { endOfDay, startOfDay } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import type { MaintenanceJob } from './maintenance-job';

export const warrantyEnd = (subject: MaintenanceJob['id']) => ({ name: 'warranty-end', subject });

/**
 * Watched by people: once the warranty is over the contractor is to get what was kept (FUND-10), and until it has, the
 * deadline stays. Where nothing is kept there is nothing to wait for, and a heating's two seasons end on no known day.
 */
export const watchWarrantyEnd = (
  tx: EntityManager,
  { id, acceptance, retainedFen, withdrawal }: MaintenanceJob,
) =>
  acceptance?.warrantyUntil && retainedFen !== 0 && !withdrawal
    ? setTimer(tx, {
        ...warrantyEnd(id),
        rule: 'PROJ-4',
        startedAt: startOfDay(acceptance.acceptedOn),
        dueAt: endOfDay(acceptance.warrantyUntil),
      })
    : endTimer(tx, warrantyEnd(id), 'CANCELLED');

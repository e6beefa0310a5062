import { profileAt } from '@anju/rulebook/rule-profile';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { endTimer } from '@anju/runtime/timers';
import { accept } from '@anju/values/decision';
import { dateOf } from '@anju/values/time';
import { findDecision } from '../../known/decision/decision.table';
import { bookEntry } from '../ledger/ledger.table';
import { insertBookedReceipt } from './booked-receipt.table';
import { takenFromHold } from './fund-share';
import { findSharesOf, saveDraws } from './fund-share.table';
import type { MaintenanceJob } from './maintenance-job';
import { updateJob } from './maintenance-job.table';
import { lockJobUnless, whyOfficeMayNot } from './may-act.queries';
import { type EnteredRelease, releaseRetention as decide } from './retention';
import { findUseOfReceipt } from './used-paper.queries';
import { warrantyEnd } from './warranty-end.timer';

export function releaseRetention(
  { db, clock, personalData, ...caller }: Context,
  jobId: MaintenanceJob['id'],
  release: EnteredRelease,
  key: string,
) {
  const request = { caller, key, operation: 'releaseRetention', input: { jobId, ...release } };
  return once({ db, personalData }, request, async (tx) => {
    const locked = await lockJobUnless(tx, jobId, (job) =>
      whyOfficeMayNot(caller, job, ['FINANCE', 'COUNTY_BUREAU']),
    );
    if (!locked.accepted) return locked;

    const job = locked.state;
    const now = clock();
    const shares = await findSharesOf(tx, jobId);
    const used = await findUseOfReceipt(tx, job, release);
    const { warranty: rules } = profileAt(job.divisionCode, job.acceptance?.acceptedOn ?? dateOf(now));
    const decision = job.decisionId && (await findDecision(tx, job.decisionId));
    const result = decide(job, release, { decision, shares, used, rules }, now);
    if (!result.accepted) return result;

    const { job: released, shares: charged, booked, entry } = result.state;
    await insertBookedReceipt(tx, booked);
    await bookEntry(tx, entry, now, takenFromHold(shares, 'keptFen'));
    await saveDraws(tx, charged);
    await updateJob(tx, released);
    await endTimer(tx, warrantyEnd(jobId));
    await appendToOutbox(tx, result.events, now);
    const { amountFen, paperNumber, paperSha256 } = release;
    const detail = { amountFen, paperNumber, paperSha256 };
    await appendAudit(tx, caller, { action: 'releaseRetention', subject: jobId, detail }, now);
    return accept(released);
  });
}

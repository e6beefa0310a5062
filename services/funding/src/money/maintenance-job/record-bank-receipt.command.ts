import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { accept } from '@anju/values/decision';
import { findDecision } from '../../known/decision/decision.table';
import { bookEntry } from '../ledger/ledger.table';
import { insertBookedReceipt } from './booked-receipt.table';
import { takenFromHold } from './fund-share';
import { findSharesOf } from './fund-share.table';
import type { EnteredReceipt, MaintenanceJob } from './maintenance-job';
import { updateJob } from './maintenance-job.table';
import { lockJobUnless, whyOfficeMayNot } from './may-act.queries';
import { recordBankReceipt as decide } from './payment';
import { findUseOfReceipt } from './used-paper.queries';

export function recordBankReceipt(
  { db, clock, personalData, ...caller }: Context,
  jobId: MaintenanceJob['id'],
  receipt: EnteredReceipt,
  key: string,
) {
  const request = { caller, key, operation: 'recordBankReceipt', input: { jobId, ...receipt } };
  return once({ db, personalData }, request, async (tx) => {
    const locked = await lockJobUnless(tx, jobId, (job) =>
      whyOfficeMayNot(caller, job, ['FINANCE', 'COUNTY_BUREAU']),
    );
    if (!locked.accepted) return locked;

    const job = locked.state;
    const now = clock();
    const shares = await findSharesOf(tx, jobId);
    const used = await findUseOfReceipt(tx, job, receipt);
    const decision = job.decisionId && (await findDecision(tx, job.decisionId));
    const result = decide(job, receipt, { decision, shares, used }, now);
    if (!result.accepted) return result;

    const { job: paid, booked, entry } = result.state;
    await insertBookedReceipt(tx, booked);
    await bookEntry(tx, entry, now, takenFromHold(shares, 'drawnFen'));
    await updateJob(tx, paid);
    await appendToOutbox(tx, result.events, now);
    const { amountFen, paperNumber, paperSha256 } = receipt;
    const detail = { amountFen, paperNumber, paperSha256 };
    await appendAudit(tx, caller, { action: 'recordBankReceipt', subject: jobId, detail }, now);
    return accept(paid);
  });
}

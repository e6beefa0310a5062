import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { accept } from '@anju/values/decision';
import { bookEntry, findEntriesOf } from '../ledger/ledger.table';
import { insertBookedReceipt } from './booked-receipt.table';
import type { FundShare } from './fund-share';
import { findShare, saveCollected } from './fund-share.table';
import type { EnteredReceipt } from './maintenance-job';
import { updateJob } from './maintenance-job.table';
import { lockJobUnless, whyOfficeMayNot } from './may-act.queries';
import { collectReceivable as decide } from './payment';
import { findUseOfReceipt } from './used-paper.queries';

export function collectReceivable(
  { db, clock, personalData, ...caller }: Context,
  { jobId, unitId }: Pick<FundShare, 'jobId' | 'unitId'>,
  receipt: EnteredReceipt,
  key: string,
) {
  const request = { caller, key, operation: 'collectReceivable', input: { jobId, unitId, ...receipt } };
  return once({ db, personalData }, request, async (tx) => {
    // Holding the job holds its shares.
    const locked = await lockJobUnless(tx, jobId, (job) =>
      whyOfficeMayNot(caller, job, ['FINANCE', 'COUNTY_BUREAU']),
    );
    if (!locked.accepted) return locked;

    const job = locked.state;
    const now = clock();
    const share = await findShare(tx, jobId, unitId);
    const used = await findUseOfReceipt(tx, job, receipt);
    // The days of what was paid before matter only where more is owed since a day.
    const entries = job.releaseReceipt ? await findEntriesOf(tx, jobId) : [];
    const result = decide(job, receipt, { share, entries, used }, now);
    if (!result.accepted) return result;

    const { job: collected, share: charged, booked, entry } = result.state;
    await insertBookedReceipt(tx, booked);
    await bookEntry(tx, entry, now);
    await saveCollected(tx, charged);
    await updateJob(tx, collected);
    const { amountFen, paperNumber, paperSha256 } = receipt;
    const detail = { unitId, amountFen, paperNumber, paperSha256 };
    await appendAudit(tx, caller, { action: 'collectReceivable', subject: jobId, detail }, now);
    return accept(collected);
  });
}

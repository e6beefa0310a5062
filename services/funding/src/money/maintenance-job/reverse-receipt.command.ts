import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { accept } from '@anju/values/decision';
import { actsAs } from '../../acts-as.access';
import { foldTyped } from '@anju/values/fold-typed';
import { bookEntry, findEntriesOf, lockAccounts, updateAccounts } from '../ledger/ledger.table';
import { freeReceipt } from './booked-receipt.table';
import { promisedAgain } from './fund-share';
import { findSharesOf, saveCollected, saveDraws } from './fund-share.table';
import type { MaintenanceJob } from './maintenance-job';
import { updateJob } from './maintenance-job.table';
import { lockJobUnless, whyOfficeMayNot } from './may-act.queries';
import { insertReversal } from './receipt-reversal.table';
import { type EnteredReversal, reverseReceipt as decide } from './reversal';
import { findUseOfReversal } from './used-paper.queries';
import { watchWarrantyEnd } from './warranty-end.timer';

export function reverseReceipt(
  { db, clock, personalData, ...caller }: Context,
  jobId: MaintenanceJob['id'],
  reversal: EnteredReversal,
  key: string,
) {
  const request = { caller, key, operation: 'reverseReceipt', input: { jobId, ...reversal } };
  return once({ db, personalData }, request, async (tx) => {
    const locked = await lockJobUnless(tx, jobId, (job) =>
      whyOfficeMayNot(caller, job, ['FINANCE', 'COUNTY_BUREAU']),
    );
    if (!locked.accepted) return locked;

    const job = locked.state;
    const now = clock();
    // First, as it waits for its turn: of two reversals of one receipt the second finds what the first booked.
    const used = await findUseOfReversal(tx, job, reversal);
    const shares = await findSharesOf(tx, jobId);
    const entries = await findEntriesOf(tx, jobId);
    const result = decide(job, reversal, { shares, entries, used }, now);
    if (!result.accepted) return result;

    const { job: before, shares: changed, promised, entry, amountFen, unitId } = result.state;
    const { communityId, divisionCode: division } = job;
    const { receiptNumber, paperNumber, paperSha256, reason } = result.state.reversal;
    // First, so that the slower of two does not free a receipt that was booked again meanwhile.
    await updateJob(tx, before);
    const of = { communityId, foldedNumber: foldTyped(receiptNumber), jobId };
    const receiptSha256 = await freeReceipt(tx, of, now);
    await bookEntry(tx, entry, now);
    const reversedBy = actsAs(caller, ['COUNTY_BUREAU'], { division }) ? 'COUNTY_BUREAU' : 'FINANCE';
    await insertReversal(tx, { ...result.state.reversal, receiptSha256, reversedBy });
    if (promised) {
      // Only now is there again what is promised.
      const giving = shares.filter((share) => share[promised]! > 0);
      const holders = giving.map(({ unitId }) => ({ account: 'UNIT_FUND' as const, holder: unitId }));
      const funds = await lockAccounts(tx, communityId, holders);
      await updateAccounts(tx, funds.map(promisedAgain(giving, promised)));
      await saveDraws(tx, changed);
    } else for (const share of changed) await saveCollected(tx, share);
    if (promised === 'keptFen') await watchWarrantyEnd(tx, before);
    await appendToOutbox(tx, result.events, now);
    // The job does not show it any more, nor which home had paid.
    const { receipt, releaseReceipt } = job;
    const detail = {
      ...{ entryId: entry.reversesId, receiptNumber, receiptSha256, amountFen, unitId },
      ...{ paperNumber, paperSha256, reason },
      ...{ receipt, releaseReceipt },
    };
    await appendAudit(tx, caller, { action: 'reverseReceipt', subject: jobId, detail }, now);
    return accept(before);
  });
}

import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { accept } from '@anju/values/decision';
import { findDecision } from '../../known/decision/decision.table';
import { lockAccounts, updateAccounts } from '../ledger/ledger.table';
import { lockWarrant, updateWarrant } from '../warrant/warrant.table';
import { deleteShares, findSharesOf } from './fund-share.table';
import type { MaintenanceJob, Paper } from './maintenance-job';
import { updateJob } from './maintenance-job.table';
import { lockJobUnless, whyOfficeMayNot } from './may-act.queries';
import { asEntered } from './paper';
import { returnFundApplication as decide } from './return-application';
import { findUseOfReceipt } from './used-paper.queries';
import { watchWarrantyEnd } from './warranty-end.timer';

interface Return {
  readonly jobId: MaintenanceJob['id'];
  readonly reason: string;
  /** The bank's, that it has not paid and will not; absent where it was told to pay nothing. */
  readonly bankPaper?: Paper;
}

export function returnFundApplication(
  { db, clock, personalData, ...caller }: Context,
  { jobId, reason, bankPaper }: Return,
  key: string,
) {
  const request = {
    caller,
    key,
    operation: 'returnFundApplication',
    input: { jobId, reason, ...(bankPaper && { bankPaper }) },
  };
  return once({ db, personalData }, request, async (tx) => {
    const locked = await lockJobUnless(tx, jobId, (job) => whyOfficeMayNot(caller, job, ['COUNTY_BUREAU']));
    if (!locked.accepted) return locked;

    const job = locked.state;
    const stopped = bankPaper && { paper: bankPaper, used: await findUseOfReceipt(tx, job, bankPaper) };
    const shares = await findSharesOf(tx, jobId);
    const holders = shares.map(({ unitId }) => ({ account: 'UNIT_FUND' as const, holder: unitId }));
    const result = decide(job, reason, {
      decision: job.decisionId && (await findDecision(tx, job.decisionId)),
      stopped: stopped ?? null,
      // There since the decision was linked; before that nothing was applied for.
      warrant: (job.decisionId && (await lockWarrant(tx, job.decisionId)))!,
      shares,
      funds: await lockAccounts(tx, job.communityId, holders),
    });
    if (!result.accepted) return result;

    const { job: returned, warrant, funds } = result.state;
    await updateWarrant(tx, warrant);
    await updateAccounts(tx, funds);
    await deleteShares(tx, jobId);
    await updateJob(tx, returned);
    await watchWarrantyEnd(tx, returned);
    // What stood before is nowhere else any more.
    const { state, costFen, retainedFen, appliedAt, approvalDocument, approvedAt } = job;
    const { instructedAt, instructedFen, receivableFen, keptFen } = job;
    const instead = {
      ...{ state, costFen, retainedFen, appliedAt, approvalDocument, approvedAt },
      ...{ instructedAt, instructedFen, receivableFen, keptFen },
      shares: shares.map(({ jobId: _, ...share }) => share),
    };
    const detail = {
      reason: reason.trim(),
      ...(stopped && { bankPaper: asEntered(stopped.paper) }),
      instead,
    };
    await appendAudit(tx, caller, { action: 'returnFundApplication', subject: jobId, detail }, clock());
    return accept(returned);
  });
}

import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { accept } from '@anju/values/decision';
import { findDecision } from '../../known/decision/decision.table';
import { lockAccounts, updateAccounts } from '../ledger/ledger.table';
import { findFunds } from '../unit-fund-account/unit-fund-account.table';
import { findSharesOf, saveDraws } from './fund-share.table';
import type { MaintenanceJob } from './maintenance-job';
import { updateJob } from './maintenance-job.table';
import { lockJobUnless, whyOfficeMayNot } from './may-act.queries';
import { findOnRecord } from './on-record.queries';
import { instructBank as decide } from './payment';

export function instructBank(
  { db, clock, personalData, ...caller }: Context,
  jobId: MaintenanceJob['id'],
  key: string,
) {
  const request = { caller, key, operation: 'instructBank', input: { jobId } };
  return once({ db, personalData }, request, async (tx) => {
    const locked = await lockJobUnless(tx, jobId, (job) => whyOfficeMayNot(caller, job, ['COUNTY_BUREAU']));
    if (!locked.accepted) return locked;

    const job = locked.state;
    const now = clock();
    const shares = await findSharesOf(tx, jobId);
    const holders = shares.map(({ unitId }) => ({ account: 'UNIT_FUND' as const, holder: unitId }));
    const decision = job.decisionId && (await findDecision(tx, job.decisionId));
    const funds = await lockAccounts(tx, job.communityId, holders);
    const fundInvented = (await findFunds(tx, [job.communityId])).get(job.communityId)?.synthetic ?? false;
    const onRecord = await findOnRecord(tx, job);
    const result = decide(job, { decision, shares, funds, fundInvented, onRecord }, now);
    if (!result.accepted) return result;

    const { job: instructed, shares: drawn, funds: promised } = result.state;
    await updateAccounts(tx, promised);
    await saveDraws(tx, drawn);
    await updateJob(tx, instructed);
    const { instructedFen, receivableFen } = instructed;
    const detail = { instructedFen, receivableFen, accounts: promised.length };
    await appendAudit(tx, caller, { action: 'instructBank', subject: jobId, detail }, now);
    return accept(instructed);
  });
}

import { profileAt } from '@anju/rulebook/rule-profile';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { insertMany } from '@anju/runtime/insert-many';
import { accept } from '@anju/values/decision';
import type { Fen } from '@anju/values/money';
import { dateOf } from '@anju/values/time';
import { findUnitsIn } from '../../known/building/building.table';
import { findDecision } from '../../known/decision/decision.table';
import { drawOnProject, holdProject } from '../../projects/renovation-project/renovation-project.facts';
import { findAccountsOf } from '../unit-fund-account/unit-fund-account.table';
import { lockWarrant, updateWarrant } from '../warrant/warrant.table';
import { applyForFundPayment as decide } from './application';
import { FundShareTable } from './fund-share.table';
import type { MaintenanceJob } from './maintenance-job';
import { updateJob } from './maintenance-job.table';
import { lockJobUnless, whyOwnersMayNot } from './may-act.queries';
import { findOnRecord } from './on-record.queries';
import { findProjectMoney } from './project-money.queries';
import { watchWarrantyEnd } from './warranty-end.timer';

interface Application {
  readonly jobId: MaintenanceJob['id'];
  /** What the contract keeps back; null where it says nothing. */
  readonly agreedFen: Fen | null;
}

export function applyForFundPayment(
  { db, clock, personalData, ...caller }: Context,
  { jobId, agreedFen }: Application,
  key: string,
) {
  const request = { caller, key, operation: 'applyForFundPayment', input: { jobId, agreedFen } };
  return once({ db, personalData }, request, async (tx) => {
    const locked = await lockJobUnless(tx, jobId, (job) => whyOwnersMayNot(tx, caller, job, clock()));
    if (!locked.accepted) return locked;

    const job = locked.state;
    const now = clock();
    const { decisionId, communityId, buildingIds, divisionCode, projectId } = job;
    const held = projectId && (await holdProject(tx, projectId));
    const decision = decisionId && (await findDecision(tx, decisionId));
    // Written below: of two jobs under one ceiling one finds what the other took (FUND-8).
    const warrant = decisionId && (await lockWarrant(tx, decisionId));
    const result = decide(job, {
      ...{ decision, warrant },
      project: await findProjectMoney(tx, job),
      units: await findUnitsIn(tx, communityId, buildingIds),
      homesWithAccount: new Set((await findAccountsOf(tx, communityId)).map(({ unitId }) => unitId)),
      agreedFen,
      payment: profileAt(divisionCode, dateOf(now)).payment,
      ...(await findOnRecord(tx, job)),
      now,
    });
    if (!result.accepted) return result;

    const { job: applied, shares } = result.state;
    await updateWarrant(tx, result.state.warrant);
    if (held) await drawOnProject(tx, held);
    await updateJob(tx, applied);
    // Now it is known whether anything is kept.
    await watchWarrantyEnd(tx, applied);
    await insertMany(tx, FundShareTable, shares);
    const { costFen, retainedFen } = applied;
    const detail = { decisionId, costFen, retainedFen, homes: shares.length };
    await appendAudit(tx, caller, { action: 'applyForFundPayment', subject: jobId, detail }, now);
    return accept(applied);
  });
}

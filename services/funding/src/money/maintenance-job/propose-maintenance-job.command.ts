import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { refuse } from '@anju/values/decision';
import { type Id, isId, newId } from '@anju/values/id';
import { findBuildingsOf } from '../../known/building/building.table';
import { findCommunity } from '../../known/community/community.table';
import { findCommunitiesOfProject } from '../../projects/renovation-project/renovation-project.facts';
import { findFunds } from '../unit-fund-account/unit-fund-account.table';
import { insertJob } from './maintenance-job.table';
import { whyOwnersMayNot } from './may-act.queries';
import { findOnRecord } from './on-record.queries';
import { type JobProposal, proposeMaintenanceJob as decide } from './proposal';

/** Load, decide, save: nobody else needs to know of a job before it is paid. */
export function proposeMaintenanceJob(
  { db, clock, personalData, ...caller }: Context,
  communityId: Id<'com'>,
  proposal: JobProposal,
  key: string,
) {
  const request = { caller, key, operation: 'proposeMaintenanceJob', input: { communityId, ...proposal } };
  return once({ db, personalData }, request, async (tx) => {
    const community = await findCommunity(tx, communityId);
    if (!community) return refuse('COMMUNITY_NOT_FOUND', null, { retryable: true });
    if (community.struckAt !== null) return refuse('COMMUNITY_STRUCK');
    const now = clock();
    const place = { communityId, divisionCode: community.divisionCode };
    const refusal = await whyOwnersMayNot(tx, caller, place, now);
    if (refusal) return { accepted: false as const, refusal };

    const fund = (await findFunds(tx, [communityId])).get(communityId);
    const { projectId: named, lastWorks, noLastWorksKnown, contentCode } = proposal;
    const result = decide(proposal, {
      jobId: newId('mjb'),
      community,
      buildings: await findBuildingsOf(tx, [communityId]),
      fund: fund?.raised ? fund : null,
      project: named !== null && isId('prj', named) ? await findCommunitiesOfProject(tx, named) : null,
      ...(await findOnRecord(tx, { ...place, contentCode })),
      now,
    });
    if (!result.accepted) return result;

    await insertJob(tx, result.state);
    const { id: subject, projectId } = result.state;
    const detail = { communityId, projectId, contentCode, lastWorks, noLastWorksKnown };
    await appendAudit(tx, caller, { action: 'proposeMaintenanceJob', subject, detail }, now);
    return result;
  });
}

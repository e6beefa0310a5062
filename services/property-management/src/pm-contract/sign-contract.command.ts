import { appendAudit } from '@anju/runtime/audit';
import { signsFor } from '@anju/runtime/caller';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { refuse } from '@anju/values/decision';
import { isId, newId } from '@anju/values/id';
import { findCommittee } from '../known/committee/committee.table';
import { lockCommunity, updateCommunity } from '../known/community/community.table';
import { findDecision } from '../known/decision/decision.table';
import { findCompany } from '../pm-company/pm-company.table';
import { findContractsOf, insertContract } from './pm-contract.table';
import { setContractEnd } from './pm-contract.timers';
import { type ContractDraft, signContract as decide } from './sign-contract';

export function signContract(context: Context, key: string, draft: ContractDraft) {
  const { clock, committee: named } = context;
  const request = { caller: context, key, operation: 'signContract', input: draft };
  return once(context, request, async (tx) => {
    const community = await lockCommunity(tx, draft.communityId);
    if (!community) return refuse('COMMUNITY_NOT_FOUND', null, { retryable: true });
    if (community.struckAt !== null) return refuse('COMMUNITY_STRUCK');

    const now = clock();
    const committee = named && isId('oc', named) ? await findCommittee(tx, named) : null;
    const result = decide(draft, {
      contractId: newId('pct'),
      community,
      committee: committee && signsFor(context, committee) ? committee : null,
      decision: await findDecision(tx, draft.decisionId),
      company: await findCompany(tx, draft.companyId),
      contracts: await findContractsOf(tx, [community.id]),
      now,
    });
    if (!result.accepted) return result;

    const contract = result.state;
    // Written, and not only locked: of two contracts signed at once one finds the other (PM-13).
    await updateCommunity(tx, community);
    await insertContract(tx, contract);
    await setContractEnd(tx, contract);
    await appendToOutbox(tx, result.events, now);
    const { id: subject, communityId, companyId, decisionId, paperHash } = contract;
    const detail = { communityId, companyId, decisionId, paperHash };
    await appendAudit(tx, context, { action: 'signContract', subject, detail }, now);
    return result;
  });
}

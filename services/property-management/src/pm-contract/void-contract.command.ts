import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { refuse } from '@anju/values/decision';
import { isId } from '@anju/values/id';
import { findCommittee } from '../known/committee/committee.table';
import { lockCommunity, updateCommunity } from '../known/community/community.table';
import type { PmContractId } from './pm-contract';
import { findContract, updateContract } from './pm-contract.table';
import { cancelContractEnd } from './pm-contract.timers';
import { voidContract as decide } from './void-contract';

interface Mistake {
  readonly contractId: PmContractId;
  readonly reason: string;
}

/** In the community's row it meets whoever signs there meanwhile. */
export function voidContract(context: Context, key: string, input: Mistake) {
  const { clock, committee } = context;
  const request = { caller: context, key, operation: 'voidContract', input };
  return once(context, request, async (tx) => {
    const { contractId, reason } = input;
    const known = await findContract(tx, contractId);
    if (!known) return refuse('CONTRACT_NOT_FOUND');
    const community = (await lockCommunity(tx, known.communityId))!;

    const now = clock();
    const result = decide((await findContract(tx, contractId))!, {
      reason,
      committee: committee && isId('oc', committee) ? await findCommittee(tx, committee) : null,
      now,
    });
    if (!result.accepted) return result;

    const contract = result.state;
    await updateCommunity(tx, community);
    await updateContract(tx, contract);
    await cancelContractEnd(tx, contract);
    await appendToOutbox(tx, result.events, now);
    const { communityId, companyId, decisionId } = contract;
    const detail = { communityId, companyId, decisionId, reason };
    await appendAudit(tx, context, { action: 'voidContract', subject: contractId, detail }, now);
    return result;
  });
}
